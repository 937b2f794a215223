/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-run.h"

#include "sluice-json.h"

struct _SluiceReport
{
  GObject parent_instance;

  char *health;
  char *connection_health;
  char *data_model_health;
  GStrv errors;
  SluiceRun *latest_run; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SluiceReport, sluice_report, G_TYPE_OBJECT)

static void
sluice_report_finalize (GObject *object)
{
  SluiceReport *self = SLUICE_REPORT (object);

  g_free (self->health);
  g_free (self->connection_health);
  g_free (self->data_model_health);
  g_strfreev (self->errors);
  g_clear_object (&self->latest_run);
  G_OBJECT_CLASS (sluice_report_parent_class)->finalize (object);
}

static void
sluice_report_class_init (SluiceReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_report_finalize;
}

static void
sluice_report_init (SluiceReport *self)
{
}

/* A status word of a pipeline, a connection or a data model (FACTS 4, 5 and 7.7), most of them
 * guessed: what sounds like trouble is trouble, what is unknown stays unknown. */
static const char *
judge_word (const char *word)
{
  static const char *const good[] = { "healthy", "valid", "idle",    "running", "paused",
                                      "active",  "ok",    "success", "queued",  NULL };
  static const char *const bad[] = { "faulted", "invalid", "unhealthy", "failed",
                                     "failing", "error",   NULL };
  g_autofree char *lower = word != NULL ? g_ascii_strdown (word, -1) : NULL;

  if (lower != NULL && g_strv_contains (bad, lower))
    return "faulted";
  return lower != NULL && g_strv_contains (good, lower) ? "healthy" : "unknown";
}

static const char *
judge_flag (JsonObject *object, const char *member)
{
  if (!json_object_has_member (object, member) || json_object_get_null_member (object, member))
    return "unknown";
  return sluice_json_get_boolean (object, member, FALSE) ? "faulted" : "healthy";
}

/* v2 has a word, early access a flag. */
static char *
judge (JsonObject *object, const char *word_member, const char *flag_member)
{
  g_autofree char *word = sluice_json_dup_text (object, word_member);

  return g_strdup (word != NULL ? judge_word (word) : judge_flag (object, flag_member));
}

static void
add_texts (GStrvBuilder *builder, JsonArray *list)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *entry = json_array_get_element (list, i);
      g_autofree char *text = JSON_NODE_HOLDS_OBJECT (entry)
                                  ? sluice_json_dup_text (json_node_get_object (entry), "message")
                                  : sluice_json_scalar_to_text (entry);

      if (text != NULL && *text != '\0')
        g_strv_builder_add (builder, text);
    }
}

/* Whatever the pipeline's own word is: with a faulted part, or with a reason given, it is faulted. */
static void
judge_whole (SluiceReport *self)
{
  if (g_str_equal (self->connection_health, "faulted") ||
      g_str_equal (self->data_model_health, "faulted") || self->errors[0] != NULL)
    {
      g_free (self->health);
      self->health = g_strdup ("faulted");
    }
}

/**
 * sluice_report_new_from_json:
 * @object: a pipeline's report, in either dialect (CONTRACT 4)
 *
 * Returns: (transfer full): the report
 */
SluiceReport *
sluice_report_new_from_json (JsonObject *object)
{
  SluiceReport *self = g_object_new (SLUICE_TYPE_REPORT, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonObject *run = sluice_json_get_object (object, "latest_pipeline_run");
  g_autofree char *reason = sluice_json_dup_text (object, "faulted_reason");

  g_return_val_if_fail (object != NULL, self);

  self->health = judge (object, "status", "is_faulted");
  self->connection_health = judge (object, "connection_status", "is_connection_faulted");
  self->data_model_health = judge (object, "data_model_status", "is_data_model_faulted");
  if (reason != NULL && *reason != '\0')
    g_strv_builder_add (builder, reason);
  add_texts (builder, sluice_json_get_array (object, "errors"));
  self->errors = g_strv_builder_end (builder);
  judge_whole (self);
  if (run != NULL)
    self->latest_run = sluice_run_new_from_json (run);
  return self;
}

/**
 * sluice_report_get_health:
 * @self: a report
 *
 * Returns: (transfer none): "healthy", "faulted" or "unknown"
 */
const char *
sluice_report_get_health (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->health;
}

/**
 * sluice_report_get_connection_health:
 * @self: a report
 *
 * Returns: (transfer none): the connection's health, in the same words
 */
const char *
sluice_report_get_connection_health (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->connection_health;
}

/**
 * sluice_report_get_data_model_health:
 * @self: a report
 *
 * Returns: (transfer none): the data model's health, in the same words
 */
const char *
sluice_report_get_data_model_health (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->data_model_health;
}

/**
 * sluice_report_get_errors:
 * @self: a report
 *
 * Returns: (transfer none): the server's reasons; may be empty
 */
const char *const *
sluice_report_get_errors (SluiceReport *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (SLUICE_IS_REPORT (self), none);

  return self->errors != NULL ? (const char *const *) self->errors : none;
}

/**
 * sluice_report_get_latest_run:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the latest run; %NULL before the first
 */
SluiceRun *
sluice_report_get_latest_run (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->latest_run;
}
