/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-pipeline-status.h"

#include "api/sluice-dialect.h"
#include "monitor/sluice-pipeline-verdict.h"
#include "monitor/sluice-remedies.h"
#include "monitor/sluice-schedule.h"
#include "sluice-json.h"
#include "sluice-time.h"
#include "store/sluice-journal.h"

struct _SluicePipelineStatus
{
  GObject parent_instance;

  SluiceSession *session; /* (nullable) in tests */
  char *id;
  char *warehouse; /* (nullable) until its connection was seen */

  /* What the API said last. */
  JsonObject *pipeline;
  SluiceReport *report; /* (nullable) */
  GError *report_error; /* (nullable) */

  /* What follows from it. */
  char *name;
  char *sort_key; /* (nullable) until somebody sorts by the name */
  char *state;
  const char *health; /* static */
  SluiceRun *last_run;
  GDateTime *next_run;
  GError *error;
  char *remedy;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_STATE,
  PROP_HEALTH,
  PROP_LAST_RUN,
  PROP_NEXT_RUN,
  PROP_ERROR,
  PROP_REMEDY,
  PROP_WAREHOUSE,
  PROP_PIPELINE,
  PROP_UNHEALTHY,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluicePipelineStatus, sluice_pipeline_status, G_TYPE_OBJECT)

static GDateTime *
read_creation_from_journal (SluicePipelineStatus *self)
{
  g_autofree char *scope = NULL;
  g_autoptr (SluiceJournal) journal = NULL;
  g_autoptr (SluiceJournalEntry) entry = NULL;
  g_autoptr (GDateTime) begun = NULL;

  if (self->session == NULL || sluice_session_get_store (self->session) == NULL)
    return NULL;
  scope = sluice_profile_dup_scope (sluice_session_get_profile (self->session));
  journal = sluice_journal_new (sluice_session_get_store (self->session), scope);
  entry = sluice_journal_find (journal, "pipeline", self->id);
  if (entry == NULL || g_strcmp0 (entry->action, "create") != 0)
    return NULL;
  begun = g_date_time_new_from_unix_utc (entry->begun / G_TIME_SPAN_SECOND);
  return g_steal_pointer (&begun);
}

/* Whether the report is missing only because the pipeline is new (CONTRACT 4). */
static gboolean
is_not_ready (SluicePipelineStatus *self, GDateTime *now)
{
  g_autoptr (GDateTime) created = NULL;
  gint64 age;

  if (g_error_matches (self->report_error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_READY))
    return TRUE;
  if (!g_error_matches (self->report_error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    return FALSE;
  created = sluice_time_parse (sluice_json_get_string (self->pipeline, "created_on"));
  if (created == NULL)
    created = read_creation_from_journal (self);
  if (created == NULL)
    return FALSE;
  age = g_date_time_difference (now, created) / G_TIME_SPAN_SECOND;
  return age < SLUICE_PENDING_SECONDS;
}

static void
judge_error (SluicePipelineStatus *self, gboolean pending, GError **error, const char **remedy)
{
  if (pending)
    return;
  if (self->report_error != NULL)
    {
      *error = g_error_copy (self->report_error);
      *remedy = self->report_error->domain == SLUICE_API_ERROR
                    ? sluice_api_error_get_remedy (self->report_error)
                    : NULL;
    }
  else if (g_str_equal (sluice_report_judge_health (self->report), "faulted"))
    {
      *error = sluice_report_describe_fault (self->report);
      *remedy = sluice_remedy_for_report (self->report);
    }
  else if (sluice_run_went_wrong (self->last_run))
    {
      *error = sluice_run_describe_failure (self->last_run);
      *remedy = sluice_remedy_for_run (self->last_run);
    }
}

static gboolean
times_equal (GDateTime *a, GDateTime *b)
{
  return a == b || (a != NULL && b != NULL && g_date_time_equal (a, b));
}

static gboolean
errors_equal (const GError *a, const GError *b)
{
  return a == b || (a != NULL && b != NULL && a->domain == b->domain && a->code == b->code &&
                    g_str_equal (a->message, b->message));
}

static void
set_text (SluicePipelineStatus *self, char **member, const char *text, guint property)
{
  if (g_strcmp0 (*member, text) == 0)
    return;
  g_free (*member);
  *member = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_next_run (SluicePipelineStatus *self, GDateTime *next_run)
{
  if (times_equal (self->next_run, next_run))
    return;
  g_clear_pointer (&self->next_run, g_date_time_unref);
  self->next_run = next_run != NULL ? g_date_time_ref (next_run) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_RUN]);
}

static void
set_last_run (SluicePipelineStatus *self, SluiceRun *run)
{
  if (sluice_run_equal (self->last_run, run))
    return;
  g_set_object (&self->last_run, run);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_RUN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
update_error (SluicePipelineStatus *self, gboolean pending)
{
  g_autoptr (GError) error = NULL;
  const char *remedy = NULL;

  judge_error (self, pending, &error, &remedy);
  if (!errors_equal (self->error, error))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  set_text (self, &self->remedy, remedy, PROP_REMEDY);
}

static void
set_health (SluicePipelineStatus *self, const char *health)
{
  if (g_strcmp0 (self->health, health) == 0)
    return;
  self->health = health;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEALTH]);
}

