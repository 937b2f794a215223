/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-notices.h"

#include <glib/gi18n.h>

#include "monitor/sluice-overdue.h"
#include "monitor/sluice-pipeline-verdict.h"
#include "sluice-usual.h"
#include "store/sluice-notice-store.h"

/* Old news: a run that ended longer ago is not told of when it is first seen. */
#define NEWS_FOR G_TIME_SPAN_DAY

/* What was told of a pipeline, as keys in the store. */
#define KEY_BAD     "bad"
#define KEY_FAULTED "faulted"
#define KEY_OVERDUE "overdue"

struct _SluiceNotices
{
  GObject parent_instance;

  GHashTable *told;   /* "id of notice\nkey" -> whether it is known to be told */
  GHashTable *judged; /* id of notice -> the last run whose records were judged */
};

enum
{
  NOTICE,
  WITHDRAW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceNotices, sluice_notices, G_TYPE_OBJECT)

static void
sluice_notices_finalize (GObject *object)
{
  SluiceNotices *self = SLUICE_NOTICES (object);

  g_hash_table_unref (self->told);
  g_hash_table_unref (self->judged);
  G_OBJECT_CLASS (sluice_notices_parent_class)->finalize (object);
}

static void
sluice_notices_class_init (SluiceNoticesClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_notices_finalize;
  signals[NOTICE] = g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, SLUICE_TYPE_NOTICE);
  signals[WITHDRAW] = g_signal_new ("withdraw", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sluice_notices_init (SluiceNotices *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* memory: what was told outlives the program, but is asked for only once while it runs */

static SluiceNoticeStore *
open_store (SluicePipelineStatus *status)
{
  SluiceSession *session = sluice_pipeline_status_get_session (status);
  g_autofree char *scope = NULL;

  if (session == NULL || sluice_session_get_store (session) == NULL)
    return NULL;
  scope = sluice_profile_dup_scope (sluice_session_get_profile (session));
  return sluice_notice_store_new (sluice_session_get_store (session), scope);
}

static char *
memory_key (SluicePipelineStatus *status, const char *key)
{
  g_autofree char *id = sluice_notice_make_id (status, SLUICE_NOTICE_FAILED);

  return g_strconcat (id, "\n", key, NULL);
}

/* Whether this is the first time, ever; from now on it is not. Where that cannot be written, as on a full
 * disk, it is the first time for this program: news twice is better than none. */
static gboolean
claim (SluiceNotices *self, SluicePipelineStatus *status, const char *key)
{
  g_autofree char *memory = memory_key (status, key);
  g_autoptr (SluiceNoticeStore) store = NULL;
  gboolean claimed = TRUE;

  if (GPOINTER_TO_INT (g_hash_table_lookup (self->told, memory)))
    return FALSE;
  g_hash_table_insert (self->told, g_steal_pointer (&memory), GINT_TO_POINTER (TRUE));
  store = open_store (status);
  return store == NULL ||
         !sluice_notice_store_claim (store, sluice_pipeline_status_get_id (status), key, &claimed,
                                     NULL) ||
         claimed;
}

/* Whether it had been told; from now on it can be told anew. */
static gboolean
forget (SluiceNotices *self, SluicePipelineStatus *status, const char *key)
{
  g_autofree char *memory = memory_key (status, key);
  g_autoptr (SluiceNoticeStore) store = NULL;
  gpointer known = NULL;
  gboolean told;

  if (g_hash_table_lookup_extended (self->told, memory, NULL, &known) && !GPOINTER_TO_INT (known))
    return FALSE;
  told = !claim (self, status, key);
  g_hash_table_insert (self->told, g_steal_pointer (&memory), GINT_TO_POINTER (FALSE));
  store = open_store (status);
  if (store != NULL)
    sluice_notice_store_forget (store, sluice_pipeline_status_get_id (status), key, NULL);
  return told;
}

/* telling */

/* Takes the title. */
static void
tell (SluiceNotices *self,
      SluicePipelineStatus *status,
      SluiceNoticeKind kind,
      char *title,
      const char *body)
{
  g_autofree char *owned = title;
  g_autoptr (SluiceNotice) notice = NULL;

  if (sluice_notices_get_muted_until (self, status) > g_get_real_time ())
    return;
  notice = sluice_notice_new (status, kind, owned, body);
  g_signal_emit (self, signals[NOTICE], 0, notice);
}

/* What happened, and below it what to do. */
static char *
describe_error (SluicePipelineStatus *status)
{
  const GError *error = sluice_pipeline_status_get_error (status);
  const char *remedy = sluice_pipeline_status_get_remedy (status);

  if (error == NULL || remedy == NULL)
    return g_strdup (error != NULL ? error->message : "");
  return g_strdup_printf ("%s\n%s", error->message, remedy);
}

static gboolean
is_news (SluiceRun *run, GDateTime *now)
{
  GDateTime *ended = sluice_run_get_ended (run);

  if (ended == NULL)
    ended = sluice_run_get_started (run);
  return ended == NULL || g_date_time_difference (now, ended) < NEWS_FOR;
}

static char *
run_key (const char *what, SluiceRun *run)
{
  const char *id = sluice_run_get_id (run);

  return g_strdup_printf ("%s:%s", what, id != NULL ? id : "");
}

static void
tell_faulted (SluiceNotices *self, SluicePipelineStatus *status)
{
  g_autofree char *body = NULL;

  if (!claim (self, status, KEY_FAULTED))
    return;
  claim (self, status, KEY_BAD);
  body = describe_error (status);
  tell (self, status, SLUICE_NOTICE_FAULTED,
        /* Translators: the name of a pipeline */
        g_strdup_printf (_ ("“%s” is faulted"), sluice_pipeline_status_get_name (status)), body);
}

static void
tell_failed (SluiceNotices *self, SluicePipelineStatus *status, SluiceRun *run)
{
  const char *name = sluice_pipeline_status_get_name (status);
  gboolean partial = g_strcmp0 (sluice_run_get_state (run), "partial") == 0;
  g_autofree char *body = describe_error (status);

  claim (self, status, KEY_BAD);
  tell (self, status, SLUICE_NOTICE_FAILED,
        partial ? g_strdup_printf (_ ("A run of “%s” left records out"), name)
                : g_strdup_printf (_ ("A run of “%s” failed"), name),
        body);
}

static void
tell_recovered (SluiceNotices *self, SluicePipelineStatus *status)
{
  gboolean was_bad = forget (self, status, KEY_BAD);

  forget (self, status, KEY_FAULTED);
  if (was_bad)
    tell (self, status, SLUICE_NOTICE_RECOVERED,
          g_strdup_printf (_ ("“%s” is well again"), sluice_pipeline_status_get_name (status)),
          _ ("Its latest run went through."));
}

static void
observe_health (SluiceNotices *self, SluicePipelineStatus *status, GDateTime *now)
{
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);
  gboolean went_wrong = sluice_run_went_wrong (run);
  g_autofree char *failed_key = went_wrong ? run_key ("failed", run) : NULL;
  /* A run that failed because of a fault is no second piece of news. */
  gboolean new_failure = went_wrong && claim (self, status, failed_key) && is_news (run, now);

  if (g_strcmp0 (sluice_pipeline_status_get_health (status), "faulted") == 0)
    tell_faulted (self, status);
  else if (new_failure)
    tell_failed (self, status, run);
  else if (!went_wrong && !sluice_pipeline_status_is_running (status) &&
           g_strcmp0 (sluice_pipeline_status_get_health (status), "healthy") == 0)
    tell_recovered (self, status);
}

static void
observe_schedule (SluiceNotices *self, SluicePipelineStatus *status, GDateTime *now)
{
  g_autoptr (GDateTime) due = sluice_overdue_since (status, now);
  g_autofree char *when = NULL;
  g_autofree char *body = NULL;

  if (due == NULL)
    {
      if (forget (self, status, KEY_OVERDUE))
        {
          g_autofree char *id = sluice_notice_make_id (status, SLUICE_NOTICE_OVERDUE);

          g_signal_emit (self, signals[WITHDRAW], 0, id);
        }
      return;
    }
  if (!claim (self, status, KEY_OVERDUE))
    return;
  when = g_date_time_format (due, "%Y-%m-%d %H:%M");
  body = g_strdup_printf (
      /* Translators: a date and a time */
      _ ("A run was due at %s UTC and has not begun. See whether the pipeline is still active in "
         "mParticle, or run it now."),
      when);
  tell (self, status, SLUICE_NOTICE_OVERDUE,
        g_strdup_printf (_ ("“%s” did not run"), sluice_pipeline_status_get_name (status)), body);
}

/* The records of the runs before this one, newest first. */
static GArray *
list_records (SluicePipelineStatus *status, SluiceRun *run)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  SluiceSession *session = sluice_pipeline_status_get_session (status);
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (session));
  g_autoptr (SluiceRunHistory) history =
      sluice_run_history_new (sluice_session_get_store (session), scope);
  g_autoptr (GPtrArray) records =
      sluice_run_history_list (history, sluice_pipeline_status_get_id (status),
                               SLUICE_USUAL_RUNS + 1, NULL, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const SluiceRunRecord *record = g_ptr_array_index (records, i);

      if (g_strcmp0 (record->run_id, sluice_run_get_id (run)) != 0 &&
          g_strcmp0 (record->state, "succeeded") == 0)
        g_array_append_val (numbers, record->records);
    }
  return numbers;
}

