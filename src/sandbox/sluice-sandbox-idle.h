/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Hangs up on clients that have hung up. */

void sluice_sandbox_idle_watch (SoupServer *server);

G_END_DECLS
