/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-objects.h"

#include <glib/gi18n.h>

#include "api/sluice-redactor.h"
#include "sluice-json.h"

#define MAX_COLUMNS 5

/* How a family is shown: what one of it is called, and the members that fit in a table. */
typedef struct
{
  const char *one;
  const char *titles[MAX_COLUMNS + 1];
  const char *members[MAX_COLUMNS + 1]; /* JSON pointers */
} Look;

static const Look looks[SLUICE_N_FAMILIES] = {
  [SLUICE_FAMILY_FEEDS] = { N_ ("feed"),
                            { N_ ("ID"), N_ ("NAME"), N_ ("MODULE") },
                            { "/id", "/name", "/module_name" } },
  [SLUICE_FAMILY_CONNECTIONS] = { N_ ("connection"),
                                  { N_ ("ID"), N_ ("NAME"), N_ ("WAREHOUSE"), N_ ("STATE"),
                                    N_ ("STATUS") },
                                  { "/id", "/name", "/service_provider", "/state", "/status" } },
  [SLUICE_FAMILY_DATA_MODELS] = { N_ ("data model"),
                                  { N_ ("ID"), N_ ("NAME"), N_ ("TYPE"), N_ ("STATUS") },
                                  { "/id", "/name", "/type", "/status" } },
  [SLUICE_FAMILY_FIELD_TRANSFORMATIONS] = { N_ ("field transformation"),
                                            { N_ ("ID"), N_ ("NAME"), N_ ("DESTINATION") },
                                            { "/id", "/name", "/destination_type" } },
  [SLUICE_FAMILY_PIPELINES] = { N_ ("pipeline"),
                                { N_ ("ID"), N_ ("NAME"), N_ ("STATE"), N_ ("CONNECTION"),
                                  N_ ("SCHEDULE") },
                                { "/id", "/name", "/state", "/connection_id", "/schedule/type" } },
  [SLUICE_FAMILY_AUDIENCES] = { N_ ("audience"),
                                { N_ ("ID"), N_ ("NAME"), N_ ("STATUS"), N_ ("SIZE") },
                                { "/id", "/name", "/status", "/size" } },
};

/**
 * sluice_cli_find_family:
 * @word: what stands on the command line for a kind of object
 * @family: (out): which it is
 * @error: return location for a %SLUICE_CLI_ERROR_USAGE
 *
 * Returns: whether there is such a kind
 */
gboolean
sluice_cli_find_family (const char *word, SluiceFamily *family, GError **error)
{
  if (sluice_family_from_string (word, family))
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                        _ ("Give one of: feeds, connections, data-models, field-transformations, "
                           "pipelines, audiences."),
                        _ ("There is no kind of object “%s”."), word);
  return FALSE;
}

/**
 * sluice_cli_describe_family:
 * @family: a family
 *
 * Returns: (transfer none): what people call one object of it
 */
const char *
sluice_cli_describe_family (SluiceFamily family)
{
  return _ (looks[family].one);
}

static void mask_node (JsonNode *node);

static void
mask_member (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  if (sluice_is_secret_name (name) && JSON_NODE_HOLDS_VALUE (node))
    json_object_set_string_member (object, name, SLUICE_MASK);
  else
    mask_node (node);
}

static void
mask_element (JsonArray *array, guint index, JsonNode *node, gpointer user_data)
{
  mask_node (node);
}

static void
mask_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), mask_member, NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), mask_element, NULL);
}

/* Servers mask secrets themselves, most of the time. */
static JsonObject *
mask_object (JsonObject *object)
{
  g_autoptr (JsonNode) sealed = sluice_json_node_for_object (object);
  g_autofree char *text = sluice_json_to_text (sealed, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  mask_node (copy);
  return json_node_dup_object (copy);
}

static void
add_cells (SluiceTable *table, const Look *look, JsonObject *object)
{
  g_autoptr (JsonNode) node = sluice_json_node_for_object (object);

  for (guint i = 0; look->members[i] != NULL; i++)
    {
      g_autofree char *text =
          sluice_json_scalar_to_text (sluice_json_pointer_get (node, look->members[i]));

      sluice_table_add (table, i == 0 ? SLUICE_STYLE_STRONG : SLUICE_STYLE_PLAIN, text);
    }
}

/**
 * sluice_cli_print_objects:
 * @cli: a run
 * @family: what they are
 * @items: the objects
 *
 * Prints a list, as a table or as {"items":[]}.
 */
void
sluice_cli_print_objects (SluiceCli *cli, SluiceFamily family, JsonArray *items)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  const Look *look = &looks[family];
  const char *titles[MAX_COLUMNS + 1] = { NULL };
  g_autoptr (JsonObject) document = json_object_new ();
  g_autoptr (SluiceTable) table = NULL;
  JsonArray *masked = json_array_new ();

  for (guint i = 0; look->titles[i] != NULL; i++)
    titles[i] = _ (look->titles[i]);
  table = sluice_table_new (titles);
  json_object_set_array_member (document, "items", masked);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      json_array_add_object_element (masked, mask_object (json_node_get_object (node)));
      add_cells (table, look, json_node_get_object (node));
    }
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  else if (json_array_get_length (masked) > 0)
    sluice_table_print (table, terminal);
  else
    sluice_terminal_note (terminal, _ ("There is none yet."));
}

/**
 * sluice_cli_print_object:
 * @cli: a run
 * @object: an object
 *
 * Prints all of it: for people and programs alike as JSON, which both can read.
 */
void
sluice_cli_print_object (SluiceCli *cli, JsonObject *object)
{
  g_autoptr (JsonObject) masked = mask_object (object);

  sluice_terminal_print_json (sluice_cli_get_terminal (cli), masked, FALSE);
}
