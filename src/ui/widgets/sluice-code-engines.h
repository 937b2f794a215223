/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

void sluice_code_engines_set_files (void);
GtkSourceStyleScheme *sluice_code_engines_get_scheme (gboolean dark);
void sluice_code_engines_prepare (gpointer owner);

G_END_DECLS
