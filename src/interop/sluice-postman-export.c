/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-export.h"

#include "api/sluice-routes.h"
#include "interop/sluice-postman-variables.h"
#include "setup/sluice-request.h"
#include "sluice-json.h"

#define SCHEMA "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"

#define TOKEN_BODY                                                                                 \
  "{\n  \"client_id\": \"{{PLATFORM_API_CLIENT_ID}}\",\n"                                          \
  "  \"client_secret\": \"{{PLATFORM_API_CLIENT_SECRET}}\",\n"                                     \
  "  \"audience\": \"{{OAUTH_AUDIENCE}}\",\n  \"grant_type\": \"client_credentials\"\n}"

/* Scripts of the requests. Values that may hold quotes or line breaks are put into a body as JSON, since
 * Postman fills variables in as they are. */
#define KEEP_TOKEN   "pm.environment.set('ACCESS_TOKEN', pm.response.json().access_token);"
#define KEEP_FEED    "pm.environment.set('PARTNER_FEED_ID', String(pm.response.json().data[0].id));"
#define QUOTE_FORMAT "pm.variables.set('%s_JSON', JSON.stringify(pm.variables.get('%s') || ''));"
#define ANSWERS                                                                                    \
  "pm.test('It answers', () => pm.expect(pm.response.code).to.be.oneOf([200, 201, 202]));"
/* A new pipeline has no report for about a minute. */
#define ANSWERS_LATER                                                                              \
  "pm.test('It answers, or says that there is nothing yet', () => "                                \
  "pm.expect(pm.response.code).to.be.oneOf([200, 404]));"

static const struct
{
  SluiceFamily family;
  const char *folder;
  const char *object;
} folders[] = {
  { SLUICE_FAMILY_FEEDS, "Feeds", "feed" },
  { SLUICE_FAMILY_CONNECTIONS, "Connections", "connection" },
  { SLUICE_FAMILY_DATA_MODELS, "Data models", "data model" },
  { SLUICE_FAMILY_FIELD_TRANSFORMATIONS, "Field transformations", "field transformation" },
  { SLUICE_FAMILY_PIPELINES, "Pipelines", "pipeline" },
};

/* small pieces of a collection */

static void
add_event (JsonObject *item, const char *listen, const char *const *lines)
{
  JsonObject *event = json_object_new ();
  JsonObject *script = json_object_new ();
  JsonArray *exec = json_array_new ();
  JsonArray *events = sluice_json_get_array (item, "event");

  for (guint i = 0; lines[i] != NULL; i++)
    json_array_add_string_element (exec, lines[i]);
  json_object_set_string_member (script, "type", "text/javascript");
  json_object_set_array_member (script, "exec", exec);
  json_object_set_string_member (event, "listen", listen);
  json_object_set_object_member (event, "script", script);
  if (events == NULL)
    {
      events = json_array_new ();
      json_object_set_array_member (item, "event", events);
    }
  json_array_add_object_element (events, event);
}

static JsonObject *
make_body (const char *raw)
{
  g_autoptr (JsonNode) options = sluice_json_parse ("{\"raw\":{\"language\":\"json\"}}", -1, NULL);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "mode", "raw");
  json_object_set_string_member (body, "raw", raw);
  json_object_set_member (body, "options", g_steal_pointer (&options));
  return body;
}

static JsonObject *
make_item (const char *name, const char *method, const char *url, const char *body)
{
  JsonObject *item = json_object_new ();
  JsonObject *request = json_object_new ();
  JsonArray *headers = json_array_new ();

  if (body != NULL)
    {
      JsonObject *header = json_object_new ();

      json_object_set_string_member (header, "key", "Content-Type");
      json_object_set_string_member (header, "value", "application/json");
      json_array_add_object_element (headers, header);
      json_object_set_object_member (request, "body", make_body (body));
    }
  json_object_set_string_member (request, "method", method);
  json_object_set_array_member (request, "header", headers);
  json_object_set_string_member (request, "url", url);
  json_object_set_string_member (item, "name", name);
  json_object_set_object_member (item, "request", request);
  return item;
}

static void
add_item (JsonArray *items, JsonObject *item, const char *keep, gboolean later)
{
  const char *lines[] = { later ? ANSWERS_LATER : ANSWERS, keep, NULL };

  add_event (item, "test", lines);
  json_array_add_object_element (items, item);
}

static JsonObject *
make_folder (const char *name, JsonArray *items)
{
  JsonObject *folder = json_object_new ();

  json_object_set_string_member (folder, "name", name);
  json_object_set_array_member (folder, "item", items);
  return folder;
}

/* addresses and bodies with variables in them */

/* A profile whose routes come out with Postman's variables in place of the ids. */
static SluiceProfile *
with_variables (SluiceProfile *profile)
{
  SluiceProfile *copy = sluice_profile_copy (profile);

  g_object_set (copy, "workspace-id", "{{WORKSPACE_ID}}", "account-id", "{{ACCOUNT_ID}}", NULL);
  return copy;
}

