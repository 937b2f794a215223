/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-watch.h"

#include "api/sluice-pipelines.h"
#include "api/sluice-resource.h"
#include "monitor/sluice-poll-plan.h"
#include "monitor/sluice-run-keeper.h"
#include "monitor/sluice-server-pace.h"
#include "sluice-json.h"
#include "sluice-slices.h"
#include "warehouse/sluice-warehouse.h"

/* How many runs are read when a pipeline is first seen, to fill what was missed since last time. */
#define CATCH_UP_RUNS 50

typedef enum
{
  JOB_LIST,
  JOB_CONNECTIONS,
  JOB_REPORT,
  JOB_RUNS,
} JobKind;

/* A pipeline and when to look at it again. */
typedef struct
{
  SluicePipelineStatus *status; /* (owned) */
  gint64 due;
  guint failures;
  gboolean asking; /* its report is queued or on its way */
  gboolean again;  /* ... and wanted once more, since that one may be old when it comes */
  gboolean gone;
  gboolean behind; /* runs before the last one are still to be read */
  JsonNode *read;  /* (nullable) its report as it was read last */
} Entry;

struct _SluiceWatchJob
{
  SluiceWatch *watch; /* (owned) */
  JobKind kind;
  Entry *entry;    /* (owned) (nullable) */
  GError *error;   /* (owned) (nullable) */
  GHashTable *ids; /* (owned) (nullable) (element-type utf8): those that a list has */
};

struct _SluiceWatch
{
  GObject parent_instance;

  SluiceSession *session;
  SluiceRunHistory *history;
  SluiceRunKeeper *keeper;
  GCancellable *cancellable;

  GHashTable *entries; /* id -> Entry */
  GPtrArray *order;    /* (element-type SluicePipelineStatus) */
  GHashTable *kinds;   /* connection id -> the warehouse's kind, "" where it is not known */

  SluiceServerPace pace;

  gint64 list_due;
  gint64 held_until; /* nothing is asked before */
  guint failures;
  gboolean listing;
  gboolean list_again;
  gboolean connections_due;
  gboolean was_read;
  JsonNode *read; /* (nullable) the list of pipelines as it was read last */
  GError *error;
};

enum
{
  ADDED,
  REMOVED,
  OBSERVED,
  RUN_SEEN,
  CHANGED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceWatch, sluice_watch, G_TYPE_OBJECT)

static void
entry_clear (Entry *entry)
{
  g_clear_object (&entry->status);
  g_clear_pointer (&entry->read, json_node_unref);
}

static void
entry_release (Entry *entry)
{
  g_rc_box_release_full (entry, (GDestroyNotify) entry_clear);
}

static SluiceWatchJob *
job_new (SluiceWatch *watch, JobKind kind, Entry *entry)
{
  SluiceWatchJob *job = g_new0 (SluiceWatchJob, 1);

  job->watch = g_object_ref (watch);
  job->kind = kind;
  job->entry = entry != NULL ? g_rc_box_acquire (entry) : NULL;
  return job;
}

static void
job_free (SluiceWatchJob *job)
{
  g_clear_object (&job->watch);
  g_clear_pointer (&job->entry, entry_release);
  g_clear_error (&job->error);
  g_clear_pointer (&job->ids, g_hash_table_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceWatchJob, job_free)

static void
sluice_watch_dispose (GObject *object)
{
  SluiceWatch *self = SLUICE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_object (&self->history);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sluice_watch_parent_class)->dispose (object);
}

static void
sluice_watch_finalize (GObject *object)
{
  SluiceWatch *self = SLUICE_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
  g_clear_pointer (&self->read, json_node_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_watch_parent_class)->finalize (object);
}

static guint
add_signal (SluiceWatchClass *klass, const char *name, guint n_parameters)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_parameters, SLUICE_TYPE_PIPELINE_STATUS, SLUICE_TYPE_RUN);
}

static void
sluice_watch_class_init (SluiceWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_watch_finalize;

  signals[ADDED] = add_signal (klass, "added", 1);
  signals[REMOVED] = add_signal (klass, "removed", 1);
  signals[OBSERVED] = add_signal (klass, "observed", 1);
  signals[RUN_SEEN] = add_signal (klass, "run-seen", 2);
  signals[CHANGED] = add_signal (klass, "changed", 0);
  signals[DONE] = add_signal (klass, "done", 0);
}

