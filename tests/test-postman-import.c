/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-import.h"

#include "secrets/sluice-keyring.h"
#include "sluice-json.h"

#define SCHEMA_2_0       "https://schema.getpostman.com/json/collection/v2.0.0/collection.json"
#define SCHEMA_2_1       "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
#define LINE(key, value) "{\"key\":\"" key "\",\"value\":\"" value "\",\"enabled\":true}"

static const char environment[] =
    "{\"id\":\"1\",\"name\":\"Acme production\",\"values\":["
    "{\"key\":\"API_URL\",\"value\":\"https://api.mparticle.com\",\"enabled\":true},"
    "{\"key\":\"OAUTH_URL\",\"value\":\"https://sso.auth.mparticle.com/oauth/token\"},"
    "{\"key\":\"OAUTH_AUDIENCE\",\"value\":\"https://api.mparticle.com\"},"
    "{\"key\":\"ACCESS_TOKEN\",\"value\":\"\",\"type\":\"secret\"},"
    "{\"key\":\"PLATFORM_API_CLIENT_ID\",\"value\":\"an-id\"},"
    "{\"key\":\"PLATFORM_API_CLIENT_SECRET\",\"value\":\"s3cret\\n\",\"type\":\"secret\"},"
    "{\"key\":\"WORKSPACE_ID\",\"value\":\" 9012 \"},"
    "{\"key\":\"ACCOUNT_ID\",\"value\":5678},"
    "{\"key\":\"ORG_ID\",\"value\":\"replace_me\",\"sessionValue\":\"1234\"},"
    "{\"key\":\"POD\",\"value\":\"EU1\"},"
    "{\"key\":\"SNOWFLAKE_PASSWORD\",\"value\":\"p{w}d\"},"
    "{\"key\":\"SNOWFLAKE_STORAGE_INTEGRATION\",\"value\":\"MP_{{POD}}_S3\"},"
    "{\"key\":\"REDSHIFT_USER\",\"value\":\"replace_me\"},"
    "{\"key\":\"MINE\",\"value\":\"7\"},"
    "{\"key\":\"REDSHIFT_PASSWORD\",\"value\":\"x\",\"enabled\":false}],"
    "\"_postman_variable_scope\":\"environment\"}";