static char *
make_url (char *route)
{
  g_autofree char *owned = route;
  GString *url = g_string_new ("{{API_URL}}");

  g_string_append (url, owned);
  g_string_replace (url, "%7B%7B", "{{", 0);
  g_string_replace (url, "%7D%7D", "}}", 0);
  return g_string_free (url, FALSE);
}

static char *
collection_url (SluiceProfile *profile, SluiceFamily family)
{
  guint index = 0;

  sluice_routes_get_known (profile, family, &index);
  return make_url (sluice_routes_collection (profile, family, index));
}

static char *
object_route (SluiceProfile *profile, SluiceFamily family, const char *id)
{
  guint index = 0;

  sluice_routes_get_known (profile, family, &index);
  return sluice_routes_object (profile, family, index, "GET", id);
}

/* The published name of a value's variable, or one of the same make. */
static char *
variable_for (const SluiceWarehouse *warehouse, const SluiceField *field)
{
  guint n_variables;
  const SluicePostmanDocumented *documented = sluice_postman_documented (&n_variables);
  g_autofree char *name = NULL;

  for (guint i = 0; i < n_variables; i++)
    if (g_strcmp0 (documented[i].kind, sluice_warehouse_get_id (warehouse)) == 0 &&
        g_str_equal (documented[i].key, field->key))
      return g_strdup (documented[i].name);
  name = g_strdup_printf ("%s_%s", sluice_warehouse_get_id (warehouse), field->key);
  return g_ascii_strup (name, -1);
}

/* Secrets go into the config as "{{NAME_JSON}}"; their names are added to names. */
static void
refer_to_secrets (SluiceSetup *setup, JsonObject *request, GPtrArray *names)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (setup);
  JsonObject *config = sluice_json_get_object (request, "config");
  g_auto (GStrv) secrets = sluice_request_list_secrets (setup);

  for (guint i = 0; config != NULL && secrets != NULL && secrets[i] != NULL; i++)
    {
      const SluiceField *field = sluice_warehouse_find_field (warehouse, secrets[i]);
      char *name = field != NULL ? variable_for (warehouse, field) : NULL;
      g_autofree char *reference = NULL;

      if (name == NULL)
        continue;
      reference = g_strdup_printf ("{{%s_JSON}}", name);
      json_object_set_string_member (config,
                                     field->config_key != NULL ? field->config_key : field->key,
                                     reference);
      g_ptr_array_add (names, name);
    }
}

static void
refer_to_query (JsonObject *request, GPtrArray *names)
{
  JsonObject *config = sluice_json_get_object (request, "config");

  if (config == NULL || !json_object_has_member (config, "sql_query"))
    return;
  json_object_set_string_member (config, "sql_query", "{{SQL_QUERY_JSON}}");
  g_ptr_array_add (names, g_strdup ("SQL_QUERY"));
}

/* References that stand for JSON lose the quotes around them. */
static char *
body_text (JsonObject *request, GPtrArray *names)
{
  g_autofree char *plain = sluice_json_object_to_text (request, TRUE);
  GString *text = g_string_new (plain);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *quoted = g_strdup_printf ("\"{{%s_JSON}}\"", name);
      g_autofree char *bare = g_strdup_printf ("{{%s_JSON}}", name);

      g_string_replace (text, quoted, bare, 0);
    }
  g_string_replace (text, "\"{{PARTNER_FEED_ID}}\"", "{{PARTNER_FEED_ID}}", 0);
  return g_string_free (text, FALSE);
}

static void
add_quoting (JsonObject *item, GPtrArray *names)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (names->len == 0)
    return;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_ptr_array_add (lines, g_strdup_printf (QUOTE_FORMAT, name, name));
    }
  g_ptr_array_add (lines, NULL);
  add_event (item, "prerequest", (const char *const *) lines->pdata);
}

/* the requests */

static JsonObject *
make_create (SluiceProfile *profile,
             SluiceSetup *setup,
             SluiceFamily family,
             const char *object,
             GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonObject) request =
      sluice_request_build (setup, family, SLUICE_REQUEST_CREATE, profile, NULL, error);
  g_autoptr (SluiceProfile) variables = with_variables (profile);
  g_autofree char *name = g_strdup_printf ("Create %s", object);
  g_autofree char *url = collection_url (variables, family);
  g_autofree char *body = NULL;
  JsonObject *item;

  if (request == NULL)
    return NULL;
  if (family == SLUICE_FAMILY_CONNECTIONS)
    refer_to_secrets (setup, request, names);
  else if (family == SLUICE_FAMILY_DATA_MODELS)
    refer_to_query (request, names);
  else if (family == SLUICE_FAMILY_PIPELINES)
    json_object_set_string_member (request, "partner_feed_id", "{{PARTNER_FEED_ID}}");
  body = body_text (request, names);
  item = make_item (name, "POST", url, body);
  add_quoting (item, names);
  return item;
}

