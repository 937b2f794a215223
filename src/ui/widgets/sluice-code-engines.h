/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

void sluice_code_engines_set_languages (void);
void sluice_code_engines_prepare (gpointer owner);

G_END_DECLS
