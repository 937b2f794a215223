/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "setup/sluice-check.h"

#include <string.h>

#include "setup/sluice-mapping.h"
#include "sluice-json.h"

#define QUERY    "/data_model/sql_query"
#define SYNC     "/pipeline/sync_mode"
#define SCHEDULE "/pipeline/schedule"
#define MAPPINGS "/field_transformation/mappings"

/* Checks clean: the tests below change one thing of it at a time. */
static const char good[] =
    "{\"format\": \"sluice-setup/1\", \"warehouse\": \"snowflake\","
    " \"values\": {\"role_name\": \"MPARTICLE_ROLE\", \"warehouse\": \"COMPUTE_WH\","
    "  \"database\": \"ACME\", \"schema\": \"CRM\", \"tables\": [\"CUSTOMERS\"],"
    "  \"user_name\": \"MPARTICLE_USER\", \"storage_integration_name\": \"MP_US1_1234_5678_S3\","
    "  \"account_identifier\": \"gd1234\", \"region\": \"us-east-1\"},"
    " \"feed\": {\"name\": \"Acme Snowflake feed\"},"
    " \"connection\": {\"id\": \"acme-snowflake-connection\", \"name\": \"Acme connection\"},"
    " \"data_model\": {\"id\": \"acme-customers-model\", \"name\": \"Acme customers model\","
    "  \"sql_query\": \"SELECT updated_at, id AS customer_id, plan FROM acme.crm.customers\"},"
    " \"pipeline\": {\"id\": \"acme-customers-pipeline\", \"name\": \"Acme customers\","
    "  \"environment\": \"development\", \"data_type\": \"user_attributes\","
    "  \"sync_mode\": {\"type\": \"incremental\", \"iterator_field\": \"updated_at\","
    "   \"iterator_data_type\": \"timestamp_ltz\"},"
    "  \"schedule\": {\"type\": \"interval\", \"frequency\": \"hourly\","
    "   \"start\": \"2026-12-01T00:15:00Z\"}}}";

/* What makes events of it. */
static const char events[] =
    "{\"id\": \"acme-events\", \"name\": \"Acme events\", \"mappings\": ["
    " {\"mapping_type\": \"column\", \"source\": \"CUSTOMER_ID\","
    "  \"destination\": \"user_identities.customer_id\"},"
    " {\"mapping_type\": \"ignore\", \"source\": \"plan\"},"
    " {\"mapping_type\": \"column\", \"source\": \"updated_at\","
    "  \"destination\": \"$.events[0].data.timestamp_unixtime_ms\"},"
    " {\"mapping_type\": \"static\", \"destination\": \"events.event_type\","
    "  \"value\": \"custom_event\"}]}";

static SluiceSetup *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  SluiceSetup *setup = sluice_setup_parse (text, -1, &error);

  g_assert_no_error (error);
  return setup;
}

/* Takes the setup; value is JSON, or NULL to remove the member. */
static SluiceSetup *
change (SluiceSetup *setup, const char *pointer, const char *value)
{
  g_autoptr (SluiceSetup) before = setup;
  g_autoptr (GError) error = NULL;
  JsonNode *node = value != NULL ? sluice_json_parse (value, -1, &error) : NULL;

  g_assert_no_error (error);
  return sluice_setup_with (before, pointer, node);
}

/* Takes the setup. */
static SluiceSetup *
change_text (SluiceSetup *setup, const char *pointer, const char *text)
{
  g_autoptr (SluiceSetup) before = setup;

  return sluice_setup_with_text (before, pointer, text);
}

static char *
describe (SluiceCheck *check)
{
  GListModel *findings = sluice_check_get_findings (check);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);
      guint line = sluice_finding_get_line (finding);

      g_assert_cmpuint (strlen (sluice_finding_get_message (finding)), >, 10);
      g_string_append_printf (text, "%s%s %s %s", i > 0 ? "; " : "",
                              sluice_severity_to_string (sluice_finding_get_severity (finding)),
                              sluice_finding_get_code (finding), sluice_finding_get_path (finding));
      if (line > 0)
        g_string_append_printf (text, "@%u:%u", line, sluice_finding_get_column (finding));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_columns (SluiceCheck *check)
{
  GListModel *columns = sluice_check_get_columns (check);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SluiceColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", sluice_column_get_name (column),
                              sluice_becomes_to_string (sluice_column_get_becomes (column)));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
