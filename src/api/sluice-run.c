/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-run.h"

#include "sluice-json.h"
#include "sluice-time.h"

struct _SluiceRun
{
  GObject parent_instance;

  char *id;
  char *state;
  char *kind;
  GDateTime *window_start; /* (nullable) */
  GDateTime *window_end;   /* (nullable) */
  GDateTime *started;      /* (nullable) */
  GDateTime *ended;        /* (nullable) */
  gint64 records;          /* -1 where not told */
  gint64 extracted;        /* -1 where not told */
  gint64 failed;           /* -1 where not told */
  GStrv errors;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_STATE,
  PROP_TYPE,
  PROP_WINDOW_START,
  PROP_WINDOW_END,
  PROP_STARTED,
  PROP_ENDED,
  PROP_RECORDS,
  PROP_FAILED,
  PROP_ERRORS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceRun, sluice_run, G_TYPE_OBJECT)

/* The words of both dialects (FACTS 7.7) and ours. A word that stands in neither is shown as it is. */
static const struct
{
  const char *theirs;
  const char *ours;
} states[] = {
  { "triggered", "pending" },
  { "trigger_requested", "pending" },
  { "queued", "pending" },
  { "pending", "pending" },
  { "scheduled", "pending" },
  { "running", "running" },
  { "dataset_triggered", "running" },
  { "in_progress", "running" },
  { "success", "succeeded" },
  { "succeeded", "succeeded" },
  { "completed", "succeeded" },
  { "failed", "failed" },
  { "failure", "failed" },
  { "error", "failed" },
  { "partial_success", "partial" },
  { "partial", "partial" },
};

static void
sluice_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SluiceRun *self = SLUICE_RUN (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_TYPE:
      g_value_set_string (value, self->kind);
      break;
    case PROP_WINDOW_START:
      g_value_set_boxed (value, self->window_start);
      break;
    case PROP_WINDOW_END:
      g_value_set_boxed (value, self->window_end);
      break;
    case PROP_STARTED:
      g_value_set_boxed (value, self->started);
      break;
    case PROP_ENDED:
      g_value_set_boxed (value, self->ended);
      break;
    case PROP_RECORDS:
      g_value_set_int64 (value, self->records);
      break;
    case PROP_FAILED:
      g_value_set_int64 (value, self->failed);
      break;
    case PROP_ERRORS:
      g_value_set_boxed (value, self->errors);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sluice_run_finalize (GObject *object)
{
  SluiceRun *self = SLUICE_RUN (object);

  g_free (self->id);
  g_free (self->state);
  g_free (self->kind);
  g_clear_pointer (&self->window_start, g_date_time_unref);
  g_clear_pointer (&self->window_end, g_date_time_unref);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->ended, g_date_time_unref);
  g_strfreev (self->errors);
  G_OBJECT_CLASS (sluice_run_parent_class)->finalize (object);
}

static void
sluice_run_class_init (SluiceRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  static const char *const times[] = { "window-start", "window-end", "started", "ended" };

  object_class->get_property = sluice_run_get_property;
  object_class->finalize = sluice_run_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  properties[PROP_TYPE] = g_param_spec_string ("type", NULL, NULL, NULL, flags);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    properties[PROP_WINDOW_START + i] =
        g_param_spec_boxed (times[i], NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_RECORDS] = g_param_spec_int64 ("records", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_FAILED] = g_param_spec_int64 ("failed", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_ERRORS] = g_param_spec_boxed ("errors", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_run_init (SluiceRun *self)
{
  self->records = self->extracted = self->failed = -1;
}

/* The first of two members that is there and no null. */
static char *
dup_either (JsonObject *object, const char *one, const char *other)
{
  char *text = sluice_json_dup_text (object, one);

  return text != NULL ? text : sluice_json_dup_text (object, other);
}

static GDateTime *
get_time (JsonObject *object, const char *one, const char *other)
{
  g_autofree char *text = dup_either (object, one, other);

  return sluice_time_parse (text);
}

static const char *
translate_state (const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (lower, states[i].theirs))
      return states[i].ours;
  return word;
}

static char *
read_state (SluiceRun *self, JsonObject *object)
{
  g_autofree char *word = dup_either (object, "status", "pipeline_run_state");
  const char *state;

  if (word == NULL)
    return g_strdup ("pending");
  state = translate_state (word);
  /* A success that lost records is none (CONTRACT 8). */
  if (g_str_equal (state, "succeeded") && self->failed > 0)
    state = "partial";
  return g_strdup (state);
}

static void
read_counts (SluiceRun *self, JsonObject *object)
{
  gint64 mapped = sluice_json_get_count (object, "records_mapped");

  self->extracted = sluice_json_get_count (object, "records_extracted");
  self->failed = sluice_json_get_count (object, "failed_records");
  self->records = sluice_json_get_count (object, "successful_records");
  /* Records are those that went through: successful, else mapped, else extracted (CONTRACT 8). */
  if (self->records < 0)
    self->records = mapped >= 0 ? mapped : self->extracted;
}

/* "errors" of a report or run: a list of {"message"} or of texts, or one text. */
static GStrv
read_errors (JsonObject *object, const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *list = sluice_json_get_array (object, member);
  g_autofree char *single = sluice_json_dup_text (object, member);

  if (single != NULL && *single != '\0')
    g_strv_builder_add (builder, single);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *entry = json_array_get_element (list, i);
      g_autofree char *text = JSON_NODE_HOLDS_OBJECT (entry)
                                  ? dup_either (json_node_get_object (entry), "message", "code")
                                  : sluice_json_scalar_to_text (entry);

      if (text != NULL && *text != '\0')
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

/**
 * sluice_run_new_from_json:
 * @object: a run as the API tells it, in either dialect (CONTRACT 4)
 *
 * Returns: (transfer full): the run
 */
SluiceRun *
sluice_run_new_from_json (JsonObject *object)
{
  SluiceRun *self = g_object_new (SLUICE_TYPE_RUN, NULL);

  g_return_val_if_fail (object != NULL, self);

  self->id = dup_either (object, "pipeline_run_id", "id");
  self->kind = dup_either (object, "type", "pipeline_run_type");
  self->window_start = get_time (object, "range_start", "data_interval_start");
  self->window_end = get_time (object, "range_end", "data_interval_end");
  self->started = get_time (object, "started_on", "start_date");
  self->ended = get_time (object, "ended_on", "end_date");
  read_counts (self, object);
  self->state = read_state (self, object);
  self->errors = read_errors (object, "errors");
  return self;
}

/**
 * sluice_run_get_id:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): the server's id of it
 */
const char *
sluice_run_get_id (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  return self->id;
}

/**
 * sluice_run_get_state:
 * @self: a run
 *
 * Returns: (transfer none): "pending", "running", "succeeded", "failed", "partial", or the server's own
 *   word
 */
const char *
sluice_run_get_state (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  return self->state;
}

/**
 * sluice_run_get_kind:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what started it, for example "scheduled" or "manual"
 */
const char *
sluice_run_get_kind (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  return self->kind;
}

/**
 * sluice_run_get_window_start:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): from when its data is
 */
GDateTime *
sluice_run_get_window_start (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  return self->window_start;
}

/**
 * sluice_run_get_window_end:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): until when its data is
 */
GDateTime *
sluice_run_get_window_end (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  return self->window_end;
}

/**
 * sluice_run_get_started:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): when it began
 */
GDateTime *
sluice_run_get_started (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  return self->started;
}

/**
 * sluice_run_get_ended:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): when it ended
 */
GDateTime *
sluice_run_get_ended (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  return self->ended;
}

/**
 * sluice_run_get_records:
 * @self: a run
 *
 * Returns: how many records went through, -1 where not told
 */
gint64
sluice_run_get_records (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), -1);

  return self->records;
}

