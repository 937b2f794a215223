/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* How long it takes to read a query of a megabyte, and to check a setup file of the usual size, which
 * happens after each key press in the editor. */

#include "bench.h"
#include "setup/sluice-check.h"
#include "warehouse/sluice-sql-query.h"

#define MEGABYTE     (1024 * 1024)
#define QUERY_ROUNDS 15
#define CHECK_ROUNDS 301

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

int
main (int argc, char **argv)
{
  g_autofree char *query = make_query ();

  bench_print_header ();
  measure_query ("1 MiB query, Snowflake", &sluice_sql_dialect_snowflake, query);
  measure_query ("1 MiB query, BigQuery", &sluice_sql_dialect_bigquery, query);
  measure_query ("1 MiB query, Redshift", &sluice_sql_dialect_redshift, query);
  measure_query ("1 MiB query, Databricks", &sluice_sql_dialect_databricks, query);
  measure_check ();
  return 0;
}