expect (SluiceSetup *setup, const char *what, const char *expected)
{
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);
  g_autofree char *got = describe (check);

  if (strcmp (got, expected) == 0)
    {
      g_assert_cmpint (sluice_check_has_errors (check), ==, strstr (expected, "error ") != NULL);
      return;
    }
  g_test_message ("%s\n  expected: %s\n  got: %s", what, expected, got);
  g_test_fail ();
}

static void
test_clean (void)
{
  g_autoptr (SluiceSetup) setup = parse (good);
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);
  g_autofree char *columns = describe_columns (check);

  expect (setup, "good", "");
  g_assert_true (sluice_check_columns_known (check));
  g_assert_cmpstr (columns, ==, "updated_at iterator, customer_id identity, plan attribute");
}

static void
test_members (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    const char *expected;
  } cases[] = {
    { "/warehouse", NULL, "error value-missing /warehouse" },
    { "/warehouse", "\"oracle\"", "error value-invalid /warehouse" },
    { "/warehouse", "7", "error value-invalid /warehouse" },
    { "/values", NULL, "error value-missing /values" },
    { "/values", "[]", "error value-invalid /values" },
    { "/values/role_name", NULL, "error value-missing /values/role_name" },
    { "/values/role_name", "\"\"", "error value-missing /values/role_name" },
    { "/values/role_name", "\" \\t \"", "error value-invalid /values/role_name" },
    { "/values/tables/0", "\"  \"", "error value-invalid /values/tables/0" },
    { "/values/tables/0", "\"\"", "error value-missing /values/tables/0" },
    { "/values/schema", NULL, "" },
    { "/values/tables", NULL, "" },
    { "/values/password", "\"x\"", "error unknown-member /values/password" },
    { "/values/colour", "\"x\"", "error unknown-member /values/colour" },
    { "/values/tables", "\"CUSTOMERS\"", "error value-invalid /values/tables" },
    { "/values/tables", "[[]]", "error value-invalid /values/tables/0" },
    { "/values/role_name", "[\"A\"]", "error value-invalid /values/role_name" },
    { "/feed", NULL, "error value-missing /feed" },
    { "/feed", "{}", "error value-missing /feed/name" },
    { "/feed", "{\"id\": 1234}", "" },
    { "/feed", "{\"id\": \"1234\"}", "" },
    { "/feed/id", "\"x\"", "error value-invalid /feed/id" },
    { "/feed/id", "-1", "error value-invalid /feed/id" },
    { "/feed/name", "\" \"", "error name /feed/name" },
    { "/feed/colour", "1", "error unknown-member /feed/colour" },
    { "/connection", NULL, "error value-missing /connection" },
    { "/connection", "null", "error value-missing /connection" },
    { "/connection", "\"x\"", "error value-invalid /connection" },
    { "/connection/id", NULL, "error value-missing /connection/id" },
    { "/connection/id", "\"\"", "error slug /connection/id" },
    { "/connection/id", "\"Acme connection\"", "error slug /connection/id" },
    { "/connection/id", "\"Acme_Connection-2\"", "" },
    { "/connection/id", "5", "error value-invalid /connection/id" },
    { "/connection/name", "\"\"", "error name /connection/name" },
    { "/connection/name", "\"a\\nb\"", "error name /connection/name" },
    { "/connection/name", NULL, "error value-missing /connection/name" },
    { "/connection/password", "\"x\"", "error unknown-member /connection/password" },
    { "/data_model", NULL, "error value-missing /data_model" },
    { QUERY, NULL, "error value-missing /data_model/sql_query" },
    { QUERY, "7", "error value-invalid /data_model/sql_query" },
    { "/data_model/id", "\"a.b\"", "error slug /data_model/id" },
    { "/pipeline", NULL, "error value-missing /pipeline" },
    { "/pipeline/id", "\"ä\"", "error slug /pipeline/id" },
    { "/pipeline/name", "\"\\t\"", "error name /pipeline/name" },
    { "/pipeline/state", "\"paused\"", "" },
    { "/pipeline/state", "null", "" },
    { "/pipeline/state", "\"off\"", "error value-invalid /pipeline/state" },
    { "/pipeline/environment", "\"test\"", "error value-invalid /pipeline/environment" },
    { "/pipeline/environment", NULL, "error value-missing /pipeline/environment" },
    { "/pipeline/data_type", "\"Events\"", "error value-invalid /pipeline/data_type" },
    { "/pipeline/data_type", NULL, "error value-missing /pipeline/data_type" },
    { "/pipeline/plan_version", "3", "" },
    { "/pipeline/plan_version", "\"3\"", "" },
    { "/pipeline/plan_version", "1.5", "error value-invalid /pipeline/plan_version" },
    { "/pipeline/connection_id", "\"x\"", "error unknown-member /pipeline/connection_id" },
    { "/colour", "1", "error unknown-member /colour" },
    { "/a~1b", "1", "error unknown-member /a~1b" },
    { SYNC, NULL, "error value-missing /pipeline/sync_mode" },
    { SYNC "/type", NULL, "error value-missing /pipeline/sync_mode/type" },
    { SYNC "/type", "\"partial\"", "error value-invalid /pipeline/sync_mode/type" },
    { SYNC, "{\"type\": \"full\"}", "" },
    { SYNC "/from", "\"2026-01-01T00:00:00Z\"", "" },
    { SYNC "/from", "\"2026-01-01\"", "error value-invalid /pipeline/sync_mode/from" },
    { SYNC "/until", "\"2026-13-01T00:00:00Z\"", "error value-invalid /pipeline/sync_mode/until" },
    { SYNC "/iterator_field", NULL, "error iterator-missing /pipeline/sync_mode/iterator_field" },
    { SYNC "/iterator_field", "\"\"", "error iterator-missing /pipeline/sync_mode/iterator_field" },
    { SYNC "/iterator_field", "\"UPDATED_AT\"", "" },
    { SYNC "/iterator_field", "\"other\"",
      "error iterator-not-selected /pipeline/sync_mode/iterator_field" },
    { SYNC "/iterator_field", "\"\\\"updated_at\\\"\"",
      "warning iterator-quoted /pipeline/sync_mode/iterator_field" },
    { SYNC "/iterator_data_type", NULL,
      "error iterator-missing /pipeline/sync_mode/iterator_data_type" },
    { SYNC "/iterator_data_type", "\"timestamp\"",
      "error iterator-type /pipeline/sync_mode/iterator_data_type" },
    { SYNC "/iterator_data_type", "\"timestamp_ntz\"",
      "warning iterator-no-timezone /pipeline/sync_mode/iterator_data_type" },
    { SCHEDULE, NULL, "error value-missing /pipeline/schedule" },
    { SCHEDULE "/type", "\"cron\"", "error value-invalid /pipeline/schedule/type" },
    { SCHEDULE "/frequency", NULL, "error schedule-frequency /pipeline/schedule/frequency" },
    { SCHEDULE "/frequency", "\"minutely\"", "error value-invalid /pipeline/schedule/frequency" },
    { SCHEDULE "/type", "\"once\"", "error schedule-frequency /pipeline/schedule/frequency" },
    { SCHEDULE, "{\"type\": \"on_demand\"}", "" },
    { SCHEDULE, "{\"type\": \"once\"}", "" },
    { SCHEDULE "/start", NULL, "error schedule-start /pipeline/schedule/start" },
    { SCHEDULE "/start", "\"tomorrow\"", "error schedule-start /pipeline/schedule/start" },
    { SCHEDULE "/start", "\"2001-12-01T00:15:00+01:00\"", "" },
    { SCHEDULE "/start", "7", "error value-invalid /pipeline/schedule/start" },
    { SCHEDULE "/end", "\"2026-11-30T00:00:00Z\"", "error schedule-range /pipeline/schedule/end" },
    { SCHEDULE "/end", "\"2026-12-31T00:00:00Z\"", "" },
    { SCHEDULE "/delay", "\"5m\"", "" },
    { SCHEDULE "/delay", "\"2h\"", "" },
    { SCHEDULE "/delay", "\"soon\"", "error value-invalid /pipeline/schedule/delay" },
    { "/pipeline/data_type", "\"events\"", "error transformation-missing /field_transformation" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceSetup) setup = change (parse (good), cases[i].pointer, cases[i].value);
      g_autofree char *what = g_strdup_printf ("%s = %s", cases[i].pointer, cases[i].value);

      expect (setup, what, cases[i].expected);
    }
}