static const char collection[] =
    "{\"info\":{\"name\":\"Warehouse Sync API\",\"description\":{\"content\":\"x\"},"
    "\"schema\":\"" SCHEMA_2_1 "\"},"
    "\"variable\":[" LINE ("INGEST_PIPELINE_SLUG", "acme-users") "," LINE (
        "INGEST_PIPELINE_NAME",
        "Acme users") "," LINE ("SQL_QUERY",
                                "SELECT a,\\n\\\"b\\\" FROM t") "],"
                                                                "\"item\":[{\"name\":\"Feeds\","
                                                                "\"item\":[{\"name\":\"Create\","
                                                                "\"request\":{\"method\":\"POST\","
                                                                "\"url\":{\"raw\":\"{{API_URL}}/v1/"
                                                                "workspace/{{WORKSPACE_ID}}/"
                                                                "partnerfeeds\"},"
                                                                "\"body\":{\"mode\":\"raw\","
                                                                "\"raw\":\"{\\\"module_name\\\":"
                                                                "\\\"Snowflake\\\","
                                                                "\\\"name\\\":\\\"{{INGEST_"
                                                                "PIPELINE_NAME}} feed\\\"}\"}}}]},"
                                                                "{\"name\":\"Connections\","
                                                                "\"item\":[{\"request\":{"
                                                                "\"method\":\"POST\",\"url\":\"x\","
                                                                "\"body\":{\"mode\":\"raw\","
                                                                "\"raw\":\"{\\\"id\\\":\\\"acme-"
                                                                "connection\\\", // ours\\n"
                                                                "\\\"name\\\":\\\"Acme "
                                                                "connection\\\",\\\"service_"
                                                                "provider\\\":\\\"Snowflake\\\","
                                                                "\\\"config\\\":{\\\"account_"
                                                                "identifier\\\":\\\"gd1234\\\","
                                                                "\\\"region\\\":\\\"us-east-1\\\","
                                                                "\\\"warehouse\\\":\\\"WH\\\","
                                                                "\\\"database\\\":\\\"replace_"
                                                                "me\\\",\\\"user\\\":\\\"MP\\\","
                                                                "\\\"password\\\":\\\"{{SNOWFLAKE_"
                                                                "PASSWORD}}\\\","
                                                                "\\\"storage_integration\\\":\\\"{{"
                                                                "SNOWFLAKE_STORAGE_INTEGRATION}}"
                                                                "\\\"}}\"}}}]},"
                                                                "{\"name\":\"Models\",\"item\":[{"
                                                                "\"request\":{\"method\":\"POST\","
                                                                "\"url\":\"x\","
                                                                "\"body\":{\"mode\":\"raw\","
                                                                "\"raw\":\"{\\\"id\\\":\\\"{{"
                                                                "INGEST_PIPELINE_SLUG}}-model\\\","
                                                                "\\\"name\\\":\\\"{{INGEST_"
                                                                "PIPELINE_NAME}} "
                                                                "model\\\",\\\"type\\\":"
                                                                "\\\"sql\\\","
                                                                "\\\"config\\\":{\\\"sql_query\\\":"
                                                                "\\\"{{SQL_QUERY}}\\\"}}\"}}}]},"
                                                                "{\"name\":\"Pipelines\",\"item\":["
                                                                "{\"request\":{\"method\":\"POST\","
                                                                "\"url\":\"x\","
                                                                "\"body\":{\"mode\":\"raw\","
                                                                "\"raw\":\"{\\\"id\\\":\\\"{{"
                                                                "INGEST_PIPELINE_SLUG}}\\\","
                                                                "\\\"name\\\":\\\"{{INGEST_"
                                                                "PIPELINE_NAME}}\\\","
                                                                "\\\"connection_id\\\":\\\"acme-"
                                                                "connection\\\","
                                                                "\\\"data_model_id\\\":\\\"{{"
                                                                "INGEST_PIPELINE_SLUG}}-model\\\","
                                                                "\\\"partner_feed_id\\\":{{FEED}},"
                                                                "\\\"environment\\\":"
                                                                "\\\"production\\\",\\\"sync_"
                                                                "mode\\\":{\\\"type\\\":"
                                                                "\\\"incremental\\\","
                                                                "\\\"iterator_field\\\":"
                                                                "\\\"updated_at\\\",\\\"iterator_"
                                                                "data_type\\\":\\\"timestamp_"
                                                                "ntz\\\"},"
                                                                "\\\"schedule\\\":{\\\"type\\\":"
                                                                "\\\"interval\\\","
                                                                "\\\"frequency\\\":\\\"daily\\\","
                                                                "\\\"start\\\":\\\"2026-01-01T00:"
                                                                "15:00\\\"}}\"}}}]}]}";

static SluicePostmanImport *
import (const char *first, const char *second)
{
  SluicePostmanImport *self = sluice_postman_import_new ();
  g_autoptr (GError) error = NULL;

  sluice_postman_import_add_data (self, "first.json", first, strlen (first), &error);
  g_assert_no_error (error);
  if (second != NULL)
    {
      sluice_postman_import_add_data (self, "second.json", second, strlen (second), &error);
      g_assert_no_error (error);
    }
  return self;
}

static const char *
secret (SluicePostmanImport *self, const char *item)
{
  SluiceSecret *found = g_hash_table_lookup (sluice_postman_import_get_secrets (self), item);

  return found != NULL ? sluice_secret_peek (found) : NULL;
}

static const char *
reason (SluicePostmanImport *self, const char *name)
{
  GPtrArray *unused = sluice_postman_import_get_unused (self);

  for (guint i = 0; i < unused->len; i++)
    {
      const SluicePostmanUnused *line = g_ptr_array_index (unused, i);

      if (g_str_equal (line->name, name))
        return line->reason;
    }
  return NULL;
}

#define assert_setup(self, pointer, text)                                                          \
  g_assert_cmpstr (sluice_setup_get_text (sluice_postman_import_get_setup (self), pointer), ==,    \
                   text)

