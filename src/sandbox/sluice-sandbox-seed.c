/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-seed.h"

#include "sandbox/sluice-sandbox-audience.h"
#include "sandbox/sluice-sandbox-rules.h"
#include "sandbox/sluice-sandbox-runner.h"
#include "sluice-json.h"

/* The ready-made world: two connections, five pipelines in different health, thirty days of runs and
 * eight audiences. It goes through the same rules as everything that comes over the wire. One more
 * pipeline may be active. */

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define AGE (30 * DAY)
/* So many percent of the runs of the past failed. */
#define PAST_FAILURE_RATE 3
/* When the table of the faulted model went away. */
#define FAULT_AGE (12 * DAY)

static const struct
{
  SluiceSandboxFamily family;
  const char *body;
} parts[] = {
  { SLUICE_SANDBOX_CONNECTIONS,
    "{'id':'acme-snowflake-connection','name':'Acme Snowflake connection',"
    "'service_provider':'Snowflake','config':{'account_identifier':'gd1234','region':'us-east-1',"
    "'warehouse':'COMPUTE_WH','database':'ACME','role':'MPARTICLE_ROLE','user':'MPARTICLE_USER',"
    "'password':'-','storage_integration':'MP_US1_1234_5678_S3'}}" },
  { SLUICE_SANDBOX_CONNECTIONS,
    "{'id':'acme-redshift-connection','name':'Acme Redshift connection',"
    "'service_provider':'Redshift','config':{"
    "'host':'acme.abc123.us-east-1.redshift.amazonaws.com','database':'acme','user':'mparticle',"
    "'password':'-','aws_iam_role_arn':'arn:aws:iam::123456789012:role/mparticle_redshift'}}" },
  { SLUICE_SANDBOX_DATA_MODELS,
    "{'id':'acme-customers-model','name':'Acme customers model','type':'sql','config':{'sql_query':"
    "'SELECT c.updated_at, c.id AS customer_id, c.email, c.plan, c.propensity_to_buy "
    "FROM acme.crm.customers c'}}" },
  { SLUICE_SANDBOX_DATA_MODELS,
    "{'id':'acme-orders-model','name':'Acme orders model','type':'sql','config':{'sql_query':"
    "'SELECT o.updated_at, o.customer_id, o.email, o.last_order_total, o.orders_last_year "
    "FROM acme.crm.order_totals o'}}" },
  { SLUICE_SANDBOX_DATA_MODELS,
    "{'id':'acme-visits-model','name':'Acme shop visits model','type':'sql','config':{'sql_query':"
    "'SELECT v.visited_at, v.visit_id, v.customer_id, v.shop FROM acme.shop.visits v'}}" },
  { SLUICE_SANDBOX_DATA_MODELS,
    "{'id':'acme-churn-model','name':'Acme churn model','type':'sql','config':{'sql_query':"
    "'SELECT s.scored_on, s.customer_id, s.churn_risk FROM acme.ml.churn_scores s'}}" },
  { SLUICE_SANDBOX_FIELD_TRANSFORMATIONS,
    "{'id':'acme-visits-mapping','name':'Acme shop visits mapping',"
    "'destination_type':'event_batch','mappings':["
    "{'mapping_type':'static','destination':'events.event_type','value':'custom_event'},"
    "{'mapping_type':'static','destination':'events.data.event_name','value':'Shop visit'},"
    "{'mapping_type':'column','source':'visited_at',"
    "'destination':'events.data.timestamp_unixtime_ms'},"
    "{'mapping_type':'column','source':'visit_id','destination':'events.data.source_message_id'},"
    "{'mapping_type':'column','source':'customer_id','destination':'user_identities.customer_id'},"
    "{'mapping_type':'ignore','source':'shop'}]}" },
};