/* Once for each run, as soon as it is over. */
static gboolean
is_to_be_judged (SluiceNotices *self, SluicePipelineStatus *status, SluiceRun *run)
{
  SluiceSession *session = sluice_pipeline_status_get_session (status);
  g_autofree char *id = NULL;

  if (session == NULL || sluice_session_get_store (session) == NULL || run == NULL ||
      sluice_run_get_id (run) == NULL || g_strcmp0 (sluice_run_get_state (run), "succeeded") != 0)
    return FALSE;
  id = sluice_notice_make_id (status, SLUICE_NOTICE_UNUSUAL);
  if (g_strcmp0 (g_hash_table_lookup (self->judged, id), sluice_run_get_id (run)) == 0)
    return FALSE;
  g_hash_table_insert (self->judged, g_steal_pointer (&id), g_strdup (sluice_run_get_id (run)));
  return TRUE;
}

static void
observe_records (SluiceNotices *self, SluicePipelineStatus *status, GDateTime *now)
{
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);
  g_autoptr (GArray) before = NULL;
  g_autofree char *body = NULL;
  g_autofree char *key = NULL;
  SluiceUsual usual;

  if (!is_to_be_judged (self, status, run) || !is_news (run, now))
    return;
  before = list_records (status, run);
  if (!sluice_usual_learn ((const gint64 *) (gpointer) before->data, before->len, &usual))
    return;
  body = sluice_usual_describe (&usual, sluice_run_get_records (run));
  key = run_key ("unusual", run);
  if (body != NULL && claim (self, status, key))
    tell (self, status, SLUICE_NOTICE_UNUSUAL,
          g_strdup_printf (_ ("A run of “%s” was unusual"),
                           sluice_pipeline_status_get_name (status)),
          body);
}