static void
test_environment (void)
{
  g_autoptr (SluicePostmanImport) self = import (environment, NULL);
  SluiceProfile *profile = sluice_postman_import_get_profile (self);
  g_autofree char *item = sluice_keyring_item_for_warehouse ("snowflake", "password");

  g_assert_true (sluice_postman_import_is_useful (self));
  g_assert_cmpstr (sluice_profile_get_name (profile), ==, "Acme production");
  g_assert_cmpstr (sluice_profile_get_pod (profile), ==, "eu1");
  g_assert_cmpstr (sluice_profile_get_org_id (profile), ==, "1234");
  g_assert_cmpstr (sluice_profile_get_account_id (profile), ==, "5678");
  g_assert_cmpstr (sluice_profile_get_workspace_id (profile), ==, "9012");
  g_assert_cmpstr (sluice_profile_get_client_id (profile), ==, "an-id");
  g_assert_cmpstr (sluice_profile_get_api_url (profile), ==, SLUICE_DEFAULT_API_URL);
  g_assert_cmpstr (secret (self, SLUICE_KEYRING_CLIENT_SECRET), ==, "s3cret");
  g_assert_cmpstr (secret (self, item), ==, "p{w}d");
  g_assert_cmpuint (g_hash_table_size (sluice_postman_import_get_secrets (self)), ==, 2);
  assert_setup (self, "/warehouse", "snowflake");
  assert_setup (self, "/values/storage_integration_name", "MP_EU1_S3");
  g_assert_null (reason (self, "POD"));
  g_assert_cmpstr (reason (self, "ACCESS_TOKEN"), ==, "It is empty.");
  g_assert_cmpstr (reason (self, "REDSHIFT_USER"), ==, "It still says “replace_me”.");
  g_assert_cmpstr (reason (self, "REDSHIFT_PASSWORD"), ==, "It is disabled.");
  g_assert_cmpstr (reason (self, "MINE"), ==, "Sluice has no use for it.");
  g_assert_nonnull (reason (self, "OAUTH_AUDIENCE"));
  g_assert_cmpuint (sluice_postman_import_get_unused (self)->len, ==, 5);
}

static void
check_pair (SluicePostmanImport *self)
{
  g_autofree char *text = NULL;

  assert_setup (self, "/warehouse", "snowflake");
  assert_setup (self, "/values/account_identifier", "gd1234");
  assert_setup (self, "/values/warehouse", "WH");
  assert_setup (self, "/values/database", NULL);
  assert_setup (self, "/values/user_name", "MP");
  assert_setup (self, "/values/storage_integration_name", "MP_EU1_S3");
  assert_setup (self, "/feed/name", "Acme users feed");
  assert_setup (self, "/connection/id", "acme-connection");
  assert_setup (self, "/data_model/id", "acme-users-model");
  assert_setup (self, "/data_model/sql_query", "SELECT a,\n\"b\" FROM t");
  assert_setup (self, "/pipeline/id", "acme-users");
  assert_setup (self, "/pipeline/environment", "production");
  assert_setup (self, "/pipeline/sync_mode/iterator_field", "updated_at");
  assert_setup (self, "/pipeline/schedule/frequency", "daily");
  assert_setup (self, "/pipeline/schedule/start", "2026-01-01T00:15:00Z");
  g_assert_cmpstr (sluice_postman_import_get_name (self), ==, "Acme production");
  text = sluice_setup_to_text (sluice_postman_import_get_setup (self));
  g_assert_null (strstr (text, "p{w}d"));
  g_assert_null (strstr (text, "s3cret"));
}

static void
test_both (void)
{
  g_autoptr (SluicePostmanImport) self = import (environment, collection);
  g_autoptr (SluicePostmanImport) other_way = import (collection, environment);

  check_pair (self);
  check_pair (other_way);
}

static void
test_draft_from_variables (void)
{
  g_autoptr (SluicePostmanImport) self =
      import ("{\"info\":{\"name\":\"C\",\"schema\":\"" SCHEMA_2_0 "\"},\"item\":[],\"variable\":["
              "{\"id\":\"INGEST_PIPELINE_SLUG\",\"value\":\"p1\",\"type\":\"string\"},"
              "{\"id\":\"INGEST_PIPELINE_NAME\",\"value\":\"P one\"},"
              "{\"id\":\"SQL_QUERY\",\"value\":\"SELECT 1 AS email\"},"
              "{\"id\":\"SCHEDULE_INTERVAL\",\"value\":\"once\"}]}",
              NULL);

  g_assert_true (sluice_postman_import_is_useful (self));
  assert_setup (self, "/warehouse", NULL);
  assert_setup (self, "/pipeline/id", "p1");
  assert_setup (self, "/pipeline/name", "P one");
  assert_setup (self, "/pipeline/schedule/type", "once");
  assert_setup (self, "/pipeline/schedule/frequency", NULL);
  assert_setup (self, "/connection/id", "p1-connection");
  assert_setup (self, "/data_model/name", "P one model");
  assert_setup (self, "/data_model/sql_query", "SELECT 1 AS email");
  assert_setup (self, "/feed/name", "P one feed");
}

