/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-turns.h"

typedef struct
{
  GWeakRef owner;
  const SluiceTurn *turns;
  guint n_turns;
  guint next;
} Turns;

static gboolean
on_idle_cb (gpointer user_data)
{
  Turns *turns = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&turns->owner);

  if (owner == NULL)
    return G_SOURCE_REMOVE;
  if (!turns->turns[turns->next](owner))
    turns->next++;
  return turns->next < turns->n_turns ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
turns_free (gpointer data)
{
  Turns *turns = data;

  g_weak_ref_clear (&turns->owner);
  g_free (turns);
}

/**
 * sluice_turns_run:
 * @owner: a #GObject; what is left is not done once it is gone
 * @turns: (array length=n_turns): static: what is to be done, in this order
 * @n_turns: how many there are
 *
 * Does one piece of work in each turn of the main loop, after what was typed, clicked or is to be
 * painted, so that a page with much on it does not hold up the window while it is built.
 */
void
sluice_turns_run (gpointer owner, const SluiceTurn *turns, guint n_turns)
{
  Turns *data = g_new0 (Turns, 1);

  g_weak_ref_init (&data->owner, owner);
  data->turns = turns;
  data->n_turns = n_turns;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_cb, data, turns_free);
}
