/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "warehouse/sluice-quote.h"
#include "warehouse/sluice-scope.h"

G_BEGIN_DECLS

/*
 * The template language, on purpose too small to decide anything:
 *
 *   {{name|role}}           the text of a name, written in a syntactic role (sluice-quote.c lists them)
 *   {{name|role|role}}      written in the first role, and that text in the second, and so on
 *   {{#name}} .. {{/name}}  written once for each item of a list, or once if the flag or text is there
 *   {{^name}} .. {{/name}}  written if it is not
 *
 * A line that has nothing but a section mark leaves no line behind.
 */
gboolean sluice_template_render (const char *text,
                                 const SluiceScope *scope,
                                 const SluiceQuoting *quoting,
                                 GString *out,
                                 GError **error);
void sluice_template_check (const char *text,
                            const SluiceTemplateName *names,
                            gsize n_names,
                            GPtrArray *problems);

G_END_DECLS