static void
test_early_access (void)
{
  static const char early[] =
      "{\"environment\":{\"name\":\"EA\",\"values\":["
      "{\"key\":\"PARTNER_FEED_KEY\",\"value\":\"us1-1\"},"
      "{\"key\":\"SNOWFLAKE_AWS_EXTERNAL_ID\",\"value\":\"e\"},"
      "{\"key\":\"SERVICE_ACCOUNT_ID\",\"value\":\"mp@acme.iam.gserviceaccount.com\"},"
      "{\"key\":\"SERVICE_ACCOUNT_KEY\",\"value\":{\"type\":\"service_account\"}}]}}";
  static const char bodies[] =
      "{\"collection\":{\"info\":{\"name\":\"EA\",\"schema\":\"" SCHEMA_2_1 "\"},\"item\":["
      "{\"request\":{\"body\":{\"mode\":\"raw\",\"raw\":\"{\\\"id\\\":\\\"c\\\","
      "\\\"type\\\":\\\"snowflake\\\",\\\"source_account_id\\\":\\\"gd1\\\",\\\"user\\\":\\\"U\\\","
      "\\\"password\\\":\\\"in the body\\\"}\"}}},"
      "{\"request\":{\"body\":{\"mode\":\"raw\",\"raw\":\"{\\\"id\\\":\\\"m\\\","
      "\\\"sql_query\\\":\\\"SELECT 2\\\",\\\"load_timestamp_field_name\\\":\\\"ts\\\"}\"}}}]}}";
  g_autoptr (SluicePostmanImport) self = import (early, bodies);
  g_autofree char *password = sluice_keyring_item_for_warehouse ("snowflake", "password");

  assert_setup (self, "/warehouse", "snowflake");
  assert_setup (self, "/values/account_identifier", "gd1");
  assert_setup (self, "/data_model/sql_query", "SELECT 2");
  g_assert_cmpstr (secret (self, password), ==, "in the body");
  g_assert_nonnull (strstr (reason (self, "PARTNER_FEED_KEY"), "not needed"));
  g_assert_nonnull (strstr (reason (self, "SNOWFLAKE_AWS_EXTERNAL_ID"), "early access"));
}

static void
test_references (void)
{
  g_autoptr (SluicePostmanImport) self = import (
      "{\"name\":\"E\",\"values\":[" LINE ("PLATFORM_API_CLIENT_ID", "{{A}}-{{ B }}") "," LINE ("A", "{{B}}{{B}}") "," LINE ("B", "x") "," LINE (
          "WORKSPACE_ID",
          "{{LOOP}}") "," LINE ("LOOP",
                                "{{POOL}}") "," LINE ("POOL",
                                                      "{{LOOP}}") "," LINE ("ACCOUNT"
                                                                            "_ID",
                                                                            "{{$"
                                                                            "randomI"
                                                                            "nt}}") "," LINE ("ORG_"
                                                                                              "ID",
                                                                                              "{{"
                                                                                              "ORG") "," LINE ("POD",
                                                                                                               "us9") "," LINE ("API_URL",
                                                                                                                                "http://example.com") "]}",
      NULL);
  SluiceProfile *profile = sluice_postman_import_get_profile (self);

  g_assert_cmpstr (sluice_profile_get_client_id (profile), ==, "xx-x");
  g_assert_cmpstr (sluice_profile_get_workspace_id (profile), ==, "");
  g_assert_cmpstr (sluice_profile_get_api_url (profile), ==, SLUICE_DEFAULT_API_URL);
  g_assert_null (reason (self, "A"));
  g_assert_null (reason (self, "B"));
  g_assert_nonnull (strstr (reason (self, "WORKSPACE_ID"), "leads back to itself"));
  g_assert_nonnull (reason (self, "LOOP"));
  g_assert_nonnull (reason (self, "POOL"));
  g_assert_nonnull (strstr (reason (self, "ACCOUNT_ID"), "“$randomInt”"));
  g_assert_nonnull (reason (self, "ORG_ID"));
  g_assert_nonnull (strstr (reason (self, "POD"), "US1"));
  g_assert_nonnull (reason (self, "API_URL"));
}

