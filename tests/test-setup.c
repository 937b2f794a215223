/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "setup/sluice-setup-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sluice-json.h"

static const char minimal[] = "{\"format\": \"sluice-setup/1\"}";

static void
test_refuses (void)
{
  static const char *const bad[] = {
    "",
    "not JSON",
    "{\"format\": \"sluice-setup/1\"",
    "[]",
    "\"sluice-setup/1\"",
    "{}",
    "{\"format\": 1}",
    "{\"format\": \"sluice-setup/2\"}",
    "{\"format\": \"sluice-setup/1\", \"format\": \"sluice-setup/1\"}",
    "// no comments\n{\"format\": \"sluice-setup/1\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceSetup) setup = sluice_setup_parse (bad[i], -1, &error);

      g_assert_null (setup);
      g_assert_error (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP);
    }
}

static void
test_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSetup) setup = sluice_setup_parse (
      "\xef\xbb\xbf{\"format\": \"sluice-setup/1\", \"warehouse\": \"snowflake\", \"odd\": [],\r\n"
      " \"values\": {\"role_name\": \"R\", \"tables\": [\"A\", \"B\"]},"
      " \"feed\": {\"id\": 12}, \"data_model\": {\"sql_query\": \"SELECT 1\"}}",
      -1, &error);
  g_autoptr (SluiceValues) values = NULL;
  gint64 id = 0;

  g_assert_no_error (error);
  g_assert_true (sluice_setup_get_warehouse (setup) == sluice_warehouse_lookup ("snowflake"));
  g_assert_cmpstr (sluice_setup_get_query (setup), ==, "SELECT 1");
  g_assert_null (sluice_setup_get_text (setup, "/feed/id"));
  g_assert_true (sluice_json_get_int (sluice_setup_get_block (setup, "feed"), "id", &id));
  g_assert_cmpint (id, ==, 12);
  g_assert_null (sluice_setup_get_block (setup, "pipeline"));
  g_assert_null (sluice_setup_get_block (setup, "odd"));
  values = sluice_setup_dup_values (setup);
  g_assert_cmpstr (sluice_values_get (values, "role_name"), ==, "R");
  g_assert_cmpuint (g_strv_length ((char **) sluice_values_get_list (values, "tables")), ==, 2);
}

static void
test_no_warehouse (void)
{
  g_autoptr (SluiceSetup) setup = sluice_setup_parse (minimal, -1, NULL);
  g_autoptr (SluiceValues) values = sluice_setup_dup_values (setup);
  g_auto (GStrv) keys = sluice_values_list_keys (values);

  g_assert_null (sluice_setup_get_warehouse (setup));
  g_assert_cmpuint (g_strv_length (keys), ==, 0);
}

static void
test_round_trip (void)
{
  g_autoptr (SluiceSetup) setup = sluice_setup_parse (
      "{\"format\": \"sluice-setup/1\", \"pipeline\": {\"b\": 1, \"a\": [null, true, 1.5, \"ä\"]}}",
      -1, NULL);
  g_autofree char *text = sluice_setup_to_text (setup);
  g_autoptr (SluiceSetup) again = sluice_setup_parse (text, -1, NULL);
  g_autofree char *second = sluice_setup_to_text (again);

  g_assert_cmpstr (text, ==, second);
  g_assert_true (g_str_has_suffix (text, "}\n"));
  g_assert_true (strstr (text, "\"b\"") < strstr (text, "\"a\""));
}

static void
check_with (const char *pointer, const char *value, const char *expected)
{
  g_autoptr (SluiceSetup) setup = sluice_setup_parse (
      "{\"format\": \"sluice-setup/1\", \"x\": {\"l\": [1, {\"y\": 2}], \"t\": \"a\"}}", -1, NULL);
  g_autofree char *before = sluice_setup_to_text (setup);
  g_autofree char *after = NULL;
  g_autoptr (JsonNode) want = sluice_json_parse (expected, -1, NULL);
  g_autoptr (SluiceSetup) changed =
      sluice_setup_with (setup, pointer,
                         value != NULL ? sluice_json_parse (value, -1, NULL) : NULL);

  g_assert_true (
      sluice_json_equal (sluice_json_pointer_get (sluice_setup_get_root (changed), "/x"), want));
  after = sluice_setup_to_text (setup);
  g_assert_cmpstr (before, ==, after);
}

