/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "setup/sluice-destination.h"
#include "sluice-json.h"

#include <string.h>

/* Every field of the batch schema is a destination, and none that is misspelt; what was meant is told.
 * The schema lies beside the project on some machines only. */

#define MAX_DEPTH 16

typedef struct
{
  JsonObject *definitions;
  GHashTable *leaves; /* paths of what holds no further fields */
  GHashTable *open;   /* paths of what people may make names up in */
} Schema;

static void walk (Schema *schema, JsonObject *node, const char *path, guint depth);

static JsonObject *
follow (Schema *schema, JsonObject *node)
{
  const char *reference;

  while ((reference = sluice_json_get_string (node, "$ref")) != NULL)
    node = sluice_json_get_object (schema->definitions, strrchr (reference, '/') + 1);
  return node;
}

static gboolean
walk_choices (Schema *schema, JsonObject *node, const char *path, guint depth)
{
  static const char *const words[] = { "allOf", "anyOf", "oneOf" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      JsonArray *choices = sluice_json_get_array (node, words[i]);

      for (guint j = 0; choices != NULL && j < json_array_get_length (choices); j++)
        {
          walk (schema, json_array_get_object_element (choices, j), path, depth + 1);
          found = TRUE;
        }
    }
  return found;
}

static void
walk_properties (Schema *schema, JsonObject *properties, const char *path, guint depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, properties);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *inner =
          *path != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);

      walk (schema, json_node_get_object (value), inner, depth + 1);
    }
}

static void
walk (Schema *schema, JsonObject *reference, const char *path, guint depth)
{
  JsonObject *node = follow (schema, reference);
  JsonObject *properties = sluice_json_get_object (node, "properties");
  JsonNode *others = json_object_get_member (node, "additionalProperties");
  gboolean choices;

  g_assert_cmpuint (depth, <, MAX_DEPTH);
  if (sluice_json_get_object (node, "items") != NULL)
    {
      walk (schema, sluice_json_get_object (node, "items"), path, depth + 1);
      return;
    }
  choices = walk_choices (schema, node, path, depth);
  if (properties != NULL)
    walk_properties (schema, properties, path, depth);
  else if (others != NULL && JSON_NODE_HOLDS_OBJECT (others))
    g_hash_table_add (schema->open, g_strdup (path));
  else if (!choices && g_strcmp0 (sluice_json_get_string (node, "type"), "object") != 0)
    g_hash_table_add (schema->leaves, g_strdup (path));
}

static char *
load_schema (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "schemas",
                                                 "mparticle-eventsapi-schema.json", NULL);
  const char *given = g_getenv ("SLUICE_BATCH_SCHEMA");
  char *text = NULL;

  g_file_get_contents (given != NULL ? given : path, &text, NULL, NULL);
  return text;
}

static gboolean
is_in_open (Schema *schema, const char *path)
{
  GHashTableIter iter;
  gpointer open;

  g_hash_table_iter_init (&iter, schema->open);
  while (g_hash_table_iter_next (&iter, &open, NULL))
    if (g_str_has_prefix (path, open))
      return TRUE;
  return FALSE;
}

static void
check_leaf (Schema *schema, const char *path)
{
  g_autofree char *indexed = g_strconcat ("$.", path, NULL);
  g_autofree char *longer = g_strconcat (path, "q", NULL);
  g_autofree char *below = g_strconcat (path, ".q", NULL);

  if (!sluice_destination_is_valid (path) || !sluice_destination_is_valid (indexed))
    g_error ("%s is refused", path);
  if (is_in_open (schema, path))
    return;
  if (sluice_destination_is_valid (below))
    g_error ("%s is taken", below);
  if (!g_hash_table_contains (schema->leaves, longer))
    {
      g_autofree char *meant = sluice_destination_suggest (longer);

      g_assert_false (sluice_destination_is_valid (longer));
      /* Of a short name another one may be as near. */
      if (strlen (path) > 5 &&
          strlen (strrchr (path, '.') != NULL ? strrchr (path, '.') : path) > 4)
        g_assert_cmpstr (meant, ==, path);
    }
}

static void
test_schema (void)
{
  g_autofree char *text = load_schema ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) leaves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Schema schema = { NULL, leaves, open };
  GHashTableIter iter;
  gpointer path;

  if (text == NULL)
    {
      g_test_skip ("The schema of event batches is not beside the project.");
      return;
    }
  root = sluice_json_parse (text, -1, NULL);
  schema.definitions = sluice_json_get_object (json_node_get_object (root), "definitions");
  walk_properties (&schema, sluice_json_get_object (json_node_get_object (root), "properties"), "",
                   0);
  g_assert_cmpuint (g_hash_table_size (leaves), >, 200);
  g_hash_table_iter_init (&iter, leaves);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    check_leaf (&schema, path);
  g_hash_table_iter_init (&iter, open);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      g_autofree char *made_up = g_strconcat (path, ".anything", NULL);

      g_assert_true (sluice_destination_is_valid (made_up));
    }
}

static void
test_suggest (void)
{
  static const struct
  {
    const char *path;
    const char *meant; /* (nullable) */
  } cases[] = {
    { "events.data.eventid", "events.data.event_id" },
    { "Events.Data.Event_Id", "events.data.event_id" },
    { "event.data.event_id", "events.data.event_id" },
    { "$.events[0].data.sesion_id", "events.data.session_id" },
    { "user_identity.customer_id", "user_identities.customer_id" },
    { "user_atributes.plan", "user_attributes.plan" },
    { "customer_id", "user_identities.customer_id" },
    { "event_type", "events.event_type" },
    { "something.else.entirely", NULL },
    { "x", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *meant = sluice_destination_suggest (cases[i].path);

      g_assert_cmpstr (meant, ==, cases[i].meant);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/destination/schema", test_schema);
  g_test_add_func ("/destination/suggest", test_suggest);
  return g_test_run ();
}
