/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-resource.h"
#include "api/sluice-session.h"
#include "sandbox/sluice-sandbox.h"
#include "setup/sluice-apply.h"
#include "sluice-json.h"
#include "store-fixture.h"

#include <string.h>

/* An empty sandbox in this process, a session on it, and a setup file to be planned and applied. */

typedef struct
{
  StoreFixture store;
  SluiceSandbox *sandbox;
  SluiceKeyring *keyring;
  SluiceProfile *profile;
  SluiceSession *session;
} SetupFixture;

#define SETUP_TEXT                                                                                 \
  "{\"format\": \"sluice-setup/1\", \"warehouse\": \"snowflake\","                                 \
  " \"values\": {\"role_name\": \"MP_ROLE\", \"warehouse\": \"COMPUTE_WH\", \"database\": "        \
  "\"ACME\","                                                                                      \
  " \"user_name\": \"MP_USER\", \"storage_integration_name\": \"MP_S3\","                          \
  " \"account_identifier\": \"gd1234\", \"region\": \"us-east-1\"},"                               \
  " \"feed\": {\"name\": \"Acme feed\"},"                                                          \
  " \"connection\": {\"id\": \"acme-connection\", \"name\": \"Acme connection\"},"                 \
  " \"data_model\": {\"id\": \"acme-model\", \"name\": \"Acme model\","                            \
  " \"sql_query\": \"SELECT id AS customer_id,\\n email, updated_at\\nFROM acme.crm.users\"},"     \
  " \"field_transformation\": {\"id\": \"acme-mapping\", \"name\": \"Acme mapping\", "             \
  "\"mappings\": ["                                                                                \
  "{\"mapping_type\": \"column\", \"source\": \"customer_id\","                                    \
  " \"destination\": \"user_identities.customer_id\"},"                                            \
  "{\"mapping_type\": \"column\", \"source\": \"email\", \"destination\": "                        \
  "\"user_identities.email\"},"                                                                    \
  "{\"mapping_type\": \"ignore\", \"source\": \"updated_at\"},"                                    \
  "{\"mapping_type\": \"static\", \"destination\": \"events.event_type\","                         \
  " \"value\": \"custom_event\"}]},"                                                               \
  " \"pipeline\": {\"id\": \"acme-pipeline\", \"name\": \"Acme pipeline\","                        \
  " \"environment\": \"development\", \"data_type\": \"events\","                                  \
  " \"sync_mode\": {\"type\": \"incremental\", \"iterator_field\": \"updated_at\","                \
  " \"iterator_data_type\": \"timestamp_ntz\"},"                                                   \
  " \"schedule\": {\"type\": \"interval\", \"frequency\": \"hourly\","                             \
  " \"start\": \"2026-12-01T00:15:00Z\"}}}"

typedef struct
{
  const char *id;
  const char *values;
  const char *iterator_type;
} SetupKind;

static const SetupKind setup_kinds[] = {
  { "snowflake",
    "{\"role_name\": \"MP_ROLE\", \"warehouse\": \"COMPUTE_WH\", \"database\": \"ACME\","
    " \"user_name\": \"MP_USER\", \"storage_integration_name\": \"MP_S3\","
    " \"account_identifier\": \"gd1234\", \"region\": \"us-east-1\"}",
    "\"timestamp_ntz\"" },
  { "bigquery",
    "{\"project_id\": \"acme-project\", \"dataset_id\": \"crm\", \"region\": \"us-east4\","
    " \"service_account_id\": \"mparticle\"}",
    "\"timestamp\"" },
  { "redshift",
    "{\"user_name\": \"mp_user\", \"database\": \"dev\","
    " \"host\": \"c1.abc.us-east-1.redshift.amazonaws.com\","
    " \"aws_iam_role_arn\": \"arn:aws:iam::123456789012:role/mparticle\"}",
    "\"timestamptz\"" },
  { "databricks", "{\"provider\": \"acme\", \"schema\": \"crm\"}", "\"timestamp\"" },
};

static inline void
setup_open_session (SetupFixture *self)
{
  g_autoptr (SluiceStore) store = store_open (&self->store);
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("client secret");

  g_clear_object (&self->session);
  self->session = sluice_session_new (self->profile, store, self->keyring, secret);
}

static inline SluiceProfile *
setup_make_profile (const char *url, const char *token_url)
{
  return g_object_new (SLUICE_TYPE_PROFILE, "name", "Acme", "pod", "us1", "org-id", "1234",
                       "account-id", "5678", "workspace-id", "9012", "client-id", "me", "api-url",
                       url, "token-url", token_url, NULL);
}

static inline void
setup_set_up (SetupFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token_url = NULL;

  store_set_up (&self->store, NULL);
  self->sandbox = sluice_sandbox_new (sluice_sandbox_options_new ());
  g_assert_true (sluice_sandbox_start (self->sandbox, &error));
  token_url = g_strconcat (sluice_sandbox_get_url (self->sandbox), "/oauth/token", NULL);
  self->profile = setup_make_profile (sluice_sandbox_get_url (self->sandbox), token_url);
  self->keyring = sluice_keyring_new_for_session_only ();
  setup_open_session (self);
}