static void
test_which_counts (void)
{
  static const char globals[] = "{\"values\":[" LINE ("POD", "au1") "," LINE (
      "ORG_ID", "1") "," LINE ("ACCOUNT_ID", "1") "],\"_postman_variable_scope\":\"globals\"}";
  static const char own[] =
      "{\"name\":\"E\",\"values\":[" LINE ("POD", "us1") "," LINE ("POD", "us2") "," LINE (
          "ORG_ID", "replace_me") "],\"_postman_variable_scope\":\"environment\"}";
  g_autoptr (SluicePostmanImport) self = import (globals, own);
  SluiceProfile *profile = sluice_postman_import_get_profile (self);

  g_assert_cmpstr (sluice_profile_get_pod (profile), ==, "us2");
  g_assert_cmpstr (sluice_profile_get_org_id (profile), ==, "1");
  g_assert_cmpuint (sluice_postman_import_get_unused (self)->len, ==, 3);
}

static void
test_forms (void)
{
  static const char *const forms[] = {
    "\xef\xbb\xbf{\"name\":\"E\",\r\n\"values\":[\r\n" LINE ("POD", "us1") "]}\r\n",
    "{\"id\":\"1\",\"name\":\"E\",\"values\":{\"POD\":\"us1\"}}",
    "{\"info\":{\"name\":\"C\"},\"item\":[],\"variable\":{\"POD\":\"us1\"}}",
    "{\"info\":{\"name\":\"C\"},\"item\":[],\"variable\":[{\"key\":\"POD\",\"value\":\"us1\","
    "\"description\":{\"content\":\"x\",\"type\":\"text/plain\"},\"id\":\"0b1\"}]}",
    "{\"globals\":{\"values\":[" LINE ("POD", "us1") "],\"_postman_variable_scope\":\"globals\"}}",
    "{\"values\":[" LINE ("POD", "us1") "]}",
  };
  static const char utf16[] = "\xff\xfe{\0\"\0v\0a\0l\0u\0e\0s\0\"\0:\0[\0{\0\"\0k\0e\0y\0\"\0:\0"
                              "\"\0P\0O\0D\0\"\0,\0\"\0v\0a\0l\0u\0e\0\"\0:\0\"\0u\0s\0"
                              "1\0\"\0}\0]\0}\0";
  g_autoptr (SluicePostmanImport) wide = sluice_postman_import_new ();

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (SluicePostmanImport) self = import (forms[i], NULL);

      g_test_message ("%s", forms[i]);
      g_assert_cmpstr (sluice_profile_get_pod (sluice_postman_import_get_profile (self)), ==,
                       "us1");
    }
  g_assert_true (sluice_postman_import_add_data (wide, "w", utf16, sizeof utf16 - 1, NULL));
  g_assert_cmpstr (sluice_profile_get_pod (sluice_postman_import_get_profile (wide)), ==, "us1");
}

