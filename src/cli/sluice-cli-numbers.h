/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-cli.h"

G_BEGIN_DECLS

gboolean sluice_cli_get_number (SluiceCli *cli,
                                const char *option,
                                guint least,
                                guint most,
                                guint *number,
                                GError **error);
char *sluice_cli_format_count (gint64 count);

G_END_DECLS
