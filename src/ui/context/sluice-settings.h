/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *sluice_settings_new (void);
void sluice_settings_keep_limits (GSettings *settings);
char *sluice_settings_dup_program_folder (void);

G_END_DECLS