static void
test_foreign (void)
{
  static const char *const foreign[] = {
    "{\"name\":\"Shop\",\"values\":[" LINE ("API_URL", "https://api.example.com") "," LINE (
        "ACCOUNT_ID",
        "12") "," LINE ("ORG_ID",
                        "34") "," LINE ("WORKSPACE_ID",
                                        "56") "," LINE ("POD",
                                                        "na1") "," LINE ("SNOWFLAKE_PASSWORD",
                                                                         "x") "]}",
    "{\"info\":{\"name\":\"C\",\"schema\":\"" SCHEMA_2_1 "\"},\"item\":[{\"request\":"
    "\"https://example.com/?u=https://api.mparticle.com.example.com/\"}],"
    "\"variable\":[" LINE ("SQL_QUERY", "SELECT 1") "]}",
    "{\"name\":\"Empty\",\"values\":[]}",
    "{\"info\":{\"name\":\"C\",\"schema\":\"" SCHEMA_2_1 "\"},\"item\":[{},7,null,{\"item\":[[]]},"
    "{\"request\":{\"url\":{\"host\":[\"a\",7],\"path\":\"x\"},\"body\":{\"raw\":7}}}],"
    "\"variable\":[null,7,{},{\"key\":7},{\"value\":\"x\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autoptr (SluicePostmanImport) self = import (foreign[i], NULL);

      g_assert_false (sluice_postman_import_is_useful (self));
      g_assert_null (sluice_postman_import_get_setup (self));
      g_assert_cmpuint (g_hash_table_size (sluice_postman_import_get_secrets (self)), ==, 0);
      g_assert_cmpstr (sluice_profile_get_account_id (sluice_postman_import_get_profile (self)), ==,
                       "");
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    SluicePostmanError code;
    const char *word;
  } bad[] = {
    { "", SLUICE_POSTMAN_ERROR_NOT_JSON, "not valid JSON" },
    { "POD=us1", SLUICE_POSTMAN_ERROR_NOT_JSON, "not valid JSON" },
    { "{\"values\":[", SLUICE_POSTMAN_ERROR_NOT_JSON, "not valid JSON" },
    { "\xff\xfe{", SLUICE_POSTMAN_ERROR_NOT_JSON, "not valid JSON" },
    { "\xff\xfe{$inf\x00\xd8x", SLUICE_POSTMAN_ERROR_NOT_JSON, "not valid JSON" },
    { "\xff\xfe"
      "abcdefgh\xdc\xdc",
      SLUICE_POSTMAN_ERROR_NOT_JSON, "not valid JSON" },
    { "[]", SLUICE_POSTMAN_ERROR_NOT_POSTMAN, "neither" },
    { "7", SLUICE_POSTMAN_ERROR_NOT_POSTMAN, "neither" },
    { "{}", SLUICE_POSTMAN_ERROR_NOT_POSTMAN, "neither" },
    { "{\"name\":\"x\",\"values\":[1,2]}", SLUICE_POSTMAN_ERROR_NOT_POSTMAN, "neither" },
    { "{\"values\":[]}", SLUICE_POSTMAN_ERROR_NOT_POSTMAN, "neither" },
    { "{\"info\":{},\"paths\":{},\"openapi\":\"3.0.0\"}", SLUICE_POSTMAN_ERROR_NOT_POSTMAN,
      "OpenAPI" },
    { "{\"format\":\"sluice-setup/1\"}", SLUICE_POSTMAN_ERROR_NOT_POSTMAN, "setup file" },
    { "{\"id\":\"1\",\"name\":\"x\",\"order\":[],\"requests\":[]}", SLUICE_POSTMAN_ERROR_VERSION,
      "version 1" },
    { "{\"version\":1,\"collections\":[],\"environments\":[]}", SLUICE_POSTMAN_ERROR_VERSION,
      "dump" },
    { "{\"info\":{\"schema\":\"https://schema.getpostman.com/json/collection/v1.0.0/\"},"
      "\"item\":[]}",
      SLUICE_POSTMAN_ERROR_VERSION, "v2.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SluicePostmanImport) self = sluice_postman_import_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (sluice_postman_import_add_data (self, "bad.json", bad[i].text,
                                                      strlen (bad[i].text), &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, SLUICE_POSTMAN_ERROR, (int) bad[i].code);
      g_assert_nonnull (strstr (error->message, bad[i].word));
      g_assert_true (g_str_has_prefix (error->message, "bad.json: "));
      g_assert_false (sluice_postman_import_is_useful (self));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postman-import/environment", test_environment);
  g_test_add_func ("/postman-import/both", test_both);
  g_test_add_func ("/postman-import/draft-from-variables", test_draft_from_variables);
  g_test_add_func ("/postman-import/early-access", test_early_access);
  g_test_add_func ("/postman-import/references", test_references);
  g_test_add_func ("/postman-import/which-counts", test_which_counts);
  g_test_add_func ("/postman-import/forms", test_forms);
  g_test_add_func ("/postman-import/foreign", test_foreign);
  g_test_add_func ("/postman-import/refused", test_refused);
  return g_test_run ();
}