static void
sluice_watch_init (SluiceWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_release);
  self->order = g_ptr_array_new_with_free_func (g_object_unref);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GDateTime *
server_now (SluiceWatch *self)
{
  return sluice_client_get_server_time (sluice_session_get_client (self->session));
}

/* Only the stand-in API, which is on this machine, has a time of its own. */
static gint64
to_own_time (SluiceWatch *self, gint64 wait, GDateTime *now)
{
  return sluice_session_is_local (self->session)
             ? sluice_server_pace_to_own_time (&self->pace, wait, now)
             : wait;
}

/* Errors that would meet every other request as well. */
static gboolean
is_about_all (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_TLS);
}

/* Holds everything back for a while; what is known of the pipelines stays as it was. */
static void
hold (SluiceWatch *self, const GError *error)
{
  gint64 now = g_get_monotonic_time ();

  if (now < self->held_until && self->error != NULL)
    return;
  self->held_until = now + sluice_poll_plan_retry (error, ++self->failures);
  self->list_due = self->held_until;
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_cancelled (SluiceWatch *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/* pipelines */

static void
update_warehouse (SluiceWatch *self, SluicePipelineStatus *status)
{
  g_autofree char *connection =
      sluice_json_dup_text (sluice_pipeline_status_get_pipeline (status), "connection_id");
  const char *kind = connection != NULL ? g_hash_table_lookup (self->kinds, connection) : NULL;

  if (connection != NULL && kind == NULL)
    self->connections_due = TRUE;
  sluice_pipeline_status_set_warehouse (status, kind != NULL && *kind != '\0' ? kind : NULL);
}

static void
add_entry (SluiceWatch *self, JsonObject *pipeline)
{
  Entry *entry = g_rc_box_new0 (Entry);

  entry->status = sluice_pipeline_status_new (self->session, pipeline);
  entry->behind = TRUE;
  g_hash_table_insert (self->entries, (gpointer) sluice_pipeline_status_get_id (entry->status),
                       entry);
  g_ptr_array_add (self->order, g_object_ref (entry->status));
  update_warehouse (self, entry->status);
  g_signal_emit (self, signals[ADDED], 0, entry->status);
}

static void
remove_entry (SluiceWatch *self, SluicePipelineStatus *removed)
{
  g_autoptr (SluicePipelineStatus) status = g_object_ref (removed);
  Entry *entry = g_hash_table_lookup (self->entries, sluice_pipeline_status_get_id (status));

  entry->gone = TRUE;
  g_hash_table_remove (self->entries, sluice_pipeline_status_get_id (status));
  g_ptr_array_remove (self->order, status);
  g_signal_emit (self, signals[REMOVED], 0, status);
}

static void
remove_missing (SluiceWatch *self, GHashTable *ids)
{
  for (guint i = self->order->len; i > 0; i--)
    {
      SluicePipelineStatus *status = g_ptr_array_index (self->order, i - 1);

      if (!g_hash_table_contains (ids, sluice_pipeline_status_get_id (status)))
        remove_entry (self, status);
    }
}

static void
settle_list (SluiceWatch *self)
{
  gboolean changed = !self->was_read || self->error != NULL;

  self->was_read = TRUE;
  self->held_until = self->failures = 0;
  g_clear_error (&self->error);
  self->list_due = g_get_monotonic_time () + sluice_poll_plan_list (self->order);
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_pipeline (JsonObject *pipeline, gpointer user_data)
{
  SluiceWatchJob *job = user_data;
  SluiceWatch *self = job->watch;
  g_autofree char *id = sluice_json_dup_text (pipeline, "id");
  Entry *entry = id != NULL ? g_hash_table_lookup (self->entries, id) : NULL;

  if (id == NULL || is_cancelled (self))
    return;
  if (entry == NULL)
    add_entry (self, pipeline);
  else
    {
      g_autoptr (GDateTime) now = server_now (self);

      sluice_pipeline_status_set_pipeline (entry->status, pipeline, now);
      update_warehouse (self, entry->status);
    }
  g_hash_table_add (job->ids, g_steal_pointer (&id));
}

/* Without ids it is the list of the last time. */
static void
end_list (SluiceWatchJob *job)
{
  SluiceWatch *self = job->watch;

  if (job->ids != NULL && !is_cancelled (self))
    remove_missing (self, job->ids);
  if (job->error == NULL && !is_cancelled (self))
    settle_list (self);
  else if (!is_cancelled (self))
    hold (self, job->error);
  self->listing = FALSE;
  self->list_due = self->list_again ? 0 : self->list_due;
  self->list_again = FALSE;
  g_signal_emit (self, signals[DONE], 0);
  job_free (job);
}

static void
on_pipelines_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SluiceWatchJob *job = user_data;
  g_autoptr (JsonArray) list = sluice_resource_list_news_finish (SLUICE_CLIENT (source), result,
                                                                 &job->watch->read, &job->error);

  if (list != NULL)
    {
      job->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      sluice_slices_run (list, take_pipeline, (GDestroyNotify) end_list, job);
    }
  else
    end_list (job);
}

/* connections: they tell the warehouse */

static void
take_connections (SluiceWatch *self, JsonArray *list)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonObject *connection = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      char *id = sluice_json_dup_text (connection, "id");
      const char *provider = sluice_json_get_string (connection, "service_provider");
      const SluiceWarehouse *kind =
          provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;

      if (id != NULL)
        g_hash_table_replace (self->kinds, id,
                              g_strdup (kind != NULL ? sluice_warehouse_get_id (kind) : ""));
    }
}

