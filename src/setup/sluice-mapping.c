/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-mapping.h"

#include "setup/sluice-destination.h"
#include "sluice-json.h"

#define MAPPINGS_PATH "/field_transformation/mappings"

static JsonObject *
make_mapping (const char *column)
{
  g_autofree char *destination = sluice_destination_propose (column);
  JsonObject *mapping = json_object_new ();

  json_object_set_string_member (mapping, "mapping_type", "column");
  json_object_set_string_member (mapping, "source", column);
  json_object_set_string_member (mapping, "destination", destination);
  return mapping;
}

static gboolean
is_destination (JsonArray *mappings, const char *destination)
{
  for (guint i = 0; i < json_array_get_length (mappings); i++)
    if (g_strcmp0 (sluice_json_get_string (json_array_get_object_element (mappings, i),
                                           "destination"),
                   destination) == 0)
      return TRUE;
  return FALSE;
}

/* Without a type, mParticle does not know what kind of event it is. */
static void
add_event_type (JsonArray *mappings)
{
  JsonObject *mapping;

  if (is_destination (mappings, "events.event_type"))
    return;
  mapping = json_object_new ();
  json_object_set_string_member (mapping, "mapping_type", "static");
  json_object_set_string_member (mapping, "destination", "events.event_type");
  json_object_set_string_member (mapping, "value", "custom_event");
  json_array_add_object_element (mappings, mapping);
}

/* Proposes a mapping for each output column: to a field of the same name, to its identity, or to a custom attribute of the event; and an event type where no column gives one. */
static JsonArray *
propose (SluiceCheck *check)
{
  GListModel *columns = sluice_check_get_columns (check);
  JsonArray *mappings = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SluiceColumn) column = g_list_model_get_item (columns, i);

      json_array_add_object_element (mappings, make_mapping (sluice_column_get_name (column)));
    }
  add_event_type (mappings);
  return mappings;
}

static gboolean
has_source (JsonArray *mappings, const char *column)
{
  for (guint i = 0; i < json_array_get_length (mappings); i++)
    {
      JsonNode *node = json_array_get_element (mappings, i);
      const char *source = JSON_NODE_HOLDS_OBJECT (node)
                               ? sluice_json_get_string (json_node_get_object (node), "source")
                               : NULL;

      if (source != NULL && g_ascii_strcasecmp (source, column) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_mapping_has_source:
 * @setup: a setup
 * @column: an output column's name
 *
 * Returns: whether a mapping says what becomes of the column, be it that it is ignored
 */
gboolean
sluice_mapping_has_source (SluiceSetup *setup, const char *column)
{
  JsonArray *mappings =
      sluice_json_get_array (sluice_setup_get_block (setup, "field_transformation"), "mappings");

  return mappings != NULL && has_source (mappings, column);
}

/**
 * sluice_mapping_complete:
 * @setup: a setup
 *
 * Adds the proposed mappings for those columns that have none; what is there stays as it is.
 *
 * Returns: (transfer full): the setup with the mappings
 */
SluiceSetup *
sluice_mapping_complete (SluiceSetup *setup)
{
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);
  g_autoptr (JsonArray) proposed = propose (check);
  JsonNode *there = sluice_json_pointer_get (sluice_setup_get_root (setup), MAPPINGS_PATH);
  JsonArray *old =
      there != NULL && JSON_NODE_HOLDS_ARRAY (there) ? json_node_get_array (there) : NULL;
  JsonNode *node = json_node_init_array (json_node_alloc (), NULL);
  JsonArray *all = json_array_new ();

  json_node_take_array (node, all);
  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    json_array_add_element (all, json_node_copy (json_array_get_element (old, i)));
  for (guint i = 0; i < json_array_get_length (proposed); i++)
    {
      JsonObject *mapping = json_array_get_object_element (proposed, i);
      const char *source = sluice_json_get_string (mapping, "source");

      /* What has no source, a fixed value, is proposed once: who removed it does not want it. */
      if (source != NULL ? !has_source (all, source) : there == NULL)
        json_array_add_object_element (all, json_object_ref (mapping));
    }
  return sluice_setup_with (setup, MAPPINGS_PATH, node);
}
