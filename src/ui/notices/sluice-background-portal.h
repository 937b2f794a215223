/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean sluice_background_portal_is_needed (void);

void sluice_background_portal_ask_async (gboolean starts,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
sluice_background_portal_ask_finish (GAsyncResult *result, gboolean *starts, GError **error);

G_END_DECLS