/* Works everything out anew; each property that comes out different is notified, no other. */
static void
update (SluicePipelineStatus *self, GDateTime *now)
{
  g_autofree char *name = sluice_json_dup_text (self->pipeline, "name");
  g_autofree char *own_state = sluice_dialect_read_state (self->pipeline);
  g_autoptr (JsonObject) schedule = sluice_dialect_read_schedule (self->pipeline);
  g_autoptr (GDateTime) next_run = NULL;
  gboolean pending = self->report_error != NULL && is_not_ready (self, now);
  gboolean was_unhealthy = sluice_pipeline_status_is_unhealthy (self);

  if (g_str_equal (own_state, "active") && schedule != NULL)
    next_run = sluice_schedule_next_run (schedule, now);
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->name, name != NULL ? name : self->id) != 0)
    g_clear_pointer (&self->sort_key, g_free);
  set_text (self, &self->name, name != NULL ? name : self->id, PROP_NAME);
  set_text (self, &self->state, pending ? "pending" : own_state, PROP_STATE);
  if (self->report != NULL)
    set_last_run (self, sluice_report_get_latest_run (self->report));
  set_health (self, pending || self->report_error != NULL
                        ? "unknown"
                        : sluice_report_judge_health (self->report));
  set_next_run (self, next_run);
  update_error (self, pending);
  if (was_unhealthy != sluice_pipeline_status_is_unhealthy (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNHEALTHY]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
sluice_pipeline_status_finalize (GObject *object)
{
  SluicePipelineStatus *self = SLUICE_PIPELINE_STATUS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->warehouse, g_free);
  g_clear_pointer (&self->pipeline, json_object_unref);
  g_clear_object (&self->report);
  g_clear_error (&self->report_error);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sort_key, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_object (&self->last_run);
  g_clear_pointer (&self->next_run, g_date_time_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->remedy, g_free);
  G_OBJECT_CLASS (sluice_pipeline_status_parent_class)->finalize (object);
}