static void
test_range (void)
{
  SluiceSetup *setup = parse (good);

  setup = change (g_steal_pointer (&setup), SYNC "/from", "\"2026-02-01T00:00:00Z\"");
  setup = change (g_steal_pointer (&setup), SYNC "/until", "\"2026-02-01T01:00:00+02:00\"");
  expect (setup, "from after until", "error schedule-range /pipeline/sync_mode/until");
  setup = change (g_steal_pointer (&setup), SYNC "/until", "\"2026-02-01T00:00:00Z\"");
  expect (setup, "from is until", "");
  g_object_unref (setup);
}

static void
test_queries (void)
{
  static const struct
  {
    const char *query;
    const char *expected;
  } cases[] = {
    { "", "error sql-empty " QUERY "@1:1" },
    { "-- later", "error sql-empty " QUERY "@1:1" },
    { "SHOW TABLES", "error sql-not-select " QUERY "@1:1" },
    { "\n  drop table d.s.t", "error sql-ddl " QUERY "@2:3" },
    { "WITH c AS (SELECT updated_at, email FROM d.s.t) SELECT updated_at, email FROM c",
      "error sql-with " QUERY "@1:1" },
    { "SELECT updated_at, email FROM d.s.t;", "error sql-semicolon " QUERY "@1:36" },
    { "SELECT updated_at, email FROM d.s.t; SELECT 1 AS a", "error sql-multiple " QUERY "@1:38" },
    { "SELECT * FROM d.s.t", "warning sql-star " QUERY "@1:8" },
    { "SELECT updated_at, email,\n  t.* FROM d.s.t t", "warning sql-star " QUERY "@2:3" },
    { "SELECT updated_at, email FROM t", "warning sql-unqualified-table " QUERY "@1:31" },
    { "SELECT updated_at, 'ä' AS email FROM t", "warning sql-unqualified-table " QUERY "@1:38" },
    { "SELECT updated_at, email, a.id, b.ID FROM d.s.a, d.s.b",
      "error sql-duplicate-column " QUERY "@1:35" },
    { "SELECT updated_at, plan FROM d.s.t", "warning sql-no-identity " QUERY "@1:8" },
    { "SELECT updated_at, id AS CustomerID FROM d.s.t", "" },
    { "SELECT t.\"updated_at\", email FROM d.s.t", "warning iterator-quoted " QUERY "@1:10" },
    { "SELECT x AS \"Updated_At\", email FROM d.s.t", "warning iterator-quoted " QUERY "@1:13" },
    { "SELECT updated_at, email, count(*) FROM d.s.t", "hint sql-column-name " QUERY "@1:27" },
    { "SELECT other, count(*) FROM d.s.t", "hint sql-column-name " QUERY "@1:15" },
    { "SELECT updated_at, email FROM d.s.t WHERE a = 'x", "hint sql-unterminated " QUERY "@1:47" },
    { "SELECT updated_at, email FROM {{ ref('t') }} WHERE {{ x }}",
      "hint sql-template " QUERY "@1:31" },
    { "SELECT updated_at, email {%- for c in d -%} , {{ c }} {%- endfor %} FROM d.s.t",
      "hint sql-template " QUERY "@1:26" },
    { "SELECT updated_at, email {# it's all #} FROM d.s.t", "hint sql-template " QUERY "@1:26" },
    { "SELECT updated_at, email FROM \"${db}\".s.t", "hint sql-template " QUERY "@1:31" },
    { "SELECT updated_at, email FROM d.s.t WHERE a = '{{ b }}'", "" },
    { "SELECT other, email FROM d.s.t",
      "error iterator-not-selected /pipeline/sync_mode/iterator_field" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceSetup) before = parse (good);
      g_autoptr (SluiceSetup) setup =
          sluice_setup_with (before, QUERY,
                             json_node_init_string (json_node_alloc (), cases[i].query));

      expect (setup, cases[i].query, cases[i].expected);
    }
}