static inline void
setup_tear_down (SetupFixture *self, gconstpointer data)
{
  g_clear_object (&self->session);
  g_clear_object (&self->keyring);
  g_clear_object (&self->profile);
  sluice_sandbox_stop (self->sandbox);
  g_clear_object (&self->sandbox);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  store_tear_down (&self->store, NULL);
}

static inline SluiceSetup *
setup_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  SluiceSetup *setup = sluice_setup_parse (text, -1, &error);

  g_assert_no_error (error);
  return setup;
}

/* The usual setup with one member changed, to text or, where that is JSON of another kind, to that. */
static inline SluiceSetup *
setup_parse_with (const char *pointer, const char *json)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);

  return sluice_setup_with (setup, pointer,
                            json != NULL ? sluice_json_parse (json, -1, NULL) : NULL);
}

static inline void
setup_on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static inline gboolean
setup_on_too_long_cb (gpointer user_data)
{
  g_error ("A call did not come back");
  return G_SOURCE_REMOVE;
}

static inline GAsyncResult *
setup_wait (GAsyncResult **place)
{
  guint guard = g_timeout_add_seconds (60, setup_on_too_long_cb, NULL);

  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
  return *place;
}

static inline SluicePlan *
setup_plan_full (SetupFixture *self, SluiceSetup *setup, SluicePlanFlags flags, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sluice_plan_make_async (self->session, setup, flags, NULL, setup_on_done_cb, &result);
  return sluice_plan_make_finish (setup_wait (&result), error);
}

static inline SluicePlan *
setup_plan (SetupFixture *self, SluiceSetup *setup)
{
  g_autoptr (GError) error = NULL;
  SluicePlan *plan = setup_plan_full (self, setup, 0, &error);

  g_assert_no_error (error);
  return plan;
}

static inline gboolean
setup_apply_full (SetupFixture *self,
                  SluicePlan *plan,
                  const char *password,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sluice_secret_unref);

  if (password != NULL)
    g_hash_table_insert (secrets, (gpointer) "password", sluice_secret_new (password));
  sluice_apply_run_async (self->session, plan, secrets, cancellable, setup_on_done_cb, &result);
  return sluice_apply_run_finish (setup_wait (&result), error);
}

static inline void
setup_apply (SetupFixture *self, SluicePlan *plan)
{
  g_autoptr (GError) error = NULL;

  setup_apply_full (self, plan, "hunter2", NULL, &error);
  g_assert_no_error (error);
}

static inline SluiceStep *
setup_get_step (SluicePlan *plan, guint position)
{
  g_autoptr (SluiceStep) step = g_list_model_get_item (G_LIST_MODEL (plan), position);

  g_assert_nonnull (step);
  return step;
}

/* Every step as a word of its action and a letter of its outcome: "create:planned same:done". */
static inline void
setup_assert_plan (SluicePlan *plan, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    g_string_append_printf (
        text, "%s%s:%s", i > 0 ? " " : "",
        sluice_action_to_string (sluice_step_get_action (setup_get_step (plan, i))),
        sluice_outcome_to_string (sluice_step_get_outcome (setup_get_step (plan, i))));
  g_assert_cmpstr (text->str, ==, expected);
}

static inline guint
setup_count (SetupFixture *self, SluiceSandboxFamily family)
{
  g_autoptr (GPtrArray) objects =
      sluice_sandbox_world_list (sluice_sandbox_get_world (self->sandbox), "9012", family);

  return objects->len;
}

/* Requests that are not readings, the token's included not. */
static inline guint
setup_count_writes (SetupFixture *self)
{
  GListModel *activity =
      G_LIST_MODEL (sluice_client_get_activity (sluice_session_get_client (self->session)));
  guint writes = 0;

  for (guint i = 0; i < g_list_model_get_n_items (activity); i++)
    {
      g_autoptr (SluiceCallRecord) record = g_list_model_get_item (activity, i);
      const char *method = sluice_call_record_get_method (record);
      const char *route = sluice_call_record_get_route (record);

      if (!g_str_equal (method, "GET") &&
          (g_str_has_prefix (route, "/v1/") || g_str_has_prefix (route, "/platform/")))
        writes++;
    }
  return writes;
}

/* The usual setup for another warehouse. */
static inline SluiceSetup *
setup_make_of_kind (const char *id)
{
  g_autoptr (SluiceSetup) plain = setup_parse (SETUP_TEXT);
  g_autoptr (SluiceSetup) named = sluice_setup_with_text (plain, "/warehouse", id);

  for (guint i = 0; i < G_N_ELEMENTS (setup_kinds); i++)
    if (g_str_equal (setup_kinds[i].id, id))
      {
        g_autoptr (SluiceSetup) filled =
            sluice_setup_with (named, "/values",
                               sluice_json_parse (setup_kinds[i].values, -1, NULL));

        return sluice_setup_with (filled, "/pipeline/sync_mode/iterator_data_type",
                                  sluice_json_parse (setup_kinds[i].iterator_type, -1, NULL));
      }
  g_assert_not_reached ();
}

static inline const char *
setup_get_secret (const char *key)
{
  if (!g_str_equal (key, "service_account_key"))
    return "hunter2";
  return "{\"type\": \"service_account\", \"project_id\": \"acme-project\","
         " \"client_email\": \"mparticle@acme-project.iam.gserviceaccount.com\","
         " \"private_key\": \"hunter2\"}";
}
