/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/sluice-cli-files.h"
#include "sluice-json.h"

/**
 * sluice_cli_find_warehouse:
 * @id: what stands on the command line for a kind of warehouse
 * @error: return location for a %SLUICE_CLI_ERROR_USAGE
 *
 * Returns: (transfer none) (nullable): the kind
 */
const SluiceWarehouse *
sluice_cli_find_warehouse (const char *id, GError **error)
{
  const SluiceWarehouse *warehouse = sluice_warehouse_lookup (id);
  g_autoptr (GString) remedy = NULL;
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  if (warehouse != NULL)
    return warehouse;
  remedy = g_string_new (_ ("Give one of:"));
  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    g_string_append_printf (remedy, " %s", sluice_warehouse_get_id (kinds[i]));
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, remedy->str,
                        _ ("There is no kind of warehouse “%s”."), id);
  return NULL;
}

/* The values may be all of the file, or the block of a setup file, which knows the query too. */
static JsonObject *
find_values (JsonObject *file, const SluiceWarehouse *warehouse, char **query, GError **error)
{
  const char *kind = sluice_json_get_string (file, "warehouse");
  JsonObject *values;

  if (!json_object_has_member (file, "format"))
    return file;
  if (g_strcmp0 (kind, sluice_warehouse_get_id (warehouse)) != 0)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                            _ ("Name the kind of warehouse that the file is for."),
                            _ ("The setup file is for “%s”, not for “%s”."),
                            kind != NULL ? kind : "", sluice_warehouse_get_id (warehouse));
      return NULL;
    }
  values = sluice_json_get_object (file, "values");
  if (values == NULL)
    sluice_cli_error_set (error, SLUICE_CLI_ERROR_NOT_IT, _ ("Add a member “values” to the file."),
                          _ ("The setup file has no object “values”."));
  else
    *query = g_strdup (
        sluice_json_get_string (sluice_json_get_object (file, "data_model"), "sql_query"));
  return values;
}

/**
 * sluice_cli_report_values:
 * @errors: (element-type GError): what is wrong with some values, at least one error
 * @terminal: where all but one are printed
 * @error: return location for the one that counts: wrong usage before a wrong value
 *
 * Tells them all at once, so that nobody corrects them one run after the other.
 */
void
sluice_cli_report_values (GPtrArray *errors, SluiceTerminal *terminal, GError **error)
{
  guint first = 0;

  for (guint i = 0; i < errors->len; i++)
    if (sluice_failure_get_exit_code (g_ptr_array_index (errors, i)) == SLUICE_EXIT_USAGE)
      {
        first = i;
        break;
      }
  for (guint i = 0; i < errors->len; i++)
    if (i != first)
      {
        g_autofree char *message = sluice_failure_dup_message (g_ptr_array_index (errors, i));

        sluice_terminal_note (terminal, "%s", message);
      }
  g_propagate_error (error, g_ptr_array_steal_index (errors, first));
}

static SluiceValues *
read_values_file (SluiceCli *cli,
                  const char *path,
                  const SluiceWarehouse *warehouse,
                  char **query,
                  GError **error)
{
  g_autoptr (JsonObject) file = sluice_cli_read_json_file (path, error);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (SluiceValues) values = NULL;
  JsonObject *object = file != NULL ? find_values (file, warehouse, query, error) : NULL;

  if (object == NULL)
    return NULL;
  values = sluice_warehouse_values_from_json (warehouse, object, errors);
  if (errors->len > 0)
    {
      sluice_cli_report_values (errors, sluice_cli_get_terminal (cli), error);
      return NULL;
    }
  return g_steal_pointer (&values);
}

/* Commas part the items of a list; what is empty between them is none. */
static void
append_items (GPtrArray *list, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    if (*g_strstrip (items[i]) != '\0')
      g_ptr_array_add (list, g_strdup (items[i]));
}

/* The list that the --set of a field make together, which takes the place of what the file said. */
static GPtrArray *
find_list (GHashTable *lists, const SluiceField *field)
{
  GPtrArray *list = g_hash_table_lookup (lists, field);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (lists, (gpointer) field, list);
    }
  return list;
}

static void
set_lists (SluiceValues *values, GHashTable *lists)
{
  GHashTableIter iter;
  gpointer field, list;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &field, &list))
    {
      const char *key = ((const SluiceField *) field)->key;

      g_ptr_array_add (list, NULL);
      sluice_values_unset (values, key);
      if (g_ptr_array_index ((GPtrArray *) list, 0) != NULL)
        sluice_values_set_list (values, key, (const char *const *) ((GPtrArray *) list)->pdata);
    }
}

static gboolean
set_value (SluiceValues *values,
           const SluiceWarehouse *warehouse,
           const char *assignment,
           GHashTable *lists,
           GError **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *key =
      equals != NULL ? g_strndup (assignment, (gsize) (equals - assignment)) : NULL;
  const SluiceField *field = key != NULL ? sluice_warehouse_find_field (warehouse, key) : NULL;

  if (key == NULL)
    sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, _ ("Write it as --set KEY=VALUE."),
                          _ ("“%s” gives no value."), assignment);
  else if (field == NULL)
    g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN,
                 _ ("%s: %s needs no such value."), key,
                 sluice_warehouse_get_display_name (warehouse));
  else if ((field->flags & SLUICE_FIELD_SECRET) != 0)
    g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_SECRET,
                 _ ("%s: a secret may not stand on the command line, nor in a file."), key);
  if (field == NULL || (field->flags & SLUICE_FIELD_SECRET) != 0)
    return FALSE;
  if ((field->flags & SLUICE_FIELD_LIST) == 0)
    {
      sluice_values_set (values, key, equals + 1);
      return TRUE;
    }
  append_items (find_list (lists, field), equals + 1);
  return TRUE;
}

/**
 * sluice_cli_read_values:
 * @cli: a run with --values and --set
 * @warehouse: the kind they are for
 * @query: (out) (nullable) (transfer full): the query of a setup file
 * @error: return location for an error
 *
 * Puts together what the file and the command line say; --set has the last word.
 *
 * Returns: (transfer full) (nullable): the values as they were given
 */
SluiceValues *
sluice_cli_read_values (SluiceCli *cli,
                        const SluiceWarehouse *warehouse,
                        char **query,
                        GError **error)
{
  const char *path = sluice_cli_get_option (cli, "values");
  const char *const *assignments = sluice_arguments_get_all (sluice_cli_get_arguments (cli), "set");
  g_autoptr (GHashTable) lists =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (SluiceValues) values = NULL;

  *query = NULL;
  if (path != NULL)
    values = read_values_file (cli, path, warehouse, query, error);
  else
    values = sluice_values_new ();
  if (values == NULL)
    return NULL;
  for (; *assignments != NULL; assignments++)
    if (!set_value (values, warehouse, *assignments, lists, error))
      return NULL;
  set_lists (values, lists);
  return g_steal_pointer (&values);
}