static void
add_object_items (JsonArray *items,
                  SluiceProfile *variables,
                  SluiceFamily family,
                  const char *object,
                  const char *id)
{
  g_autofree char *name = g_strdup_printf ("Get %s", object);
  g_autofree char *route = object_route (variables, family, id);
  g_autofree char *url = make_url (g_strdup (route));
  guint index = 0;

  add_item (items, make_item (name, "GET", url, NULL), NULL, FALSE);
  if (family != SLUICE_FAMILY_PIPELINES)
    return;
  sluice_routes_get_known_report (variables, &index);
  {
    g_autofree char *report = make_url (sluice_routes_report (index, route, NULL));
    g_autofree char *runs = make_url (sluice_routes_report (index, route, "/runs"));

    add_item (items, make_item ("Get pipeline report", "GET", report, NULL), NULL, TRUE);
    add_item (items, make_item ("List runs", "GET", runs, NULL), NULL, TRUE);
  }
}

static gboolean
add_setup_items (JsonArray *items,
                 SluiceProfile *profile,
                 SluiceSetup *setup,
                 guint folder,
                 GError **error)
{
  SluiceFamily family = folders[folder].family;
  JsonObject *block = sluice_setup_get_block (setup, sluice_family_get_kind (family));
  gboolean existing_feed =
      family == SLUICE_FAMILY_FEEDS && block != NULL && json_object_has_member (block, "id");
  g_autoptr (SluiceProfile) variables = with_variables (profile);
  g_autofree char *id = NULL;
  JsonObject *create;

  if (!sluice_request_has (setup, family) || existing_feed)
    return TRUE;
  create = make_create (profile, setup, family, folders[folder].object, error);
  if (create == NULL)
    return FALSE;
  add_item (items, create, family == SLUICE_FAMILY_FEEDS ? KEEP_FEED : NULL, FALSE);
  id = sluice_json_dup_text (block, "id");
  if (id != NULL)
    add_object_items (items, variables, family, folders[folder].object, id);
  return TRUE;
}

static JsonObject *
make_family_folder (SluiceProfile *profile, SluiceSetup *setup, guint folder, GError **error)
{
  g_autoptr (JsonArray) items = json_array_new ();
  g_autoptr (SluiceProfile) variables = with_variables (profile);
  g_autofree char *url = collection_url (variables, folders[folder].family);
  g_autofree char *name = g_strdup_printf ("List %ss", folders[folder].object);

  add_item (items, make_item (name, "GET", url, NULL), NULL, FALSE);
  if (setup != NULL && !add_setup_items (items, profile, setup, folder, error))
    return NULL;
  return make_folder (folders[folder].folder, g_steal_pointer (&items));
}

static JsonObject *
make_token_item (void)
{
  JsonObject *item = make_item ("Get access token", "POST", "{{OAUTH_URL}}", TOKEN_BODY);
  JsonObject *auth = json_object_new ();

  json_object_set_string_member (auth, "type", "noauth");
  json_object_set_object_member (sluice_json_get_object (item, "request"), "auth", auth);
  return item;
}

static JsonNode *
make_auth (void)
{
  return sluice_json_parse ("{\"type\":\"bearer\",\"bearer\":[{\"key\":\"token\","
                            "\"value\":\"{{ACCESS_TOKEN}}\",\"type\":\"string\"}]}",
                            -1, NULL);
}

static JsonObject *
make_info (SluiceProfile *profile)
{
  JsonObject *info = json_object_new ();
  g_autofree char *name = g_strdup_printf ("Warehouse Sync: %s", sluice_profile_get_name (profile));
  g_autofree char *id = g_uuid_string_random ();

  json_object_set_string_member (info, "_postman_id", id);
  json_object_set_string_member (info, "name", name);
  json_object_set_string_member (info, "description",
                                 "Written by Sluice. Run “Get access token” first; fill in the "
                                 "secrets of the environment before that.");
  json_object_set_string_member (info, "schema", SCHEMA);
  return info;
}

static void
add_variable (JsonArray *list, const char *key, const char *value, gboolean secret)
{
  JsonObject *variable = json_object_new ();

  json_object_set_string_member (variable, "key", key);
  json_object_set_string_member (variable, "value", value != NULL ? value : "");
  json_object_set_string_member (variable, "type", secret ? "secret" : "default");
  json_object_set_boolean_member (variable, "enabled", TRUE);
  json_array_add_object_element (list, variable);
}

