/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "setup/sluice-check-private.h"
#include "setup/sluice-destination.h"
#include "sluice-json.h"

#define MAPPINGS_PATH "/field_transformation/mappings"

/* Which members a mapping of each type has (FACTS 6). */
typedef struct
{
  const char *type;
  gboolean source;
  gboolean destination;
  gboolean value;
} MappingType;

static const MappingType mapping_types[] = {
  { "column", TRUE, TRUE, FALSE },
  { "static", FALSE, TRUE, TRUE },
  { "ignore", TRUE, FALSE, FALSE },
};

/**
 * sluice_check_get_mappings:
 * @pass: the walk
 *
 * Returns: (transfer none) (nullable): the mappings of the field transformation
 */
JsonArray *
sluice_check_get_mappings (SluiceCheckPass *pass)
{
  return sluice_json_get_array (sluice_setup_get_block (pass->setup, "field_transformation"),
                                "mappings");
}

/**
 * sluice_check_get_mapping:
 * @mappings: mappings
 * @i: which, from 0
 *
 * Returns: (transfer none) (nullable): the mapping; %NULL where something else stands there
 */
JsonObject *
sluice_check_get_mapping (JsonArray *mappings, guint i)
{
  JsonNode *node = json_array_get_element (mappings, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const MappingType *
find_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (mapping_types); i++)
    if (g_strcmp0 (mapping_types[i].type, name) == 0)
      return &mapping_types[i];
  return NULL;
}

static void
check_part (SluiceCheckPass *pass,
            const char *parent,
            JsonObject *mapping,
            const char *name,
            const MappingType *type,
            gboolean needed)
{
  g_autofree char *path = sluice_json_pointer_join (parent, name);
  gboolean given = sluice_check_has_member (pass, path);
  const char *text = sluice_json_get_string (mapping, name);

  if (needed && (!given || (text != NULL && *text == '\0' && strcmp (name, "value") != 0)))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-missing", path,
                      _ ("A mapping of type “%s” needs “%s”."), type->type, name);
  else if (!needed && given)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("A mapping of type “%s” has no “%s”. Remove it."), type->type, name);
  else if (given && text == NULL)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("“%s” should be a text in double quotes."), name);
}

static void
check_destination (SluiceCheckPass *pass, const char *parent, JsonObject *mapping)
{
  const char *destination = sluice_json_get_string (mapping, "destination");
  g_autofree char *path = sluice_json_pointer_join (parent, "destination");
  g_autofree char *meant = NULL;

  if (destination == NULL || *destination == '\0' || sluice_destination_is_valid (destination))
    return;
  meant = sluice_destination_suggest (destination);
  if (meant != NULL)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "transformation-destination", path,
                      _ ("An event batch has no field “%s”. Did you mean “%s”?"), destination,
                      meant);
  else
    sluice_check_add (
        pass, SLUICE_SEVERITY_ERROR, "transformation-destination", path,
        _ ("An event batch has no field “%s”. Examples of what it has: events.data.event_id, "
           "events.data.custom_attributes.colour, user_identities.customer_id, "
           "user_attributes.plan."),
        destination);
}

static void
check_unknown_members (SluiceCheckPass *pass, const char *parent, JsonObject *mapping)
{
  static const char *const known[] = { "mapping_type", "source", "destination", "value", NULL };
  g_autoptr (GList) names = json_object_get_members (mapping);

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      sluice_check_add_unknown (pass, parent, l->data);
}

static void
check_source (SluiceCheckPass *pass, const char *parent, JsonObject *mapping)
{
  const char *source = sluice_json_get_string (mapping, "source");
  g_autofree char *path = sluice_json_pointer_join (parent, "source");

  if (source == NULL || *source == '\0' || !pass->columns_known ||
      sluice_check_names_find_column (pass->names, source) != NULL)
    return;
  sluice_check_add (pass, SLUICE_SEVERITY_HINT, "transformation-source", path,
                    _ ("The query has no column “%s”. Remove this mapping, or correct the name."),
                    source);
}

static void
check_mapping (SluiceCheckPass *pass, const char *path, JsonObject *mapping)
{
  g_autofree char *type_path = sluice_json_pointer_join (path, "mapping_type");
  const char *name = sluice_json_get_string (mapping, "mapping_type");
  const MappingType *type = find_type (name);

  check_unknown_members (pass, path, mapping);
  if (!sluice_check_has_member (pass, type_path))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-missing", type_path,
                      _ ("The mapping has no type: column, static or ignore."));
  else if (type == NULL)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", type_path,
                      _ ("A mapping can only be of type column, static or ignore."));
  if (type != NULL)
    {
      check_part (pass, path, mapping, "source", type, type->source);
      check_part (pass, path, mapping, "destination", type, type->destination);
      check_part (pass, path, mapping, "value", type, type->value);
      if (type->source)
        check_source (pass, path, mapping);
    }
  if (type == NULL || type->destination)
    check_destination (pass, path, mapping);
}

static void
check_mappings (SluiceCheckPass *pass)
{
  JsonArray *mappings = sluice_check_get_mappings (pass);

  for (guint i = 0; mappings != NULL && i < json_array_get_length (mappings); i++)
    {
      g_autofree char *path = g_strdup_printf (MAPPINGS_PATH "/%u", i);
      JsonObject *mapping = sluice_check_get_mapping (mappings, i);

      if (mapping != NULL)
        check_mapping (pass, path, mapping);
      else
        sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                          _ ("A mapping should be a block in curly brackets."));
    }
}

/* Every column of an event must go somewhere, the iterator too (FACTS 6). */
static void
check_unmapped (SluiceCheckPass *pass)
{
  for (guint i = 0; pass->columns_known && i < pass->query->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (pass->query->columns, i);

      if (!sluice_check_names_find_mapping (pass->names, i, NULL))
        sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "transformation-unmapped", MAPPINGS_PATH,
                          _ ("The column “%s” goes nowhere. Map it, add a mapping of type "
                             "“ignore”, or take it out of the query."),
                          column->name);
    }
}

/**
 * sluice_check_maps_identity:
 * @pass: the walk
 *
 * Returns: whether a mapping of the field transformation says who the user or the device is
 */
gboolean
sluice_check_maps_identity (SluiceCheckPass *pass)
{
  JsonArray *mappings = sluice_check_get_mappings (pass);

  for (guint i = 0; mappings != NULL && i < json_array_get_length (mappings); i++)
    {
      const char *destination =
          sluice_json_get_string (sluice_check_get_mapping (mappings, i), "destination");

      if (destination != NULL && sluice_destination_is_identity (destination))
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_check_transformation:
 * @pass: the walk
 *
 * The field transformation, which a pipeline of events must have (CONTRACT 7, FACTS 6).
 */
void
sluice_check_transformation (SluiceCheckPass *pass)
{
  if (pass->events && !sluice_check_has_member (pass, "/field_transformation"))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "transformation-missing",
                      "/field_transformation",
                      _ ("Events need a field transformation, which says where each column goes. "
                         "Add the block “field_transformation”."));
  check_mappings (pass);
  if (pass->events && sluice_check_get_mappings (pass) != NULL)
    {
      check_unmapped (pass);
      if (!sluice_check_maps_identity (pass))
        sluice_check_add (
            pass, SLUICE_SEVERITY_WARNING, "sql-no-identity", MAPPINGS_PATH,
            _ ("No mapping says whose events these are. Map a column to an identity, for "
               "example user_identities.customer_id."));
    }
}
