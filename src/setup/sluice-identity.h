/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean sluice_identity_is_reserved (const char *column);
const char *sluice_identity_get_destination (const char *column);

G_END_DECLS
