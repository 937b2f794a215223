/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-check-private.h"
#include "sluice-json.h"

/**
 * SluiceCheckNames:
 * @folded: (element-type utf8): the names of the query's columns, %NULL where one is not known
 * @columns: (element-type utf8 SluiceSqlColumn): the first column of each name; keys of @folded
 * @sources: (element-type utf8 gint): what the first mapping of each name makes of it
 *
 * Columns and the sources of mappings by their names, folded once: a file may hold a hundred thousand
 * of each, and every one of these is looked for among those.
 */
struct _SluiceCheckNames
{
  GPtrArray *folded;
  GHashTable *columns;
  GHashTable *sources;
};

static void
read_columns (SluiceCheckNames *names, SluiceSqlQuery *query)
{
  g_ptr_array_set_size (names->folded, (int) query->columns->len);
  for (guint i = 0; i < query->columns->len; i++)
    {
      SluiceSqlColumn *column = g_ptr_array_index (query->columns, i);
      char *name = column->name != NULL ? sluice_sql_fold (column->name) : NULL;

      g_ptr_array_index (names->folded, i) = name;
      if (name != NULL && !g_hash_table_contains (names->columns, name))
        g_hash_table_insert (names->columns, name, column);
    }
}

static void
read_sources (SluiceCheckNames *names, JsonArray *mappings)
{
  for (guint i = 0; mappings != NULL && i < json_array_get_length (mappings); i++)
    {
      JsonObject *mapping = sluice_check_get_mapping (mappings, i);
      const char *source = sluice_json_get_string (mapping, "source");
      const char *type = sluice_json_get_string (mapping, "mapping_type");
      g_autofree char *name = source != NULL ? sluice_sql_fold (source) : NULL;
      SluiceBecomes becomes =
          g_strcmp0 (type, "ignore") == 0 ? SLUICE_BECOMES_IGNORED : SLUICE_BECOMES_MAPPED;

      if (name != NULL && !g_hash_table_contains (names->sources, name))
        g_hash_table_insert (names->sources, g_steal_pointer (&name), GINT_TO_POINTER (becomes));
    }
}

/**
 * sluice_check_names_new:
 * @query: what was read of the query, which must outlive the names
 * @mappings: (nullable): those of the field transformation
 *
 * Returns: (transfer full): the names in both
 */
SluiceCheckNames *
sluice_check_names_new (SluiceSqlQuery *query, JsonArray *mappings)
{
  SluiceCheckNames *self = g_new0 (SluiceCheckNames, 1);

  self->folded = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_hash_table_new (g_str_hash, g_str_equal);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_columns (self, query);
  read_sources (self, mappings);
  return self;
}

/**
 * sluice_check_names_free:
 * @self: (nullable): names
 */
void
sluice_check_names_free (SluiceCheckNames *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->columns);
  g_hash_table_unref (self->sources);
  g_ptr_array_unref (self->folded);
  g_free (self);
}

/**
 * sluice_check_names_get:
 * @self: names
 * @column: which of the query's columns, from 0
 *
 * Returns: (transfer none) (nullable): its name, folded; %NULL where it is not known
 */
const char *
sluice_check_names_get (SluiceCheckNames *self, guint column)
{
  return g_ptr_array_index (self->folded, column);
}

/**
 * sluice_check_names_find_column:
 * @self: names
 * @name: a name in any case
 *
 * Returns: (transfer none) (nullable): the first column of this name
 */
const SluiceSqlColumn *
sluice_check_names_find_column (SluiceCheckNames *self, const char *name)
{
  g_autofree char *folded = sluice_sql_fold (name);

  return g_hash_table_lookup (self->columns, folded);
}

/**
 * sluice_check_names_is_first:
 * @self: names
 * @column: which of the query's columns, from 0
 *
 * Returns: whether no column before it has its name, or that is not known
 */
gboolean
sluice_check_names_is_first (SluiceCheckNames *self, guint column)
{
  const char *name = sluice_check_names_get (self, column);
  gpointer first;

  return name == NULL ||
         (g_hash_table_lookup_extended (self->columns, name, &first, NULL) && first == name);
}

/**
 * sluice_check_names_find_mapping:
 * @self: names
 * @column: which of the query's columns, from 0; one whose name is known
 * @becomes: (out) (optional): what the mapping makes of it; untouched where there is none
 *
 * Returns: whether the field transformation says what becomes of the column
 */
gboolean
sluice_check_names_find_mapping (SluiceCheckNames *self, guint column, SluiceBecomes *becomes)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (self->sources, sluice_check_names_get (self, column), NULL,
                                     &value))
    return FALSE;
  if (becomes != NULL)
    *becomes = (SluiceBecomes) GPOINTER_TO_INT (value);
  return TRUE;
}