/**
 * sluice_run_get_extracted:
 * @self: a run
 *
 * Returns: how many records it read from the warehouse, -1 where not told
 */
gint64
sluice_run_get_extracted (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), -1);

  return self->extracted;
}

/**
 * sluice_run_get_failed:
 * @self: a run
 *
 * Returns: how many records did not go through, -1 where not told
 */
gint64
sluice_run_get_failed (SluiceRun *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN (self), -1);

  return self->failed;
}

/**
 * sluice_run_get_errors:
 * @self: a run
 *
 * Returns: (transfer none): what the server says went wrong; may be empty
 */
const char *const *
sluice_run_get_errors (SluiceRun *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (SLUICE_IS_RUN (self), none);

  return self->errors != NULL ? (const char *const *) self->errors : none;
}

/**
 * sluice_run_is_over:
 * @self: a run
 *
 * Returns: whether nothing more will happen to it
 */
gboolean
sluice_run_is_over (SluiceRun *self)
{
  static const char *const over[] = { "succeeded", "failed", "partial", NULL };

  g_return_val_if_fail (SLUICE_IS_RUN (self), FALSE);

  if (g_strv_contains (over, self->state))
    return TRUE;
  /* A word nobody here knows: the end it has tells. */
  return self->ended != NULL && !g_str_equal (self->state, "pending") &&
         !g_str_equal (self->state, "running");
}

static void
set_time (JsonObject *object, const char *member, GDateTime *time)
{
  g_autofree char *text = sluice_time_format (time);

  sluice_json_set_text (object, member, text);
}

/**
 * sluice_run_to_json:
 * @self: a run
 *
 * Returns: (transfer full): it as "sluicectl runs --json" prints it (CONTRACT 8)
 */
JsonObject *
sluice_run_to_json (SluiceRun *self)
{
  JsonObject *object;
  JsonArray *errors;

  g_return_val_if_fail (SLUICE_IS_RUN (self), NULL);

  object = json_object_new ();
  errors = json_array_new ();
  for (char **error = self->errors; error != NULL && *error != NULL; error++)
    json_array_add_string_element (errors, *error);
  sluice_json_set_text (object, "id", self->id);
  sluice_json_set_text (object, "state", self->state);
  sluice_json_set_text (object, "type", self->kind);
  set_time (object, "window_start", self->window_start);
  set_time (object, "window_end", self->window_end);
  set_time (object, "started", self->started);
  set_time (object, "ended", self->ended);
  sluice_json_set_count (object, "records", self->records);
  sluice_json_set_count (object, "failed", self->failed);
  json_object_set_array_member (object, "errors", errors);
  return object;
}

static gboolean
times_equal (GDateTime *a, GDateTime *b)
{
  return a == b || (a != NULL && b != NULL && g_date_time_equal (a, b));
}

/**
 * sluice_run_equal:
 * @a: (nullable): a run
 * @b: (nullable): another
 *
 * Returns: whether the server told the same of both
 */
gboolean
sluice_run_equal (SluiceRun *a, SluiceRun *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->state, b->state) == 0 &&
         g_strcmp0 (a->kind, b->kind) == 0 && times_equal (a->window_start, b->window_start) &&
         times_equal (a->window_end, b->window_end) && times_equal (a->started, b->started) &&
         times_equal (a->ended, b->ended) && a->records == b->records &&
         a->extracted == b->extracted && a->failed == b->failed &&
         g_strv_equal ((const char *const *) a->errors, (const char *const *) b->errors);
}