/* A connection that the list lacks is not asked for again and again. */
static void
settle_unknown_connections (SluiceWatch *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      SluicePipelineStatus *status = g_ptr_array_index (self->order, i);
      char *id =
          sluice_json_dup_text (sluice_pipeline_status_get_pipeline (status), "connection_id");

      if (id != NULL && !g_hash_table_contains (self->kinds, id))
        g_hash_table_insert (self->kinds, g_steal_pointer (&id), g_strdup (""));
      g_free (id);
      update_warehouse (self, status);
    }
}

static void
on_connections_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceWatchJob) job = user_data;
  SluiceWatch *self = job->watch;
  g_autoptr (JsonArray) list = sluice_resource_list_finish (SLUICE_CLIENT (source), result, NULL);

  if (!is_cancelled (self))
    {
      if (list != NULL)
        take_connections (self, list);
      settle_unknown_connections (self);
    }
  g_signal_emit (self, signals[DONE], 0);
}

/* reports and runs */

static void
remember_run (SluiceWatch *self, SluicePipelineStatus *status, SluiceRun *run)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  g_ptr_array_add (runs, run);
  sluice_run_keeper_add (self->keeper, status, run, runs);
}

static void
on_run_kept_cb (SluiceWatch *self, SluicePipelineStatus *status, SluiceRun *run)
{
  g_signal_emit (self, signals[RUN_SEEN], 0, status, run);
}

/* Without @report it is the one of the last time; but what follows from it changes with the time. */
static void
take_report (SluiceWatch *self, Entry *entry, SluiceReport *report)
{
  g_autoptr (GDateTime) now = server_now (self);
  SluiceRun *before = sluice_pipeline_status_get_last_run (entry->status);
  SluiceRun *after;

  if (report != NULL)
    sluice_pipeline_status_set_report (entry->status, report, now);
  else
    sluice_pipeline_status_pass_time (entry->status, now);
  after = sluice_pipeline_status_get_last_run (entry->status);
  entry->failures = 0;
  entry->due = g_get_monotonic_time () +
               to_own_time (self, sluice_poll_plan_report (entry->status, now), now);
  if (after != NULL && after != before)
    remember_run (self, entry->status, after);
  g_signal_emit (self, signals[OBSERVED], 0, entry->status);
}

static void
take_report_error (SluiceWatch *self, Entry *entry, const GError *error)
{
  g_autoptr (GDateTime) now = server_now (self);
  gint64 wait;

  if (is_about_all (error))
    {
      hold (self, error);
      entry->due = self->held_until;
      return;
    }
  sluice_pipeline_status_set_report_error (entry->status, error, now);
  wait = g_strcmp0 (sluice_pipeline_status_get_state (entry->status), "pending") == 0
             ? sluice_poll_plan_report (entry->status, now)
             : sluice_poll_plan_retry (error, ++entry->failures);
  entry->due = g_get_monotonic_time () + to_own_time (self, wait, now);
  g_signal_emit (self, signals[OBSERVED], 0, entry->status);
}

