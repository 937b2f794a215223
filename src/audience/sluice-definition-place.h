/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
sluice_definition_find_place (const char *text, const char *pointer, guint *start, guint *end);

G_END_DECLS