static void
sluice_pipeline_status_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SluicePipelineStatus *self = SLUICE_PIPELINE_STATUS (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_HEALTH:
      g_value_set_string (value, self->health);
      break;
    case PROP_LAST_RUN:
      g_value_set_object (value, self->last_run);
      break;
    case PROP_NEXT_RUN:
      g_value_set_boxed (value, self->next_run);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_REMEDY:
      g_value_set_string (value, self->remedy);
      break;
    case PROP_WAREHOUSE:
      g_value_set_string (value, self->warehouse);
      break;
    case PROP_PIPELINE:
      g_value_set_boxed (value, self->pipeline);
      break;
    case PROP_UNHEALTHY:
      g_value_set_boolean (value, sluice_pipeline_status_is_unhealthy (self));
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, sluice_pipeline_status_is_running (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sluice_pipeline_status_class_init (SluicePipelineStatusClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_pipeline_status_finalize;
  object_class->get_property = sluice_pipeline_status_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  properties[PROP_HEALTH] = g_param_spec_string ("health", NULL, NULL, NULL, flags);
  properties[PROP_LAST_RUN] = g_param_spec_object ("last-run", NULL, NULL, SLUICE_TYPE_RUN, flags);
  properties[PROP_NEXT_RUN] = g_param_spec_boxed ("next-run", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_REMEDY] = g_param_spec_string ("remedy", NULL, NULL, NULL, flags);
  properties[PROP_WAREHOUSE] = g_param_spec_string ("warehouse", NULL, NULL, NULL, flags);
  properties[PROP_PIPELINE] = g_param_spec_boxed ("pipeline", NULL, NULL, JSON_TYPE_OBJECT, flags);
  properties[PROP_UNHEALTHY] = g_param_spec_boolean ("unhealthy", NULL, NULL, FALSE, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_pipeline_status_init (SluicePipelineStatus *self)
{
  self->health = "unknown";
}

/**
 * sluice_pipeline_status_new:
 * @session: (nullable): the workspace it is in
 * @pipeline: (transfer none): the pipeline as the API gives it, with an id
 *
 * Returns: (transfer full): its status, with nothing known of its health yet
 */
SluicePipelineStatus *
sluice_pipeline_status_new (SluiceSession *session, JsonObject *pipeline)
{
  SluicePipelineStatus *self = g_object_new (SLUICE_TYPE_PIPELINE_STATUS, NULL);

  g_return_val_if_fail (pipeline != NULL, self);

  g_set_object (&self->session, session);
  self->id = sluice_json_dup_text (pipeline, "id");
  self->pipeline = json_object_ref (pipeline);
  self->name = sluice_json_dup_text (pipeline, "name");
  if (self->name == NULL)
    self->name = g_strdup (self->id);
  self->state = sluice_dialect_read_state (pipeline);
  return self;
}

/**
 * sluice_pipeline_status_set_pipeline:
 * @self: a status
 * @pipeline: (transfer none): the same pipeline, read again
 * @now: the server's time
 */
void
sluice_pipeline_status_set_pipeline (SluicePipelineStatus *self,
                                     JsonObject *pipeline,
                                     GDateTime *now)
{
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;

  g_return_if_fail (SLUICE_IS_PIPELINE_STATUS (self) && pipeline != NULL && now != NULL);

  before = sluice_json_node_for_object (self->pipeline);
  after = sluice_json_node_for_object (pipeline);
  if (!sluice_json_equal (before, after))
    {
      json_object_unref (self->pipeline);
      self->pipeline = json_object_ref (pipeline);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIPELINE]);
    }
  update (self, now);
}

/**
 * sluice_pipeline_status_set_report:
 * @self: a status
 * @report: (transfer none): its report
 * @now: the server's time
 */
void
sluice_pipeline_status_set_report (SluicePipelineStatus *self, SluiceReport *report, GDateTime *now)
{
  g_return_if_fail (SLUICE_IS_PIPELINE_STATUS (self) && SLUICE_IS_REPORT (report) && now != NULL);

  g_clear_error (&self->report_error);
  g_set_object (&self->report, report);
  update (self, now);
}

/**
 * sluice_pipeline_status_pass_time:
 * @self: a status whose report has been read and has not changed since
 * @now: the server's time
 */
void
sluice_pipeline_status_pass_time (SluicePipelineStatus *self, GDateTime *now)
{
  g_return_if_fail (SLUICE_IS_PIPELINE_STATUS (self) && now != NULL);

  update (self, now);
}

/**
 * sluice_pipeline_status_set_report_error:
 * @self: a status
 * @error: why its report could not be had
 * @now: the server's time
 *
 * A report that is missing in the first %SLUICE_PENDING_SECONDS of a pipeline's life makes it pending.
 */
void
sluice_pipeline_status_set_report_error (SluicePipelineStatus *self,
                                         const GError *error,
                                         GDateTime *now)
{
  g_return_if_fail (SLUICE_IS_PIPELINE_STATUS (self) && error != NULL && now != NULL);

  g_clear_error (&self->report_error);
  self->report_error = g_error_copy (error);
  update (self, now);
}

/**
 * sluice_pipeline_status_set_warehouse:
 * @self: a status
 * @kind: (nullable): the id of its warehouse's kind, found by its connection
 */
void
sluice_pipeline_status_set_warehouse (SluicePipelineStatus *self, const char *kind)
{
  g_return_if_fail (SLUICE_IS_PIPELINE_STATUS (self));

  set_text (self, &self->warehouse, kind, PROP_WAREHOUSE);
}

/**
 * sluice_pipeline_status_get_id:
 * @self: a status
 *
 * Returns: (transfer none): the id of its pipeline
 */
const char *
sluice_pipeline_status_get_id (SluicePipelineStatus *self)
{
  return self->id;
}

/**
 * sluice_pipeline_status_get_name:
 * @self: a status
 *
 * Returns: (transfer none): the name of its pipeline, or its id where it has none
 */
const char *
sluice_pipeline_status_get_name (SluicePipelineStatus *self)
{
  return self->name;
}

/**
 * sluice_pipeline_status_get_sort_key:
 * @self: a status
 *
 * Returns: (transfer none): what comes before that of another one, by strcmp(), where the name does in
 *   the user's language
 */
const char *
sluice_pipeline_status_get_sort_key (SluicePipelineStatus *self)
{
  if (self->sort_key == NULL)
    self->sort_key = g_utf8_collate_key (self->name, -1);
  return self->sort_key;
}

/**
 * sluice_pipeline_status_get_state:
 * @self: a status
 *
 * Returns: (transfer none): "active", "paused", "pending", or a word of the server that we do not know
 */
const char *
sluice_pipeline_status_get_state (SluicePipelineStatus *self)
{
  return self->state;
}

/**
 * sluice_pipeline_status_get_health:
 * @self: a status
 *
 * Returns: (transfer none): "healthy", "faulted" or "unknown"
 */
const char *
sluice_pipeline_status_get_health (SluicePipelineStatus *self)
{
  return self->health;
}

/**
 * sluice_pipeline_status_get_last_run:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): its latest run, if it had one
 */
SluiceRun *
sluice_pipeline_status_get_last_run (SluicePipelineStatus *self)
{
  return self->last_run;
}

/**
 * sluice_pipeline_status_get_next_run:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): when it runs next by the server's clock; %NULL while paused and
 *   where no run is due
 */
GDateTime *
sluice_pipeline_status_get_next_run (SluicePipelineStatus *self)
{
  return self->next_run;
}

/**
 * sluice_pipeline_status_get_error:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): what is wrong with it, if anything
 */
const GError *
sluice_pipeline_status_get_error (SluicePipelineStatus *self)
{
  return self->error;
}

/**
 * sluice_pipeline_status_get_remedy:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): what to do about the error, translated
 */
const char *
sluice_pipeline_status_get_remedy (SluicePipelineStatus *self)
{
  return self->remedy;
}

/**
 * sluice_pipeline_status_get_pipeline:
 * @self: a status
 *
 * Returns: (transfer none): the pipeline as the API gave it last
 */
JsonObject *
sluice_pipeline_status_get_pipeline (SluicePipelineStatus *self)
{
  return self->pipeline;
}

/**
 * sluice_pipeline_status_get_report:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): its report, once one was read
 */
SluiceReport *
sluice_pipeline_status_get_report (SluicePipelineStatus *self)
{
  return self->report;
}

/**
 * sluice_pipeline_status_get_session:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): the session of its workspace
 */
SluiceSession *
sluice_pipeline_status_get_session (SluicePipelineStatus *self)
{
  return self->session;
}

/**
 * sluice_pipeline_status_get_warehouse:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): the id of the warehouse's kind, once its connection was read
 */
const char *
sluice_pipeline_status_get_warehouse (SluicePipelineStatus *self)
{
  return self->warehouse;
}

/**
 * sluice_pipeline_status_get_schedule:
 * @self: a status
 *
 * Returns: (transfer full) (nullable): the pipeline's schedule object, early access ones in our shape
 */
JsonObject *
sluice_pipeline_status_get_schedule (SluicePipelineStatus *self)
{
  g_return_val_if_fail (SLUICE_IS_PIPELINE_STATUS (self), NULL);

  return sluice_dialect_read_schedule (self->pipeline);
}

/**
 * sluice_pipeline_status_is_running:
 * @self: a status
 *
 * Returns: whether its last run is still going on
 */
gboolean
sluice_pipeline_status_is_running (SluicePipelineStatus *self)
{
  g_return_val_if_fail (SLUICE_IS_PIPELINE_STATUS (self), FALSE);

  return self->last_run != NULL && !sluice_run_is_over (self->last_run);
}

/**
 * sluice_pipeline_status_is_unhealthy:
 * @self: a status
 *
 * Returns: whether somebody has to look at it: faulted, its last run failed or left records out, or
 *   its report cannot be had although it should be there (CONTRACT 8)
 */
gboolean
sluice_pipeline_status_is_unhealthy (SluicePipelineStatus *self)
{
  g_return_val_if_fail (SLUICE_IS_PIPELINE_STATUS (self), FALSE);

  return g_str_equal (self->health, "faulted") || sluice_run_went_wrong (self->last_run) ||
         self->error != NULL;
}

static void
add_time (JsonObject *object, const char *member, GDateTime *time)
{
  g_autofree char *text = sluice_time_format (time);

  sluice_json_set_text (object, member, text);
}

static JsonObject *
run_to_json (SluiceRun *run)
{
  JsonObject *object = json_object_new ();

  sluice_json_set_text (object, "id", sluice_run_get_id (run));
  sluice_json_set_text (object, "state", sluice_run_get_state (run));
  add_time (object, "started", sluice_run_get_started (run));
  add_time (object, "ended", sluice_run_get_ended (run));
  sluice_json_set_count (object, "records", sluice_run_get_records (run));
  sluice_json_set_count (object, "failed", sluice_run_get_failed (run));
  return object;
}

/**
 * sluice_pipeline_status_to_json:
 * @self: a status
 *
 * Returns: (transfer full): it as an item of `status --json` (CONTRACT 8)
 */
JsonObject *
sluice_pipeline_status_to_json (SluicePipelineStatus *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (SLUICE_IS_PIPELINE_STATUS (self), object);

  sluice_json_set_text (object, "id", self->id);
  sluice_json_set_text (object, "name", self->name);
  sluice_json_set_text (object, "state", self->state);
  sluice_json_set_text (object, "health", self->health);
  if (self->last_run != NULL)
    json_object_set_object_member (object, "last_run", run_to_json (self->last_run));
  else
    json_object_set_null_member (object, "last_run");
  add_time (object, "next_run", self->next_run);
  sluice_json_set_text (object, "error", self->error != NULL ? self->error->message : NULL);
  sluice_json_set_text (object, "remedy", self->remedy);
  return object;
}
