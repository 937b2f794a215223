/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-run-keeper.h"

#include "monitor/sluice-run-records.h"

/* How long a run waits for others to be written with. */
#define WAIT_MS 500
/* How many runs are told of in one turn of the main loop: each makes a view or two read the store. */
#define TOLD_AT_ONCE 8

typedef struct
{
  SluicePipelineStatus *status; /* (owned) */
  SluiceRun *run;               /* (owned) (nullable) */
  GPtrArray *records;           /* (owned) (element-type SluiceRunRecord) */
} Seen;

struct _SluiceRunKeeper
{
  GObject parent_instance;

  SluiceRunHistory *history; /* (owned) (nullable) */
  GPtrArray *seen;           /* (element-type Seen): not yet stored */
  GQueue kept;               /* (element-type Seen): stored, not yet told of */
  guint waiting;
  guint telling;
  gboolean stopped;
};

static guint kept_signal;

G_DEFINE_FINAL_TYPE (SluiceRunKeeper, sluice_run_keeper, G_TYPE_OBJECT)

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_clear_object (&seen->status);
  g_clear_object (&seen->run);
  g_ptr_array_unref (seen->records);
  g_free (seen);
}

static void
sluice_run_keeper_dispose (GObject *object)
{
  sluice_run_keeper_stop (SLUICE_RUN_KEEPER (object));
  G_OBJECT_CLASS (sluice_run_keeper_parent_class)->dispose (object);
}

static void
sluice_run_keeper_finalize (GObject *object)
{
  SluiceRunKeeper *self = SLUICE_RUN_KEEPER (object);

  g_clear_object (&self->history);
  g_ptr_array_unref (self->seen);
  G_OBJECT_CLASS (sluice_run_keeper_parent_class)->finalize (object);
}

static void
sluice_run_keeper_class_init (SluiceRunKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_run_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_run_keeper_finalize;
  kept_signal = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, SLUICE_TYPE_PIPELINE_STATUS, SLUICE_TYPE_RUN);
}

static void
sluice_run_keeper_init (SluiceRunKeeper *self)
{
  self->seen = g_ptr_array_new_with_free_func (seen_free);
  g_queue_init (&self->kept);
}

/**
 * sluice_run_keeper_new:
 * @history: (nullable): where to store runs; without one they are only told of
 *
 * Returns: (transfer full): a keeper with nothing to do
 */
SluiceRunKeeper *
sluice_run_keeper_new (SluiceRunHistory *history)
{
  SluiceRunKeeper *self = g_object_new (SLUICE_TYPE_RUN_KEEPER, NULL);

  self->history = history != NULL ? g_object_ref (history) : NULL;
  return self;
}

static gboolean
on_turn_cb (gpointer user_data)
{
  g_autoptr (SluiceRunKeeper) self = g_object_ref (user_data);

  for (guint i = 0; i < TOLD_AT_ONCE && !g_queue_is_empty (&self->kept); i++)
    {
      Seen *seen = g_queue_pop_head (&self->kept);

      g_signal_emit (self, kept_signal, 0, seen->status, seen->run);
      seen_free (seen);
    }
  if (!g_queue_is_empty (&self->kept))
    return G_SOURCE_CONTINUE;
  self->telling = 0;
  return G_SOURCE_REMOVE;
}

static void
store (SluiceRunKeeper *self)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->seen->len; i++)
    {
      const Seen *seen = g_ptr_array_index (self->seen, i);
      SluiceRunPage *page = g_new0 (SluiceRunPage, 1);

      page->pipeline_id = sluice_pipeline_status_get_id (seen->status);
      page->records = seen->records;
      g_ptr_array_add (pages, page);
    }
  if (self->history != NULL && !sluice_run_history_add_pages (self->history, pages, &error))
    g_warning ("Runs could not be remembered: %s", error->message);
}

/**
 * sluice_run_keeper_flush:
 * @self: a keeper
 *
 * Stores what has come, without waiting for more.
 */
void
sluice_run_keeper_flush (SluiceRunKeeper *self)
{
  g_autofree Seen **seen = NULL;
  gsize n_seen;

  g_return_if_fail (SLUICE_IS_RUN_KEEPER (self));

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->seen->len == 0)
    return;
  store (self);
  seen = (Seen **) g_ptr_array_steal (self->seen, &n_seen);
  for (gsize i = 0; i < n_seen; i++)
    g_queue_push_tail (&self->kept, seen[i]);
  if (self->telling == 0 && !self->stopped)
    self->telling = g_idle_add (on_turn_cb, self);
}

static gboolean
on_wait_over_cb (gpointer user_data)
{
  SluiceRunKeeper *self = user_data;

  self->waiting = 0;
  sluice_run_keeper_flush (self);
  return G_SOURCE_REMOVE;
}

/**
 * sluice_run_keeper_add:
 * @self: a keeper
 * @status: a pipeline
 * @run: (nullable): its last run, to be told of
 * @runs: (element-type SluiceRun): runs of it that are new or may have changed
 *
 * Stores them soon. Nothing is told of where none of them has an id.
 */
void
sluice_run_keeper_add (SluiceRunKeeper *self,
                       SluicePipelineStatus *status,
                       SluiceRun *run,
                       GPtrArray *runs)
{
  g_autoptr (GPtrArray) records = NULL;
  Seen *seen;

  g_return_if_fail (SLUICE_IS_RUN_KEEPER (self) && SLUICE_IS_PIPELINE_STATUS (status));

  records = sluice_run_records_from_runs (runs);
  if (records->len == 0)
    return;
  seen = g_new0 (Seen, 1);
  seen->status = g_object_ref (status);
  seen->run = run != NULL ? g_object_ref (run) : NULL;
  seen->records = g_steal_pointer (&records);
  g_ptr_array_add (self->seen, seen);
  if (self->waiting == 0)
    self->waiting = g_timeout_add (WAIT_MS, on_wait_over_cb, self);
}

/**
 * sluice_run_keeper_stop:
 * @self: a keeper
 *
 * Stores what has come, and tells of nothing any more.
 */
void
sluice_run_keeper_stop (SluiceRunKeeper *self)
{
  g_return_if_fail (SLUICE_IS_RUN_KEEPER (self));

  self->stopped = TRUE;
  sluice_run_keeper_flush (self);
  g_clear_handle_id (&self->telling, g_source_remove);
  g_queue_clear_full (&self->kept, seen_free);
}
