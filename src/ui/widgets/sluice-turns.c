/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-turns.h"

#include <gtk/gtk.h>

#include "ui/widgets/sluice-fonts.h"
#include "ui/widgets/sluice-warm-up.h"

/* After what others do when idle: that would be done in the same turn. */
#define PRIORITY (G_PRIORITY_DEFAULT_IDLE + 10)

typedef struct
{
  GWeakRef owner;
  const SluiceTurn *turns;
  guint n_turns;
  guint next;
} Turns;

/* All that is to be done in turns, of all windows: one piece in each turn of the main loop, not one for
 * each that waits. */
static GQueue waiting = G_QUEUE_INIT;

static void
turns_free (Turns *turns)
{
  g_weak_ref_clear (&turns->owner);
  g_free (turns);
}

/* Whether there is more to be done for the same owner. */
static gboolean
take_turn (Turns *turns)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&turns->owner);

  if (owner != NULL && !turns->turns[turns->next](owner))
    turns->next++;
  return owner != NULL && turns->next < turns->n_turns;
}

static gboolean
on_idle_cb (gpointer user_data)
{
  Turns *turns = g_queue_peek_head (&waiting);
  gboolean more = take_turn (turns);

  g_queue_pop_head (&waiting);
  if (more)
    g_queue_push_tail (&waiting, turns);
  else
    turns_free (turns);
  return g_queue_is_empty (&waiting) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
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
  g_queue_push_tail (&waiting, data);
  if (waiting.length == 1)
    g_idle_add_full (PRIORITY, on_idle_cb, NULL, NULL);
}

static gboolean
present (gpointer owner)
{
  gtk_window_present (owner);
  return FALSE;
}

/**
 * sluice_turns_present:
 * @window: a #GtkWindow that was just built
 *
 * Shows it a few turns of the main loop later: to build it and to measure all that is in it are many
 * pieces of work. The first window waits for its fonts, too.
 */
void
sluice_turns_present (gpointer window)
{
  static const SluiceTurn turns[] = { sluice_fonts_load_next, sluice_warm_up, present };

  g_return_if_fail (GTK_IS_WINDOW (window));

  sluice_turns_run (window, turns, G_N_ELEMENTS (turns));
}
