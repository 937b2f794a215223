/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SluiceTurn:
 * @owner: what it is done for
 *
 * One piece of work that is short enough for one turn of the main loop.
 *
 * Returns: whether there is more of it, to be done in the next turn
 */
typedef gboolean (*SluiceTurn) (gpointer owner);

void sluice_turns_run (gpointer owner, const SluiceTurn *turns, guint n_turns);
void sluice_turns_present (gpointer window);

G_END_DECLS