static void
test_column_limit (void)
{
  g_autoptr (SluiceSetup) before = parse (good);
  g_autoptr (SluiceSetup) full = NULL;
  g_autoptr (SluiceSetup) over = NULL;
  g_autoptr (GString) query = g_string_new ("SELECT updated_at, email");

  for (guint i = 3; i <= 100; i++)
    g_string_append_printf (query, ", c%u", i);
  g_string_append (query, "\n FROM d.s.t");
  full = sluice_setup_with_text (before, QUERY, query->str);
  expect (full, "100 columns", "hint sql-many-columns " QUERY "@1:505");
  g_string_replace (query, "\n", ",\n  last", 1);
  over = sluice_setup_with_text (before, QUERY, query->str);
  expect (over, "101 columns", "error sql-column-limit " QUERY "@2:3");
}

static SluiceSetup *
make_events (void)
{
  SluiceSetup *setup = change (parse (good), "/pipeline/data_type", "\"events\"");

  return change (setup, "/field_transformation", events);
}

static void
test_events (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    const char *expected;
  } cases[] = {
    { MAPPINGS, NULL, "error value-missing " MAPPINGS },
    { MAPPINGS, "{}", "error value-invalid " MAPPINGS },
    { MAPPINGS "/0", "7",
      "error value-invalid " MAPPINGS "/0; error transformation-unmapped " MAPPINGS
      "; warning sql-no-identity " MAPPINGS },
    { MAPPINGS "/1", NULL, "error transformation-unmapped " MAPPINGS },
    { MAPPINGS "/2/destination", "\"events.data.nothing\"",
      "error transformation-destination " MAPPINGS "/2/destination" },
    { MAPPINGS "/2/destination", "\"events.data.custom_attributes.changed\"", "" },
    { MAPPINGS "/2/destination", "\"events.data\"",
      "error transformation-destination " MAPPINGS "/2/destination" },
    { MAPPINGS "/2/destination", "\"events..data\"",
      "error transformation-destination " MAPPINGS "/2/destination" },
    { MAPPINGS "/2/destination", NULL, "error value-missing " MAPPINGS "/2/destination" },
    { MAPPINGS "/2/value", "\"x\"", "error value-invalid " MAPPINGS "/2/value" },
    { MAPPINGS "/2/value", "null", "" },
    { MAPPINGS "/3/value", NULL, "error value-missing " MAPPINGS "/3/value" },
    { MAPPINGS "/3/mapping_type", "\"constant\"",
      "error value-invalid " MAPPINGS "/3/mapping_type" },
    { MAPPINGS "/3/mapping_type", NULL, "error value-missing " MAPPINGS "/3/mapping_type" },
    { MAPPINGS "/3/colour", "1", "error unknown-member " MAPPINGS "/3/colour" },
    { MAPPINGS "/1/destination", "\"ip\"", "error value-invalid " MAPPINGS "/1/destination" },
    { MAPPINGS "/4", "{\"mapping_type\": \"ignore\", \"source\": \"gone\"}",
      "hint transformation-source " MAPPINGS "/4/source" },
    { "/field_transformation/destination_type", "\"event_batch\"", "" },
    { "/field_transformation/destination_type", "\"profile\"",
      "error value-invalid /field_transformation/destination_type" },
    { "/field_transformation/id", "\"a b\"", "error slug /field_transformation/id" },
  };
  g_autoptr (SluiceSetup) clean = make_events ();
  g_autoptr (SluiceCheck) check = sluice_check_new (clean);
  g_autofree char *columns = describe_columns (check);

  expect (clean, "events", "");
  g_assert_cmpstr (columns, ==, "updated_at iterator, customer_id mapped, plan ignored");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceSetup) setup = change (make_events (), cases[i].pointer, cases[i].value);

      expect (setup, cases[i].pointer, cases[i].expected);
    }
}

