/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/*
 * How long it takes to write all files of a kind anew, as after each key press in a form. The form stays
 * fluent under 2 ms; the processor's time is judged, so that a busy machine does not decide.
 */
#include "bench.h"
#include "warehouse/sluice-warehouse.h"

#define ROUNDS 201
#define LIMIT  2.0

static SluiceValues *
make_values (const SluiceWarehouse *kind)
{
  g_autoptr (SluiceValues) values = sluice_values_new ();
  const SluiceAccount account = { "us1", "1234", "5678" };
  const SluiceField *fields;
  guint n_fields;

  fields = sluice_warehouse_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (!(fields[i].flags & SLUICE_FIELD_SECRET))
      sluice_values_set (values, fields[i].key, fields[i].example);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *table = g_strdup_printf ("table_%u", i);

      sluice_values_append (values, "tables", table);
    }
  return sluice_warehouse_complete (kind, values, &account);
}

static void
render_all (const SluiceWarehouse *kind, SluiceValues *values)
{
  const SluiceFile *files;
  guint n_files;

  files = sluice_warehouse_get_files (kind, &n_files);
  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
          sluice_warehouse_render (kind, files[i].name, values, "SELECT 1 AS id", &error);

      g_assert_no_error (error);
      g_assert_nonnull (text);
    }
}

static gboolean
measure_kind (const SluiceWarehouse *kind)
{
  g_autofree char *name = g_strdup_printf ("all files of %s anew", sluice_warehouse_get_id (kind));
  g_autoptr (GArray) samples = bench_samples_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = bench_work ();
      g_autoptr (SluiceValues) values = make_values (kind);

      render_all (kind, values);
      bench_add (samples, bench_work () - start);
    }
  bench_print (name, samples, "ms of CPU");
  return bench_keeps (name, bench_median (samples), LIMIT);
}

int
main (int argc, char **argv)
{
  const SluiceWarehouse *const *kinds;
  gboolean enough = TRUE;
  guint n_kinds;

  bench_print_header ();
  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    enough = measure_kind (kinds[i]) && enough;
  return enough ? 0 : 1;
}
