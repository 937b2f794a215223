/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean sluice_destination_is_valid (const char *path);
gboolean sluice_destination_is_identity (const char *path);
char *sluice_destination_normalize (const char *path);
char *sluice_destination_propose (const char *column);
char *sluice_destination_suggest (const char *path);
char **sluice_destination_list (const char *column);

G_END_DECLS