/* A mapping for each of so many columns: looked for one by one among the others, they would take
 * minutes. The first of two mappings counts, in whatever case its column is written. */
static void
test_many_mappings (void)
{
  const guint n = 12000;
  g_autoptr (SluiceSetup) setup = make_events ();
  g_autoptr (GString) query = g_string_new ("SELECT updated_at, id AS customer_id, plan");
  g_autoptr (GString) mappings = g_string_new ("[");
  g_autoptr (SluiceCheck) check = NULL;
  g_autoptr (SluiceColumn) last = NULL;

  for (guint i = n; i > 0; i--)
    {
      g_string_append_printf (query, ", Straße_%u", n - i);
      g_string_append_printf (mappings,
                              "{\"mapping_type\": \"ignore\", \"source\": \"STRASSE_%u\"},", i - 1);
      g_string_append_printf (mappings,
                              "{\"mapping_type\": \"column\", \"source\": \"Straße_%u\", "
                              "\"destination\": \"mpid\"}%s",
                              i - 1, i > 1 ? "," : "]");
    }
  g_string_append (query, " FROM acme.crm.customers");
  setup = change_text (g_steal_pointer (&setup), QUERY, query->str);
  setup = change (g_steal_pointer (&setup), MAPPINGS, mappings->str);
  check = sluice_check_new (setup);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_check_get_columns (check)), ==, n + 3);
  last = g_list_model_get_item (sluice_check_get_columns (check), n + 2);
  g_assert_cmpint (sluice_column_get_becomes (last), ==, SLUICE_BECOMES_IGNORED);
}