static const struct
{
  const char *id;
  const char *name;
  const char *connection;
  const char *model;
  const char *mapping; /* (nullable): its data are events */
  const char *feed;
  const char *iterator;
  const char *iterator_type;
  const char *frequency;
  SluiceSandboxOutcome last;
  gboolean paused;
} pipelines[] = {
  { "acme-customers-pipeline", "Acme customers pipeline", "acme-snowflake-connection",
    "acme-customers-model", NULL, "Acme Snowflake feed", "updated_at", "timestamp_ntz", "hourly",
    SLUICE_SANDBOX_OUTCOME_SUCCESS, FALSE },
  { "acme-orders-pipeline", "Acme orders pipeline", "acme-redshift-connection", "acme-orders-model",
    NULL, "Acme Redshift feed", "updated_at", "timestamp", "daily", SLUICE_SANDBOX_OUTCOME_PARTIAL,
    FALSE },
  { "acme-visits-pipeline", "Acme shop visits pipeline", "acme-snowflake-connection",
    "acme-visits-model", "acme-visits-mapping", "Acme Snowflake feed", "visited_at", "timestamp_tz",
    "daily", SLUICE_SANDBOX_OUTCOME_FAILED, FALSE },
  { "acme-churn-pipeline", "Acme churn pipeline", "acme-snowflake-connection", "acme-churn-model",
    NULL, "Acme Snowflake feed", "scored_on", "date", "weekly", SLUICE_SANDBOX_OUTCOME_FAILED,
    FALSE },
  { "acme-newsletter-pipeline", "Acme newsletter pipeline", "acme-redshift-connection",
    "acme-orders-model", NULL, "Acme Redshift feed", "updated_at", "timestamp", "hourly",
    SLUICE_SANDBOX_OUTCOME_SUCCESS, TRUE },
};

static const struct
{
  const char *name;
  const char *attribute;
  const char *above; /* a number as JSON has it, whatever the locale */
  int age_days;      /* -1: a draft */
  gint64 outputs[3];
} audiences[] = {
  { "Likely to buy", "propensity_to_buy", "0.7", 28, { 502, 505 } },
  { "Likely to leave", "churn_risk", "0.6", 25, { 501 } },
  { "Big spenders", "last_order_total", "500", 21, { 506, 505, 504 } },
  { "Frequent shoppers", "orders_last_year", "12", 20, { 502 } },
  { "One order only", "orders_last_year", "0", 14, { 504 } },
  { "Bargain hunters", "coupons_used", "3", 9, { 0 } },
  { "Newsletter readers", "newsletters_opened", "5", 4, { 501, 503 } },
  { "Visited a shop", "shop_visits", "0", -1, { 0 } },
};

static char *
quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new (text);

  g_string_replace (quoted, "'", "\"", 0);
  return g_strdup (quoted->str);
}

static SluiceSandboxObject *
make (SluiceSandboxRequest *request,
      SluiceSandboxFamily family,
      const char *text,
      SluiceSandboxObject *(*maker) (SluiceSandboxRequest *, GPtrArray *) )
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);
  SluiceSandboxObject *object;

  g_return_val_if_fail (node != NULL, NULL);
  request->family = family;
  request->body = json_node_get_object (node);
  object = maker (request, problems);
  request->body = NULL;
  if (object == NULL)
    g_critical ("The ready-made world breaks a rule: %s", (char *) problems->pdata[0]);
  return object;
}

/* Makes an object look as old as the world. */
static void
age (SluiceSandboxObject *object, gint64 created)
{
  static const char *const none[] = { NULL };
  JsonObject *body = sluice_sandbox_copy_members (object->body, none);

  object->created = created;
  sluice_sandbox_set_time (body, "created_on", created);
  sluice_sandbox_world_replace_body (object, body);
}

static void
make_parts (SluiceSandboxRequest *request, gint64 created)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = quote (parts[i].body);
      SluiceSandboxObject *object =
          make (request, parts[i].family, text, sluice_sandbox_rules_make);

      if (object != NULL)
        age (object, created);
    }
}