static void
on_report_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceWatchJob) job = user_data;
  SluiceWatch *self = job->watch;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReport) report =
      sluice_pipelines_report_finish_news (SLUICE_CLIENT (source), result, &job->entry->read,
                                           &error);

  job->entry->asking = FALSE;
  if (!is_cancelled (self) && !job->entry->gone)
    {
      if (error == NULL)
        take_report (self, job->entry, report);
      else
        take_report_error (self, job->entry, error);
      if (job->entry->again)
        job->entry->due = 0;
      job->entry->again = FALSE;
    }
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_runs_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceWatchJob) job = user_data;
  SluiceWatch *self = job->watch;
  g_autoptr (GPtrArray) runs = sluice_pipelines_runs_finish (SLUICE_CLIENT (source), result, NULL);
  SluicePipelineStatus *status = job->entry->status;

  if (!is_cancelled (self) && !job->entry->gone && runs != NULL)
    sluice_run_keeper_add (self->keeper, status, sluice_pipeline_status_get_last_run (status),
                           runs);
  g_signal_emit (self, signals[DONE], 0);
}

/**
 * sluice_watch_new:
 * @session: a workspace
 *
 * Returns: (transfer full): a watch on it, due at once
 */
SluiceWatch *
sluice_watch_new (SluiceSession *session)
{
  SluiceWatch *self = g_object_new (SLUICE_TYPE_WATCH, NULL);
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (session));

  self->session = g_object_ref (session);
  if (sluice_session_get_store (session) != NULL)
    self->history = sluice_run_history_new (sluice_session_get_store (session), scope);
  self->keeper = sluice_run_keeper_new (self->history);
  g_signal_connect_object (self->keeper, "kept", G_CALLBACK (on_run_kept_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * sluice_watch_stop:
 * @self: a watch
 *
 * Nothing is asked or told any more.
 */
void
sluice_watch_stop (SluiceWatch *self)
{
  g_cancellable_cancel (self->cancellable);
  sluice_run_keeper_stop (self->keeper);
}

/**
 * sluice_watch_flush:
 * @self: a watch
 *
 * Stores the runs that were seen, for none are about to come.
 */
void
sluice_watch_flush (SluiceWatch *self)
{
  sluice_run_keeper_flush (self->keeper);
}

/**
 * sluice_watch_get_session:
 * @self: a watch
 *
 * Returns: (transfer none): the session of the workspace
 */
SluiceSession *
sluice_watch_get_session (SluiceWatch *self)
{
  return self->session;
}

/**
 * sluice_watch_get_history:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): where its runs are kept; %NULL where the session has no store
 */
SluiceRunHistory *
sluice_watch_get_history (SluiceWatch *self)
{
  return self->history;
}

/**
 * sluice_watch_get_error:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): why the workspace does not answer
 */
const GError *
sluice_watch_get_error (SluiceWatch *self)
{
  return self->error;
}

/**
 * sluice_watch_was_read:
 * @self: a watch
 *
 * Returns: whether its pipelines were read at least once
 */
gboolean
sluice_watch_was_read (SluiceWatch *self)
{
  return self->was_read;
}

/**
 * sluice_watch_find:
 * @self: a watch
 * @pipeline_id: a pipeline
 *
 * Returns: (transfer none) (nullable): the pipeline, if it was seen
 */
SluicePipelineStatus *
sluice_watch_find (SluiceWatch *self, const char *pipeline_id)
{
  Entry *entry = g_hash_table_lookup (self->entries, pipeline_id);

  return entry != NULL ? entry->status : NULL;
}

/**
 * sluice_watch_list:
 * @self: a watch
 *
 * Returns: (transfer none) (element-type SluicePipelineStatus): its pipelines, in the order in which
 *   they were seen
 */
GPtrArray *
sluice_watch_list (SluiceWatch *self)
{
  return self->order;
}

/**
 * sluice_watch_make_due:
 * @self: a watch
 * @pipeline_id: (nullable): one pipeline, or %NULL for all and the list of them
 */
void
sluice_watch_make_due (SluiceWatch *self, const char *pipeline_id)
{
  GHashTableIter iter;
  gpointer id, value;

  self->held_until = 0;
  if (pipeline_id == NULL)
    {
      self->list_due = 0;
      self->list_again = self->listing;
    }
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      Entry *entry = value;

      if (pipeline_id != NULL && !g_str_equal (pipeline_id, id))
        continue;
      entry->due = 0;
      entry->again = entry->asking;
    }
}

/* Its past is read once its present is known. */
static gboolean
is_behind (Entry *entry)
{
  return entry->behind && !entry->asking &&
         sluice_pipeline_status_get_report (entry->status) != NULL;
}

/**
 * sluice_watch_collect:
 * @self: a watch
 * @until: the time now, or a little later so that what is nearly due goes along
 * @jobs: (element-type SluiceWatchJob): where the jobs that are due are added
 */
void
sluice_watch_collect (SluiceWatch *self, gint64 until, GQueue *jobs)
{
  if (self->held_until > until)
    return;
  if (!self->listing && self->list_due <= until)
    {
      self->listing = TRUE;
      g_queue_push_tail (jobs, job_new (self, JOB_LIST, NULL));
    }
  if (self->connections_due)
    {
      self->connections_due = FALSE;
      g_queue_push_tail (jobs, job_new (self, JOB_CONNECTIONS, NULL));
    }
  for (guint i = 0; i < self->order->len; i++)
    {
      SluicePipelineStatus *status = g_ptr_array_index (self->order, i);
      Entry *entry = g_hash_table_lookup (self->entries, sluice_pipeline_status_get_id (status));

      if (!entry->asking && entry->due <= until)
        {
          entry->asking = TRUE;
          g_queue_push_tail (jobs, job_new (self, JOB_REPORT, entry));
        }
      else if (is_behind (entry))
        {
          entry->behind = FALSE;
          g_queue_push_tail (jobs, job_new (self, JOB_RUNS, entry));
        }
    }
}

/**
 * sluice_watch_next_due:
 * @self: a watch
 *
 * Returns: when something is due that is not being asked; %G_MAXINT64 for never
 */
gint64
sluice_watch_next_due (SluiceWatch *self)
{
  gint64 due = self->listing ? G_MAXINT64 : self->list_due;
  GHashTableIter iter;
  gpointer value;

  if (self->connections_due)
    due = 0;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (!entry->asking)
        due = MIN (due, is_behind (entry) ? 0 : entry->due);
    }
  return MAX (due, self->held_until);
}

