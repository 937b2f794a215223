/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "api/sluice-api-error.h"

G_BEGIN_DECLS

gboolean sluice_connection_check_health (JsonObject *connection, GError **error);

G_END_DECLS