static char *
make_feed (SluiceSandboxRequest *request, const char *name, const char *module, gint64 created)
{
  g_autofree char *text =
      g_strdup_printf ("{\"module_name\":\"%s\",\"name\":\"%s\",\"os\":\"Unknown\",\"settings\":[],"
                       "\"is_debug\":false}",
                       module, name);
  SluiceSandboxObject *feed = make (request, SLUICE_SANDBOX_FEEDS, text, sluice_sandbox_feed_make);

  g_return_val_if_fail (feed != NULL, g_strdup ("0"));
  age (feed, created);
  return g_strdup (feed->id);
}

static char *
describe_pipeline (guint i, const char *feed, const char *start)
{
  g_autofree char *mapping = pipelines[i].mapping != NULL
                                 ? g_strdup_printf ("'%s'", pipelines[i].mapping)
                                 : g_strdup ("null");
  g_autofree char *text = g_strdup_printf (
      "{'id':'%s','name':'%s','connection_id':'%s','data_model_id':'%s',"
      "'field_transformation_id':%s,'partner_feed_id':%s,'state':'active',"
      "'environment':'production','data_type':'%s','sync_mode':{'type':'incremental',"
      "'iterator_field':'%s','iterator_data_type':'%s','from':null,'until':null},"
      "'schedule':{'type':'interval','frequency':'%s','delay':null,'start':'%s','end':null}}",
      pipelines[i].id, pipelines[i].name, pipelines[i].connection, pipelines[i].model, mapping,
      feed, pipelines[i].mapping != NULL ? "events" : "user_attributes", pipelines[i].iterator,
      pipelines[i].iterator_type, pipelines[i].frequency, start);

  return quote (text);
}

static void
pause_pipeline (SluiceSandboxObject *pipeline, gint64 now)
{
  static const char *const state[] = { "state", NULL };
  JsonObject *body = sluice_sandbox_copy_members (pipeline->body, state);

  json_object_set_string_member (body, "state", "paused");
  sluice_sandbox_world_replace_body (pipeline, body);
  sluice_sandbox_runner_plan (pipeline, now);
}

/* The last run decides how the pipeline looks, so it is not left to chance. */
static void
settle_last (SluiceSandboxObject *pipeline, SluiceSandboxOutcome outcome)
{
  SluiceSandboxRun *run;

  g_return_if_fail (pipeline->runs->len > 1);
  run = pipeline->runs->pdata[pipeline->runs->len - 1];
  if (run->outcome == outcome)
    return;
  g_clear_pointer (&run->error, g_free);
  run->outcome = outcome;
  run->extracted = ((SluiceSandboxRun *) pipeline->runs->pdata[pipeline->runs->len - 2])->extracted;
  run->failed = 0;
  if (outcome == SLUICE_SANDBOX_OUTCOME_PARTIAL)
    {
      run->failed = 1 + run->extracted / 30;
      run->error = g_strdup_printf ("%" G_GINT64_FORMAT
                                    " records were not loaded: they have no user identity.",
                                    run->failed);
    }
  else if (outcome == SLUICE_SANDBOX_OUTCOME_FAILED)
    {
      run->extracted = 0;
      run->error = g_strdup (
          "The unload step was denied access: check the role ARN and the storage location.");
    }
}

static void
make_pipeline (SluiceSandboxRequest *request,
               guint i,
               const char *feed,
               gint64 created,
               gint64 until)
{
  /* Long enough before now for a weekly run to lie between, and at a quarter past. */
  g_autofree char *start = sluice_sandbox_clock_format (
      created - created % (3600 * (gint64) G_USEC_PER_SEC) - 45 * 60 * (gint64) G_USEC_PER_SEC);
  g_autofree char *text = describe_pipeline (i, feed, start);
  SluiceSandboxObject *pipeline =
      make (request, SLUICE_SANDBOX_PIPELINES, text, sluice_sandbox_rules_make);

  g_return_if_fail (pipeline != NULL);
  age (pipeline, created);
  sluice_sandbox_runner_plan (pipeline, created);
  sluice_sandbox_runner_catch_up (request->world, pipeline, PAST_FAILURE_RATE, until);
}

static SluiceSandboxObject *
find (SluiceSandboxRequest *request, SluiceSandboxFamily family, const char *id)
{
  return sluice_sandbox_world_find (request->world, SLUICE_SANDBOX_SEED_WORKSPACE, family, id);
}

