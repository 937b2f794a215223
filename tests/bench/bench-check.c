/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* How long it takes to read a query of a megabyte, and to check a setup file: one of the usual size, which
 * happens after each key press in the editor, one of a million columns, and one of many mappings. */

#include "bench.h"
#include "setup/sluice-check.h"
#include "warehouse/sluice-sql-query.h"

#define MEGABYTE     (1024 * 1024)
#define QUERY_ROUNDS 15
#define CHECK_ROUNDS 301
#define WIDE_COLUMNS 1200000
#define WIDE_LIMIT   4000.0 /* ms of CPU; half of it on a machine at rest */
#define MANY         40000
#define MANY_LIMIT   2000.0

/* What this test's neighbours use as well: nothing to complain about. */
static const char usual[] =
    "{\"format\": \"sluice-setup/1\", \"warehouse\": \"snowflake\","
    " \"values\": {\"role_name\": \"MPARTICLE_ROLE\", \"warehouse\": \"COMPUTE_WH\","
    "  \"database\": \"ACME\", \"schema\": \"CRM\", \"tables\": [\"CUSTOMERS\"],"
    "  \"user_name\": \"MPARTICLE_USER\", \"storage_integration_name\": \"MP_US1_1234_5678_S3\","
    "  \"account_identifier\": \"gd1234\", \"region\": \"us-east-1\"},"
    " \"feed\": {\"name\": \"Acme feed\"},"
    " \"connection\": {\"id\": \"acme-connection\", \"name\": \"Acme connection\"},"
    " \"data_model\": {\"id\": \"acme-model\", \"name\": \"Acme model\","
    "  \"sql_query\": \"SELECT c.updated_at, c.id AS customer_id, LOWER(c.email) AS email, "
    "c.plan, c.city, COUNT(o.id) AS orders, SUM(o.total)::NUMBER(12, 2) AS spent "
    "FROM acme.crm.customers c LEFT JOIN acme.crm.orders o ON o.customer_id = c.id "
    "WHERE c.active GROUP BY 1, 2, 3, 4, 5\"},"
    " \"pipeline\": {\"id\": \"acme-pipeline\", \"name\": \"Acme customers\","
    "  \"environment\": \"development\", \"data_type\": \"user_attributes\","
    "  \"sync_mode\": {\"type\": \"incremental\", \"iterator_field\": \"updated_at\","
    "   \"iterator_data_type\": \"timestamp_ltz\"},"
    "  \"schedule\": {\"type\": \"interval\", \"frequency\": \"hourly\","
    "   \"start\": \"2026-12-01T00:15:00Z\"}}}";

static char *
make_query (void)
{
  GString *text = g_string_new ("SELECT c.id AS customer_id");

  for (guint i = 0; text->len < MEGABYTE; i++)
    g_string_append_printf (text,
                            ",\n  -- what column %u is for\n  COALESCE(c.a_%u, LOWER(c.b_%u), "
                            "'it''s %u') AS column_%u",
                            i, i, i, i, i);
  g_string_append (text, "\nFROM acme.crm.customers c");
  return g_string_free (text, FALSE);
}

static void
measure_query (const char *name, const SluiceSqlDialect *dialect, const char *text)
{
  g_autoptr (GArray) samples = bench_samples_new ();

  for (guint i = 0; i < QUERY_ROUNDS; i++)
    {
      double start = bench_work ();
      g_autoptr (SluiceSqlQuery) query = sluice_sql_query_read (dialect, text);

      g_assert_cmpuint (query->columns->len, >, 1000);
      bench_add (samples, bench_work () - start);
    }
  bench_print (name, samples, "ms of CPU");
}

static void
measure_check (void)
{
  g_autoptr (GArray) samples = bench_samples_new ();

  for (guint i = 0; i < CHECK_ROUNDS; i++)
    {
      double start = bench_work ();
      g_autoptr (SluiceSetup) setup = sluice_setup_parse (usual, -1, NULL);
      g_autoptr (SluiceCheck) check = sluice_check_new (setup);

      g_assert_false (sluice_check_has_errors (check));
      bench_add (samples, bench_work () - start);
    }
  bench_print ("setup file read and checked", samples, "ms of CPU");
}

static SluiceSetup *
make_wide (guint n_columns)
{
  g_autoptr (GString) query = g_string_new ("SELECT updated_at, id AS customer_id");
  g_autoptr (SluiceSetup) setup = sluice_setup_parse (usual, -1, NULL);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (query, ",c%u", i);
  g_string_append (query, " FROM acme.crm.customers");
  return sluice_setup_with_text (setup, "/data_model/sql_query", query->str);
}

/* Events, with a mapping for each column, the last one first. */
static SluiceSetup *
make_mapped (guint n_columns)
{
  g_autoptr (SluiceSetup) wide = make_wide (n_columns);
  g_autoptr (SluiceSetup) setup = sluice_setup_with_text (wide, "/pipeline/data_type", "events");
  JsonNode *block = json_node_new (JSON_NODE_OBJECT);
  JsonArray *mappings = json_array_new ();

  for (guint i = n_columns; i > 0; i--)
    {
      g_autofree char *source = g_strdup_printf ("C%u", i - 1);
      JsonObject *mapping = json_object_new ();

      json_object_set_string_member (mapping, "mapping_type", "ignore");
      json_object_set_string_member (mapping, "source", source);
      json_array_add_object_element (mappings, mapping);
    }
  json_node_take_object (block, json_object_new ());
  json_object_set_array_member (json_node_get_object (block), "mappings", mappings);
  return sluice_setup_with (setup, "/field_transformation", block);
}

static gboolean
measure_large (const char *name, SluiceSetup *setup, guint n_columns, double limit)
{
  double start = bench_work ();
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);
  double time;

  g_assert_cmpuint (g_list_model_get_n_items (sluice_check_get_columns (check)), ==, n_columns + 2);
  time = bench_work () - start;
  bench_print_value (name, time, "ms of CPU");
  return bench_keeps (name, time, limit);
}

int
main (int argc, char **argv)
{
  g_autofree char *query = make_query ();
  g_autoptr (SluiceSetup) wide = make_wide (WIDE_COLUMNS);
  g_autoptr (SluiceSetup) mapped = make_mapped (MANY);
  gboolean kept = TRUE;

  bench_print_header ();
  measure_query ("1 MiB query, Snowflake", &sluice_sql_dialect_snowflake, query);
  measure_query ("1 MiB query, BigQuery", &sluice_sql_dialect_bigquery, query);
  measure_query ("1 MiB query, Redshift", &sluice_sql_dialect_redshift, query);
  measure_query ("1 MiB query, Databricks", &sluice_sql_dialect_databricks, query);
  measure_check ();
  kept &= measure_large ("a query of 1.2 million columns, checked", wide, WIDE_COLUMNS, WIDE_LIMIT);
  kept &= measure_large ("40,000 columns and mappings, checked", mapped, MANY, MANY_LIMIT);
  return kept ? 0 : 1;
}