static void
forget_job (SluiceWatchJob *job)
{
  if (job->kind == JOB_LIST)
    job->watch->listing = FALSE;
  else if (job->kind == JOB_CONNECTIONS)
    job->watch->connections_due = TRUE;
  else if (job->kind == JOB_REPORT)
    job->entry->asking = FALSE;
  else
    job->entry->behind = TRUE;
}

/**
 * sluice_watch_job_drop:
 * @job: (transfer full): a job that is not to be started now; it is due again
 */
void
sluice_watch_job_drop (SluiceWatchJob *job)
{
  forget_job (job);
  job_free (job);
}

/**
 * sluice_watch_job_start:
 * @job: (transfer full): a job
 *
 * Returns: whether a request goes out; ::done then tells of its end
 */
gboolean
sluice_watch_job_start (SluiceWatchJob *job)
{
  SluiceWatch *self = job->watch;
  SluiceClient *client;
  const char *id;

  if (is_cancelled (self) || self->held_until > g_get_monotonic_time () ||
      (job->entry != NULL && job->entry->gone))
    {
      sluice_watch_job_drop (job);
      return FALSE;
    }
  client = sluice_session_get_client (self->session);
  id = job->entry != NULL ? sluice_pipeline_status_get_id (job->entry->status) : NULL;
  switch (job->kind)
    {
    case JOB_LIST:
      sluice_resource_list_news_async (client, SLUICE_FAMILY_PIPELINES, self->read,
                                       self->cancellable, on_pipelines_listed_cb, job);
      break;
    case JOB_CONNECTIONS:
      sluice_resource_list_async (client, SLUICE_FAMILY_CONNECTIONS, self->cancellable,
                                  on_connections_listed_cb, job);
      break;
    case JOB_RUNS:
      sluice_pipelines_runs_async (client, id, 1, CATCH_UP_RUNS, NULL, NULL, self->cancellable,
                                   on_runs_read_cb, job);
      break;
    case JOB_REPORT:
    default:
      sluice_pipelines_report_async (client, id, self->cancellable, on_report_read_cb, job);
    }
  return TRUE;
}