static void
break_model (SluiceSandboxRequest *request)
{
  static const char *const spoilt[] = { "status", "errors", NULL };
  SluiceSandboxObject *model = find (request, SLUICE_SANDBOX_DATA_MODELS, "acme-churn-model");
  JsonObject *body = sluice_sandbox_copy_members (model->body, spoilt);
  JsonArray *errors = json_array_new ();

  json_array_add_object_element (errors,
                                 sluice_sandbox_message_new (
                                     "The table acme.ml.churn_scores was not found, or the role "
                                     "may not read it. Use its fully qualified name."));
  json_object_set_string_member (body, "status", "invalid");
  json_object_set_array_member (body, "errors", errors);
  sluice_sandbox_world_replace_body (model, body);
}

static void
make_pipelines (SluiceSandboxRequest *request, gint64 now)
{
  gint64 created = now - AGE;
  g_autofree char *snowflake = make_feed (request, "Acme Snowflake feed", "Snowflake", created);
  g_autofree char *redshift = make_feed (request, "Acme Redshift feed", "Redshift", created);

  for (guint i = 0; i < G_N_ELEMENTS (pipelines); i++)
    make_pipeline (request, i,
                   g_str_has_prefix (pipelines[i].feed, "Acme Snowflake") ? snowflake : redshift,
                   created, now - FAULT_AGE);
  break_model (request);
  for (guint i = 0; i < G_N_ELEMENTS (pipelines); i++)
    {
      SluiceSandboxObject *pipeline = find (request, SLUICE_SANDBOX_PIPELINES, pipelines[i].id);

      if (pipelines[i].paused)
        pause_pipeline (pipeline, now - FAULT_AGE);
      sluice_sandbox_runner_catch_up (request->world, pipeline, PAST_FAILURE_RATE, now);
      settle_last (pipeline, pipelines[i].last);
    }
}

static void
make_audience (SluiceSandboxRequest *request, guint i, gint64 now)
{
  g_autofree char *text = g_strdup_printf (
      "{\"schema_version\":\"1.0.0\",\"audience\":{\"operator\":\"greater_than\",\"left\":"
      "{\"model\":\"user\",\"path\":\"%s\"},\"right\":%s}}",
      audiences[i].attribute, audiences[i].above);
  g_autoptr (JsonNode) definition = sluice_json_parse (text, -1, NULL);
  SluiceSandboxObject *audience =
      sluice_sandbox_audience_make (request, SLUICE_SANDBOX_SEED_WORKSPACE, audiences[i].name,
                                    definition);
  gint64 created = now - MAX (audiences[i].age_days, 0) * DAY;

  age (audience, created);
  if (audiences[i].age_days >= 0)
    sluice_sandbox_audience_calculate (audience, created);
  for (guint j = 0; j < G_N_ELEMENTS (audiences[i].outputs) && audiences[i].outputs[j] != 0; j++)
    {
      SluiceSandboxObject *connection =
          sluice_sandbox_audience_connect (request, audience, audiences[i].outputs[j], NULL);

      age (connection, created + DAY / 24);
    }
}

/**
 * sluice_sandbox_seed:
 * @world: an empty world
 * @clock: the sandbox's time
 * @options: how the sandbox is
 *
 * Makes the ready-made world in it.
 */
void
sluice_sandbox_seed (SluiceSandboxWorld *world,
                     SluiceSandboxClock *clock,
                     const SluiceSandboxOptions *options)
{
  SluiceSandboxOptions own_options = *options;
  SluiceSandboxRequest request = {
    .world = world,
    .clock = clock,
    .options = &own_options,
    .workspace = SLUICE_SANDBOX_SEED_WORKSPACE,
    .api = SLUICE_SANDBOX_PLATFORM_V2,
  };
  gint64 now = sluice_sandbox_clock_now (clock);

  own_options.active_limit = G_N_ELEMENTS (pipelines);
  make_parts (&request, now - AGE);
  make_pipelines (&request, now);
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    make_audience (&request, i, now);
}
