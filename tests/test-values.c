/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-values.h"

#include "sluice-json.h"

static void
assert_list (SluiceValues *values, const char *key, const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", (char **) sluice_values_get_list (values, key));

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_text_and_list (void)
{
  g_autoptr (SluiceValues) values = sluice_values_new ();
  const char *exact[] = { "a,b", " c ", NULL };

  g_assert_false (sluice_values_has (values, "tables"));
  g_assert_null (sluice_values_get (values, "tables"));
  g_assert_null (sluice_values_get_list (values, "tables"));

  sluice_values_set (values, "tables", " ONE , TWO,,");
  g_assert_cmpstr (sluice_values_get (values, "tables"), ==, " ONE , TWO,,");
  assert_list (values, "tables", "ONE|TWO");
  sluice_values_append (values, "tables", "THREE,FOUR");
  assert_list (values, "tables", "ONE|TWO|THREE|FOUR");
  g_assert_cmpstr (sluice_values_get (values, "tables"), ==, "ONE, TWO, THREE, FOUR");

  sluice_values_set_list (values, "tables", exact);
  assert_list (values, "tables", "a,b| c ");
  sluice_values_append (values, "tables", "d");
  assert_list (values, "tables", "a,b| c |d");
}

static void
test_empty_is_missing (void)
{
  g_autoptr (SluiceValues) values = sluice_values_new ();
  const char *none[] = { NULL };

  sluice_values_set (values, "schema", "");
  sluice_values_set_list (values, "tables", none);
  g_assert_false (sluice_values_has (values, "schema"));
  g_assert_false (sluice_values_has (values, "tables"));
  sluice_values_set (values, "schema", "CRM");
  g_assert_true (sluice_values_has (values, "schema"));
  sluice_values_set (values, "schema", NULL);
  g_assert_false (sluice_values_has (values, "schema"));
}

static void
on_values_changed_cb (SluiceValues *values, const char *key, GString *heard)
{
  g_string_append_printf (heard, "%s ", key);
}

static void
test_changed (void)
{
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GString) of_schema = g_string_new (NULL);

  g_signal_connect (values, "changed", G_CALLBACK (on_values_changed_cb), heard);
  g_signal_connect (values, "changed::schema", G_CALLBACK (on_values_changed_cb), of_schema);
  sluice_values_set (values, "schema", "A");
  sluice_values_set (values, "schema", "A");
  sluice_values_append (values, "tables", "T");
  sluice_values_unset (values, "schema");
  sluice_values_unset (values, "schema");
  g_assert_cmpstr (heard->str, ==, "schema tables schema ");
  g_assert_cmpstr (of_schema->str, ==, "schema schema ");
}

static void
test_copy (void)
{
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autoptr (SluiceValues) copy = NULL;
  const char *tables[] = { "A", "B", NULL };

  sluice_values_set (values, "schema", "CRM");
  sluice_values_set_list (values, "tables", tables);
  copy = sluice_values_copy (values);
  sluice_values_set (values, "schema", "OTHER");
  sluice_values_append (values, "tables", "C");

  g_assert_cmpstr (sluice_values_get (copy, "schema"), ==, "CRM");
  g_assert_cmpuint (g_strv_length ((char **) sluice_values_get_list (copy, "tables")), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/text-and-list", test_text_and_list);
  g_test_add_func ("/values/empty-is-missing", test_empty_is_missing);
  g_test_add_func ("/values/changed", test_changed);
  g_test_add_func ("/values/copy", test_copy);

  return g_test_run ();
}
