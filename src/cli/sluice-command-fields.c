/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-values.h"
#include "cli/sluice-cli.h"
#include "cli/sluice-command-table.h"

typedef struct
{
  const char *word; /* for programs: CONTRACT 8 */
  const char *text; /* for people */
} Need;

static const Need needs[] = {
  [SLUICE_NEEDED_NO] = { "no", N_ ("optional") },
  [SLUICE_NEEDED_SCRIPT] = { "script", N_ ("needed for the files") },
  [SLUICE_NEEDED_CONNECTION] = { "connection", N_ ("needed for the connection") },
};

static JsonObject *
field_to_json (const SluiceField *field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "key", field->key);
  json_object_set_string_member (object, "label", _ (field->label));
  json_object_set_string_member (object, "help", _ (field->help));
  json_object_set_string_member (object, "example", field->example);
  json_object_set_string_member (object, "needed", needs[field->needed].word);
  json_object_set_boolean_member (object, "list", (field->flags & SLUICE_FIELD_LIST) != 0);
  json_object_set_boolean_member (object, "secret", (field->flags & SLUICE_FIELD_SECRET) != 0);
  json_object_set_boolean_member (object, "derived", (field->flags & SLUICE_FIELD_DERIVED) != 0);
  return object;
}

static void
print_json (SluiceTerminal *terminal,
            const SluiceWarehouse *warehouse,
            const SluiceField *fields,
            guint n_fields)
{
  g_autoptr (JsonObject) document = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n_fields; i++)
    json_array_add_object_element (array, field_to_json (&fields[i]));
  json_object_set_string_member (document, "kind", sluice_warehouse_get_id (warehouse));
  json_object_set_array_member (document, "fields", array);
  sluice_terminal_print_json (terminal, document, FALSE);
}

static void
print_field (SluiceTerminal *terminal, const SluiceField *field)
{
  g_autoptr (GString) notes = g_string_new (_ (needs[field->needed].text));

  if ((field->flags & SLUICE_FIELD_LIST) != 0)
    g_string_append_printf (notes, ", %s", _ ("a list"));
  if ((field->flags & SLUICE_FIELD_SECRET) != 0)
    g_string_append_printf (notes, ", %s", _ ("a secret"));
  if ((field->flags & SLUICE_FIELD_DERIVED) != 0)
    g_string_append_printf (notes, ", %s", _ ("derived from pod, organization and account"));
  sluice_terminal_print_styled (terminal, SLUICE_STYLE_STRONG, field->key);
  sluice_terminal_print (terminal, "  (%s)", notes->str);
  sluice_terminal_print (terminal, "  %s. %s", _ (field->label), _ (field->help));
  if (field->example != NULL)
    sluice_terminal_print (terminal, _ ("  Example: %s"), field->example);
  for (guint i = 0; field->choices != NULL && field->choices[i] != NULL; i++)
    sluice_terminal_print (terminal, _ ("  One of them: %s"), field->choices[i]);
  if (field->fallback != NULL && *field->fallback != '\0')
    sluice_terminal_print (terminal, _ ("  Otherwise: %s"), field->fallback);
}

static gboolean
run_fields (SluiceCli *cli, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  const SluiceWarehouse *warehouse =
      sluice_cli_find_warehouse (sluice_cli_get_argument (cli, 0), error);
  const SluiceField *fields;
  guint n_fields;

  if (warehouse == NULL)
    return FALSE;
  fields = sluice_warehouse_get_fields (warehouse, &n_fields);
  if (sluice_cli_wants_json (cli))
    print_json (terminal, warehouse, fields, n_fields);
  for (guint i = 0; !sluice_cli_wants_json (cli) && i < n_fields; i++)
    print_field (terminal, &fields[i]);
  return TRUE;
}

static const char *const examples[] = {
  "sluicectl fields snowflake",
  "sluicectl fields redshift --json",
  NULL,
};

const SluiceCommand sluice_command_fields = {
  .name = "fields",
  .arguments = "KIND",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("List the values that a kind of warehouse needs"),
  .details = N_ ("KIND is snowflake, bigquery, redshift or databricks."),
  .examples = examples,
  .run = run_fields,
};