static void
test_with (void)
{
  check_with ("/x/t", "\"b\"", "{\"l\": [1, {\"y\": 2}], \"t\": \"b\"}");
  check_with ("/x/t", NULL, "{\"l\": [1, {\"y\": 2}]}");
  check_with ("/x/gone/deep", NULL, "{\"l\": [1, {\"y\": 2}], \"t\": \"a\"}");
  check_with ("/x/a/b", "3", "{\"l\": [1, {\"y\": 2}], \"t\": \"a\", \"a\": {\"b\": 3}}");
  check_with ("/x/l/1/y", "3", "{\"l\": [1, {\"y\": 3}], \"t\": \"a\"}");
  check_with ("/x/l/1/z", "[]", "{\"l\": [1, {\"y\": 2, \"z\": []}], \"t\": \"a\"}");
  check_with ("/x/l/0", NULL, "{\"l\": [{\"y\": 2}], \"t\": \"a\"}");
  check_with ("/x/l/2", "4", "{\"l\": [1, {\"y\": 2}, 4], \"t\": \"a\"}");
  check_with ("/x/l/-", "4", "{\"l\": [1, {\"y\": 2}, 4], \"t\": \"a\"}");
  check_with ("/x/t/u", "1", "{\"l\": [1, {\"y\": 2}], \"t\": {\"u\": 1}}");
  check_with ("/x/a~1b~0", "1", "{\"l\": [1, {\"y\": 2}], \"t\": \"a\", \"a/b~\": 1}");
  check_with ("/x/l", "null", "{\"l\": null, \"t\": \"a\"}");
}

static void
test_with_text (void)
{
  g_autoptr (SluiceSetup) setup = sluice_setup_parse (minimal, -1, NULL);
  g_autoptr (SluiceSetup) named = sluice_setup_with_text (setup, "/feed/name", "Acme");
  g_autoptr (SluiceSetup) cleared = sluice_setup_with_text (named, "/feed/name", "");

  g_assert_cmpstr (sluice_setup_get_text (named, "/feed/name"), ==, "Acme");
  g_assert_null (sluice_setup_get_text (cleared, "/feed/name"));
  g_assert_nonnull (sluice_setup_get_block (cleared, "feed"));
}

static void
test_draft (void)
{
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (SluiceSetup) draft = sluice_setup_new_draft (kinds[i]);
      g_autofree char *text = sluice_setup_to_text (draft);
      g_autoptr (SluiceSetup) again = sluice_setup_parse (text, -1, NULL);

      g_assert_true (sluice_setup_get_warehouse (again) == kinds[i]);
    }
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static SluiceSetup *
load (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sluice_setup_file_load_async (file, NULL, on_done_cb, &result);
  return sluice_setup_file_load_finish (wait_for (&result), error);
}

static gboolean
save (SluiceSetup *setup, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sluice_setup_file_save_async (setup, file, NULL, on_done_cb, &result);
  return sluice_setup_file_save_finish (wait_for (&result), error);
}

/* What was saved is what is loaded; a file that is no setup, is missing or cannot be written is told. */
static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("sluice-setup-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "a.setup.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_get_child (file, "b.setup.json");
  g_autoptr (SluiceSetup) setup = sluice_setup_parse (minimal, -1, NULL);
  g_autoptr (SluiceSetup) again = load (file, &error);

  g_assert_null (again);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (save (setup, file, &error));
  g_assert_no_error (error);
  again = load (file, &error);
  g_assert_no_error (error);
  g_assert_true (sluice_json_equal (sluice_setup_get_root (again), sluice_setup_get_root (setup)));
  g_assert_false (save (setup, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_null (load (file, &error));
  g_assert_error (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP);
  g_unlink (path);
  g_rmdir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup/refuses", test_refuses);
  g_test_add_func ("/setup/reads", test_reads);
  g_test_add_func ("/setup/no-warehouse", test_no_warehouse);
  g_test_add_func ("/setup/round-trip", test_round_trip);
  g_test_add_func ("/setup/with", test_with);
  g_test_add_func ("/setup/with-text", test_with_text);
  g_test_add_func ("/setup/draft", test_draft);
  g_test_add_func ("/setup/file", test_file);
  return g_test_run ();
}
