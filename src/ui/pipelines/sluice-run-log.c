/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-run-log.h"

#include "api/sluice-pipelines.h"
#include "monitor/sluice-run-records.h"
#include "ui/pipelines/sluice-run-item.h"

#define PAGE_SIZE 50

struct _SluiceRunLog
{
  GObject parent_instance;

  SluiceMonitor *monitor;
  SluicePipelineStatus *status;
  GListStore *items;
  GCancellable *cancellable;
  GError *error;       /* (nullable): why the last page could not be read */
  guint shown;         /* how many runs are wanted on screen */
  guint page;          /* the next page of the API */
  gboolean api_is_out; /* the API has no older ones */
  gboolean store_is_out;
  gboolean loading;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SluiceRunLog, sluice_run_log, G_TYPE_OBJECT)

/* How far behind @position the table has that run, as it is now; or how many it has there if it has not. */
static guint
find_ahead (SluiceRunLog *self, guint position, SluiceRunItem *item, gboolean *found)
{
  guint n_ahead = g_list_model_get_n_items (G_LIST_MODEL (self->items)) - position;
  guint i;

  *found = FALSE;
  for (i = 0; i < n_ahead && !*found; i++)
    {
      g_autoptr (SluiceRunItem) here =
          g_list_model_get_item (G_LIST_MODEL (self->items), position + i);

      *found = sluice_run_item_equal (here, item);
    }
  return *found ? i - 1 : n_ahead;
}

/* Replaces only what differs, so that a table keeps its place, its focus and its rows: a new run comes
 * before the others, and the oldest may go for it. */
static void
take_items (SluiceRunLog *self, GPtrArray *items)
{
  gboolean found = TRUE;
  guint position = 0;

  for (guint next = 0; next < items->len || found; next++)
    {
      guint n_new = 0;
      guint n_gone = g_list_model_get_n_items (G_LIST_MODEL (self->items)) - position;

      for (found = FALSE; next + n_new < items->len && !found; n_new += !found)
        n_gone = find_ahead (self, position, items->pdata[next + n_new], &found);
      if (n_gone > 0 || n_new > 0)
        g_list_store_splice (self->items, position, n_gone, items->pdata + next, n_new);
      position += n_new + 1;
      next += n_new;
    }
}

static void
reload (SluiceRunLog *self)
{
  SluiceRunHistory *history =
      sluice_monitor_get_history (self->monitor, sluice_pipeline_status_get_session (self->status));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (history != NULL)
    records = sluice_run_history_list (history, sluice_pipeline_status_get_id (self->status),
                                       self->shown, NULL, NULL);
  if (records == NULL)
    return;
  self->store_is_out = records->len < self->shown;
  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (items, sluice_run_item_new (records->pdata[i]));
  take_items (self, items);
}

static void
on_run_seen_cb (SluiceRunLog *self, SluicePipelineStatus *status)
{
  if (status == self->status)
    reload (self);
}

static void
keep (SluiceRunLog *self, GPtrArray *runs)
{
  SluiceRunHistory *history =
      sluice_monitor_get_history (self->monitor, sluice_pipeline_status_get_session (self->status));
  g_autoptr (GPtrArray) records = sluice_run_records_from_runs (runs);
  g_autoptr (GError) error = NULL;

  if (history != NULL &&
      !sluice_run_history_add (history, sluice_pipeline_status_get_id (self->status), records,
                               &error))
    g_warning ("Runs could not be remembered: %s", error->message);
}

static void
on_page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceRunLog) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) runs =
      sluice_pipelines_runs_finish (SLUICE_CLIENT (source), result, &error);

  self->loading = FALSE;
  g_clear_error (&self->error);
  if (runs != NULL)
    {
      self->page++;
      self->api_is_out = runs->len < PAGE_SIZE;
      keep (self, runs);
      reload (self);
    }
  else
    self->error = error;
  g_signal_emit (self, changed_signal, 0);
}

static void
read_page (SluiceRunLog *self)
{
  SluiceSession *session = sluice_pipeline_status_get_session (self->status);

  self->loading = TRUE;
  sluice_pipelines_runs_async (sluice_session_get_client (session),
                               sluice_pipeline_status_get_id (self->status), self->page, PAGE_SIZE,
                               NULL, NULL, self->cancellable, on_page_read_cb, g_object_ref (self));
  g_signal_emit (self, changed_signal, 0);
}

static void
sluice_run_log_dispose (GObject *object)
{
  SluiceRunLog *self = SLUICE_RUN_LOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->monitor);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (sluice_run_log_parent_class)->dispose (object);
}

static void
sluice_run_log_finalize (GObject *object)
{
  SluiceRunLog *self = SLUICE_RUN_LOG (object);

  g_clear_object (&self->items);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_run_log_parent_class)->finalize (object);
}

static void
sluice_run_log_class_init (SluiceRunLogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_run_log_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_run_log_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_run_log_init (SluiceRunLog *self)
{
  self->items = g_list_store_new (SLUICE_TYPE_RUN_ITEM);
  self->cancellable = g_cancellable_new ();
  self->shown = PAGE_SIZE;
  self->page = 1;
}

/**
 * sluice_run_log_new:
 * @monitor: what watches the pipeline
 * @status: the pipeline
 *
 * Returns: (transfer full): its runs: what was seen earlier at once, what the API knows in a moment
 */
SluiceRunLog *
sluice_run_log_new (SluiceMonitor *monitor, SluicePipelineStatus *status)
{
  SluiceRunLog *self = g_object_new (SLUICE_TYPE_RUN_LOG, NULL);

  self->monitor = g_object_ref (monitor);
  self->status = g_object_ref (status);
  g_signal_connect_object (monitor, "run-seen", G_CALLBACK (on_run_seen_cb), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  read_page (self);
  return self;
}

/**
 * sluice_run_log_get_model:
 * @self: a log
 *
 * Returns: (transfer none): the runs, newest first
 */
GListModel *
sluice_run_log_get_model (SluiceRunLog *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN_LOG (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * sluice_run_log_load_older:
 * @self: a log
 *
 * Goes one page further back.
 */
void
sluice_run_log_load_older (SluiceRunLog *self)
{
  g_return_if_fail (SLUICE_IS_RUN_LOG (self));

  if (self->loading)
    return;
  self->shown += PAGE_SIZE;
  reload (self);
  if (self->api_is_out)
    g_signal_emit (self, changed_signal, 0);
  else
    read_page (self);
}

/**
 * sluice_run_log_is_loading:
 * @self: a log
 *
 * Returns: whether a page is on its way
 */
gboolean
sluice_run_log_is_loading (SluiceRunLog *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN_LOG (self), FALSE);

  return self->loading;
}

/**
 * sluice_run_log_is_complete:
 * @self: a log
 *
 * Returns: whether there is nothing older
 */
gboolean
sluice_run_log_is_complete (SluiceRunLog *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN_LOG (self), TRUE);

  return self->api_is_out && self->store_is_out;
}