/* Nor may what is found be gone through anew for each column: this, too, would take minutes. */
static void
test_many_stars (void)
{
  const guint n = 100000;
  g_autoptr (GString) query = g_string_new ("SELECT updated_at, id AS customer_id");
  g_autoptr (SluiceSetup) setup = NULL;
  g_autoptr (SluiceCheck) check = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (query, ", *");
  g_string_append (query, " FROM acme.crm.customers");
  setup = change_text (parse (good), QUERY, query->str);
  check = sluice_check_new (setup);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_check_get_findings (check)), ==, n);
}

/* Where names are not kept in quotes, quotes do no harm. */
static void
test_other_warehouses (void)
{
  static const struct
  {
    const char *warehouse;
    const char *type;
    const char *query;
    const char *expected;
  } cases[] = {
    { "bigquery", "timestamp", "SELECT `updated_at`, email FROM `p.d.t`", "" },
    { "bigquery", "datetime", "SELECT updated_at, email FROM d.t", "warning iterator-no-timezone" },
    { "bigquery", "timestamp_ntz", "SELECT updated_at, email FROM d.t", "error iterator-type" },
    { "redshift", "timestamptz", "SELECT \"updated_at\", email FROM s.t",
      "warning iterator-quoted" },
    { "redshift", "timestamp", "SELECT updated_at, email FROM s.t",
      "warning iterator-no-timezone" },
    { "databricks", "timestamp", "SELECT updated_at, email FROM c.s.t", "" },
    { "databricks", "timestamptz", "SELECT updated_at, email FROM c.s.t", "error iterator-type" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceSetup) setup = parse (good);
      g_autoptr (SluiceCheck) check = NULL;
      g_autoptr (GString) got = g_string_new (NULL);

      if (sluice_warehouse_lookup (cases[i].warehouse) == NULL)
        continue;
      setup = change_text (g_steal_pointer (&setup), "/warehouse", cases[i].warehouse);
      setup = change_text (g_steal_pointer (&setup), QUERY, cases[i].query);
      setup = change_text (g_steal_pointer (&setup), SYNC "/iterator_data_type", cases[i].type);
      check = sluice_check_new (setup);
      for (guint k = 0; k < g_list_model_get_n_items (sluice_check_get_findings (check)); k++)
        {
          g_autoptr (SluiceFinding) finding =
              g_list_model_get_item (sluice_check_get_findings (check), k);

          /* The values are still those of another warehouse. */
          if (!g_str_has_prefix (sluice_finding_get_path (finding), "/values"))
            g_string_append_printf (got, "%s %s",
                                    sluice_severity_to_string (
                                        sluice_finding_get_severity (finding)),
                                    sluice_finding_get_code (finding));
        }
      g_assert_cmpstr (got->str, ==, cases[i].expected);
    }
}

static void
test_fixes (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    const char *fixed;
  } cases[] = {
    { SCHEDULE "/frequency", NULL, "hourly" },
    { "/connection/id", "\"Ümläut Conn. 2!\"", "umlaut-conn-2" },
    { QUERY, "\"SELECT updated_at, email FROM d.s.t ; -- all\"",
      "SELECT updated_at, email FROM d.s.t  -- all" },
    { QUERY, "\"SELECT updated_at, email FROM d.s.t;;\\n\"",
      "SELECT updated_at, email FROM d.s.t" },
    { QUERY, "\"SELECT \\\"updated_at\\\", email FROM d.s.t\"",
      "SELECT \"updated_at\" AS updated_at, email FROM d.s.t" },
    { QUERY, "\"SELECT x AS \\\"Updated_At\\\", email FROM d.s.t\"",
      "SELECT x AS Updated_At, email FROM d.s.t" },
    { SYNC "/iterator_field", "\"`updated_at`\"", "updated_at" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceSetup) setup = change (parse (good), cases[i].pointer, cases[i].value);
      g_autoptr (SluiceCheck) check = sluice_check_new (setup);
      guint n_fixed = 0;
      g_autoptr (SluiceSetup) fixed = sluice_check_fix_all (check, &n_fixed);

      g_assert_cmpuint (n_fixed, >, 0);
      g_assert_cmpstr (sluice_setup_get_text (fixed, cases[i].pointer), ==, cases[i].fixed);
      expect (fixed, cases[i].pointer, "");
    }
}

