/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize sluice_secret_match (const char *at, const char *end, const char *secret, gsize length);

G_END_DECLS