static JsonArray *
make_collection_variables (SluiceSetup *setup)
{
  JsonArray *variables = json_array_new ();

  if (setup == NULL)
    return variables;
  add_variable (variables, "INGEST_PIPELINE_SLUG", sluice_setup_get_text (setup, "/pipeline/id"),
                FALSE);
  add_variable (variables, "INGEST_PIPELINE_NAME", sluice_setup_get_text (setup, "/pipeline/name"),
                FALSE);
  add_variable (variables, "SQL_QUERY", sluice_setup_get_query (setup), FALSE);
  return variables;
}

/**
 * sluice_postman_export_collection:
 * @profile: a workspace
 * @setup: (nullable): a setup, or %NULL for the requests that only read
 * @error: return location for the error of a setup that cannot become requests yet
 *
 * The requests in the order in which they are sent, in a folder for each family; run from the top, they
 * do what applying the setup does. Nothing in it deletes anything.
 *
 * Returns: (transfer full) (nullable): the text of a collection file
 */
char *
sluice_postman_export_collection (SluiceProfile *profile, SluiceSetup *setup, GError **error)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *items = json_array_new ();

  g_return_val_if_fail (SLUICE_IS_PROFILE (profile), NULL);

  json_object_set_object_member (root, "info", make_info (profile));
  json_object_set_array_member (root, "item", items);
  add_item (items, make_token_item (), KEEP_TOKEN, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      JsonObject *folder = make_family_folder (profile, setup, i, error);

      if (folder == NULL)
        return NULL;
      json_array_add_object_element (items, folder);
    }
  json_object_set_member (root, "auth", make_auth ());
  json_object_set_array_member (root, "variable", make_collection_variables (setup));
  return sluice_json_object_to_text (root, TRUE);
}

static void
add_profile_value (JsonArray *values, const SluicePostmanDocumented *known, SluiceProfile *profile)
{
  g_autofree char *text = NULL;

  g_object_get (profile, known->key, &text, NULL);
  if (g_str_equal (known->key, "pod"))
    {
      char *upper = g_ascii_strup (text, -1);

      g_free (text);
      text = upper;
    }
  add_variable (values, known->name, text, FALSE);
}

static void
add_warehouse_values (JsonArray *values, SluiceSetup *setup)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (setup);
  g_auto (GStrv) secrets = sluice_request_list_secrets (setup);
  guint n_variables;
  const SluicePostmanDocumented *documented = sluice_postman_documented (&n_variables);

  for (guint i = 0; secrets != NULL && secrets[i] != NULL; i++)
    {
      const SluiceField *field = sluice_warehouse_find_field (warehouse, secrets[i]);
      g_autofree char *name = field != NULL ? variable_for (warehouse, field) : NULL;

      if (name != NULL)
        add_variable (values, name, NULL, TRUE);
    }
  for (guint i = 0; warehouse != NULL && i < n_variables; i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/values/%s", documented[i].key);
      const char *value = sluice_setup_get_text (setup, pointer);

      if (g_strcmp0 (documented[i].kind, sluice_warehouse_get_id (warehouse)) == 0 && value != NULL)
        add_variable (values, documented[i].name, value, FALSE);
    }
}

static void
add_feed_id (JsonArray *values, SluiceSetup *setup)
{
  g_autofree char *id =
      setup != NULL ? sluice_json_dup_text (sluice_setup_get_block (setup, "feed"), "id") : NULL;

  add_variable (values, "PARTNER_FEED_ID", id, FALSE);
}

/**
 * sluice_postman_export_environment:
 * @profile: a workspace
 * @setup: (nullable): a setup
 *
 * Returns: (transfer full): the text of an environment file for the collection; secrets are blank
 */
char *
sluice_postman_export_environment (SluiceProfile *profile, SluiceSetup *setup)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *values = json_array_new ();
  g_autofree char *id = g_uuid_string_random ();
  guint n_variables;
  const SluicePostmanDocumented *documented = sluice_postman_documented (&n_variables);

  g_return_val_if_fail (SLUICE_IS_PROFILE (profile), NULL);

  for (guint i = 0; i < n_variables; i++)
    if (documented[i].target == SLUICE_POSTMAN_PROFILE)
      add_profile_value (values, &documented[i], profile);
  add_variable (values, "OAUTH_AUDIENCE", SLUICE_OAUTH_AUDIENCE, FALSE);
  add_variable (values, "ACCESS_TOKEN", NULL, TRUE);
  add_variable (values, "PLATFORM_API_CLIENT_SECRET", NULL, TRUE);
  add_feed_id (values, setup);
  if (setup != NULL)
    add_warehouse_values (values, setup);
  json_object_set_string_member (root, "id", id);
  json_object_set_string_member (root, "name", sluice_profile_get_name (profile));
  json_object_set_array_member (root, "values", values);
  json_object_set_string_member (root, "_postman_variable_scope", "environment");
  return sluice_json_object_to_text (root, TRUE);
}