/* A fix that could change what the query means is none. */
static void
test_no_fix (void)
{
  static const char *const queries[] = {
    "SELECT x AS \"Updated_At\", email FROM d.s.t ORDER BY \"Updated_At\"",
    "SELECT x AS \"updated at\", email FROM d.s.t",
    "SELECT updated_at, email FROM t",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (SluiceSetup) before = parse (good);
      g_autoptr (SluiceSetup) setup = sluice_setup_with_text (before, QUERY, queries[i]);
      g_autoptr (SluiceCheck) check = sluice_check_new (setup);
      guint n_fixed = 7;
      g_autoptr (SluiceSetup) fixed = sluice_check_fix_all (check, &n_fixed);

      g_assert_cmpuint (n_fixed, ==, 0);
      g_assert_true (fixed == setup);
    }
}

static void
test_one_fix (void)
{
  g_autoptr (SluiceSetup) setup = change (parse (good), SCHEDULE "/type", "\"once\"");
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);
  g_autoptr (SluiceFinding) finding = g_list_model_get_item (sluice_check_get_findings (check), 0);
  g_autoptr (SluiceSetup) fixed = NULL;

  g_assert_true (sluice_finding_has_fix (finding));
  g_assert_nonnull (sluice_finding_get_fix_label (finding));
  fixed = sluice_check_fix (check, finding);
  g_assert_null (sluice_setup_get_text (fixed, SCHEDULE "/frequency"));
  expect (fixed, "without a frequency", "");
}

static void
test_unknown_columns (void)
{
  g_autoptr (SluiceSetup) before = parse (good);
  g_autoptr (SluiceSetup) setup =
      sluice_setup_with_text (before, QUERY, "SELECT updated_at, count(*) FROM d.s.t");
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);

  g_assert_false (sluice_check_columns_known (check));
  g_assert_cmpuint (g_list_model_get_n_items (sluice_check_get_columns (check)), ==, 0);
}

static void
test_proposals (void)
{
  g_autoptr (SluiceSetup) setup = change (parse (good), "/pipeline/data_type", "\"events\"");
  g_autoptr (SluiceSetup) named = NULL;
  g_autoptr (SluiceSetup) complete = NULL;
  g_autoptr (SluiceSetup) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  setup = change_text (g_steal_pointer (&setup), QUERY,
                       "SELECT updated_at, email, eventId, session_id, colour FROM d.s.t");
  named = change (g_steal_pointer (&setup), "/field_transformation",
                  "{\"id\": \"t\", \"name\": \"T\"}");
  complete = sluice_mapping_complete (named);
  expect (complete, "proposed", "");
  g_assert_cmpstr (sluice_setup_get_text (complete, MAPPINGS "/1/destination"), ==,
                   "user_identities.email");
  g_assert_cmpstr (sluice_setup_get_text (complete, MAPPINGS "/2/destination"), ==,
                   "events.data.event_id");
  g_assert_cmpstr (sluice_setup_get_text (complete, MAPPINGS "/4/destination"), ==,
                   "events.data.custom_attributes.colour");
  g_assert_cmpstr (sluice_setup_get_text (complete, MAPPINGS "/5/value"), ==, "custom_event");
  again = sluice_mapping_complete (complete);
  first = sluice_setup_to_text (complete);
  second = sluice_setup_to_text (again);
  g_assert_cmpstr (first, ==, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/clean", test_clean);
  g_test_add_func ("/check/members", test_members);
  g_test_add_func ("/check/range", test_range);
  g_test_add_func ("/check/queries", test_queries);
  g_test_add_func ("/check/column-limit", test_column_limit);
  g_test_add_func ("/check/events", test_events);
  g_test_add_func ("/check/many-mappings", test_many_mappings);
  g_test_add_func ("/check/many-stars", test_many_stars);
  g_test_add_func ("/check/other-warehouses", test_other_warehouses);
  g_test_add_func ("/check/fixes", test_fixes);
  g_test_add_func ("/check/no-fix", test_no_fix);
  g_test_add_func ("/check/one-fix", test_one_fix);
  g_test_add_func ("/check/unknown-columns", test_unknown_columns);
  g_test_add_func ("/check/proposals", test_proposals);
  return g_test_run ();
}