/* While the monitor rests there may be nobody left to be told: what is news now is news then, too. */
static void
on_pipeline_observed_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, SluiceNotices *self)
{
  g_autoptr (GDateTime) now =
      sluice_monitor_get_server_time (sluice_pipeline_status_get_session (status));

  if (!sluice_monitor_get_suspended (monitor))
    sluice_notices_observe (self, status, now);
}

/**
 * sluice_notices_new:
 * @monitor: (nullable): whose pipelines to look at, or %NULL where somebody else calls
 *   sluice_notices_observe()
 *
 * Returns: (transfer full): new notices; connect to ::notice before the monitor begins
 */
SluiceNotices *
sluice_notices_new (SluiceMonitor *monitor)
{
  SluiceNotices *self = g_object_new (SLUICE_TYPE_NOTICES, NULL);

  if (monitor != NULL)
    g_signal_connect_object (monitor, "observed", G_CALLBACK (on_pipeline_observed_cb), self, 0);
  return self;
}

/**
 * sluice_notices_observe:
 * @self: notices
 * @status: a pipeline that was just looked at
 * @server_now: the server's time
 *
 * Emits ::notice and ::withdraw as it finds fit. A pipeline whose report could not be had says nothing:
 * nobody knows how it is.
 */
void
sluice_notices_observe (SluiceNotices *self, SluicePipelineStatus *status, GDateTime *server_now)
{
  const GError *error;

  g_return_if_fail (SLUICE_IS_NOTICES (self) && SLUICE_IS_PIPELINE_STATUS (status));

  error = sluice_pipeline_status_get_error (status);
  if (sluice_pipeline_status_get_report (status) == NULL ||
      (error != NULL && g_strcmp0 (sluice_pipeline_status_get_health (status), "unknown") == 0 &&
       !sluice_run_went_wrong (sluice_pipeline_status_get_last_run (status))))
    return;
  observe_health (self, status, server_now);
  /* A fault explains why nothing runs. */
  if (g_strcmp0 (sluice_pipeline_status_get_health (status), "faulted") != 0)
    observe_schedule (self, status, server_now);
  observe_records (self, status, server_now);
}

/**
 * sluice_notices_mute:
 * @self: notices
 * @status: a pipeline
 * @until: microseconds since the epoch; %G_MAXINT64 for ever, 0 to be told again
 * @error: return location for a #SluiceStoreError
 *
 * What happens while it is muted is not told afterwards either.
 *
 * Returns: whether it could be kept
 */
gboolean
sluice_notices_mute (SluiceNotices *self,
                     SluicePipelineStatus *status,
                     gint64 until,
                     GError **error)
{
  g_autoptr (SluiceNoticeStore) store = open_store (status);

  return store == NULL ||
         sluice_notice_store_mute (store, sluice_pipeline_status_get_id (status), until, error);
}

/**
 * sluice_notices_get_muted_until:
 * @self: notices
 * @status: a pipeline
 *
 * Returns: until when nothing is told of it, in microseconds since the epoch; 0 where it is not muted
 */
gint64
sluice_notices_get_muted_until (SluiceNotices *self, SluicePipelineStatus *status)
{
  g_autoptr (SluiceNoticeStore) store = open_store (status);

  return store != NULL
             ? sluice_notice_store_get_muted_until (store, sluice_pipeline_status_get_id (status))
             : 0;
}
