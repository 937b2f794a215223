/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-values.h"

#include <string.h>

struct _SluiceValues
{
  GObject parent_instance;

  GHashTable *entries;
};

G_DEFINE_FINAL_TYPE (SluiceValues, sluice_values, G_TYPE_OBJECT)

/* Both spellings of one value are kept, so that a reader may ask for either without a copy. */
typedef struct
{
  char *text;
  char **items;
  gboolean is_list;
} Entry;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
entry_free (Entry *entry)
{
  g_free (entry->text);
  g_strfreev (entry->items);
  g_free (entry);
}

static char **
split_at_commas (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pieces = g_strsplit (text, ",", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_strstrip (pieces[i]);
      if (*pieces[i] != '\0')
        g_strv_builder_add (builder, pieces[i]);
    }
  return g_strv_builder_end (builder);
}

static void
take_entry (SluiceValues *self, const char *key, char *text, char **items, gboolean is_list)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->text = text;
  entry->items = items;
  entry->is_list = is_list;
  g_hash_table_replace (self->entries, g_strdup (key), entry);
  g_signal_emit (self, signals[CHANGED], g_quark_from_string (key), key);
}

static void
sluice_values_finalize (GObject *object)
{
  SluiceValues *self = SLUICE_VALUES (object);

  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (sluice_values_parent_class)->finalize (object);
}

static void
sluice_values_class_init (SluiceValuesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_values_finalize;

  /**
   * SluiceValues::changed:
   * @self: the values
   * @key: which one was set or taken away
   *
   * The key is the detail too, so "changed::schema" hears of the schema only.
   */
  signals[CHANGED] =
      g_signal_new ("changed", SLUICE_TYPE_VALUES, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sluice_values_init (SluiceValues *self)
{
  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
}

/**
 * sluice_values_new:
 *
 * Returns: (transfer full): values with nothing in them
 */
SluiceValues *
sluice_values_new (void)
{
  return g_object_new (SLUICE_TYPE_VALUES, NULL);
}

/**
 * sluice_values_copy:
 * @self: the values
 *
 * Returns: (transfer full): an independent copy
 */
SluiceValues *
sluice_values_copy (SluiceValues *self)
{
  SluiceValues *copy = sluice_values_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (SLUICE_IS_VALUES (self), copy);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Entry *entry = value;

      take_entry (copy, key, g_strdup (entry->text), g_strdupv (entry->items), entry->is_list);
    }
  return copy;
}

/**
 * sluice_values_set:
 * @self: the values
 * @key: which value
 * @text: (nullable): as typed; %NULL takes the value away
 *
 * Read as a list, the text is split at its commas.
 */
void
sluice_values_set (SluiceValues *self, const char *key, const char *text)
{
  const Entry *old;

  g_return_if_fail (SLUICE_IS_VALUES (self));
  g_return_if_fail (key != NULL);

  if (text == NULL)
    {
      sluice_values_unset (self, key);
      return;
    }
  old = g_hash_table_lookup (self->entries, key);
  if (old != NULL && !old->is_list && g_str_equal (old->text, text))
    return;
  take_entry (self, key, g_strdup (text), split_at_commas (text), FALSE);
}

/**
 * sluice_values_set_list:
 * @self: the values
 * @key: which value
 * @items: %NULL-terminated; kept exactly, commas included
 */
void
sluice_values_set_list (SluiceValues *self, const char *key, const char *const *items)
{
  const Entry *old;

  g_return_if_fail (SLUICE_IS_VALUES (self));
  g_return_if_fail (key != NULL && items != NULL);

  old = g_hash_table_lookup (self->entries, key);
  if (old != NULL && old->is_list && g_strv_equal ((const char *const *) old->items, items))
    return;
  take_entry (self, key, g_strjoinv (", ", (char **) items), g_strdupv ((char **) items), TRUE);
}

/**
 * sluice_values_append:
 * @self: the values
 * @key: which list
 * @item: as typed: one item, or several between commas
 *
 * Adds to what is there. For an item that has a comma in it use sluice_values_set_list().
 */
void
sluice_values_append (SluiceValues *self, const char *key, const char *item)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) added = NULL;
  g_auto (GStrv) all = NULL;
  const char *const *old;

  g_return_if_fail (SLUICE_IS_VALUES (self));
  g_return_if_fail (key != NULL && item != NULL);

  old = sluice_values_get_list (self, key);
  added = split_at_commas (item);
  if (old != NULL)
    g_strv_builder_addv (builder, (const char **) old);
  g_strv_builder_addv (builder, (const char **) added);
  all = g_strv_builder_end (builder);
  sluice_values_set_list (self, key, (const char *const *) all);
}

/**
 * sluice_values_unset:
 * @self: the values
 * @key: which value to take away; one that is not there is fine
 */
void
sluice_values_unset (SluiceValues *self, const char *key)
{
  g_return_if_fail (SLUICE_IS_VALUES (self));
  g_return_if_fail (key != NULL);

  if (g_hash_table_remove (self->entries, key))
    g_signal_emit (self, signals[CHANGED], g_quark_from_string (key), key);
}

/**
 * sluice_values_has:
 * @self: the values
 * @key: which value
 *
 * Returns: whether it is there and not empty (an empty value counts as missing)
 */
gboolean
sluice_values_has (SluiceValues *self, const char *key)
{
  const Entry *entry;

  g_return_val_if_fail (SLUICE_IS_VALUES (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  entry = g_hash_table_lookup (self->entries, key);
  if (entry == NULL)
    return FALSE;
  return entry->is_list ? entry->items[0] != NULL : *entry->text != '\0';
}

/**
 * sluice_values_get:
 * @self: the values
 * @key: which value
 *
 * Returns: (transfer none) (nullable): the text; a list's items between commas
 */
const char *
sluice_values_get (SluiceValues *self, const char *key)
{
  const Entry *entry;

  g_return_val_if_fail (SLUICE_IS_VALUES (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  entry = g_hash_table_lookup (self->entries, key);
  return entry != NULL ? entry->text : NULL;
}

/**
 * sluice_values_get_list:
 * @self: the values
 * @key: which value
 *
 * Returns: (transfer none) (nullable): the items; a text's pieces between commas
 */
const char *const *
sluice_values_get_list (SluiceValues *self, const char *key)
{
  const Entry *entry;

  g_return_val_if_fail (SLUICE_IS_VALUES (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  entry = g_hash_table_lookup (self->entries, key);
  return entry != NULL ? (const char *const *) entry->items : NULL;
}

/**
 * sluice_values_get_boolean:
 * @self: the values
 * @key: which value
 *
 * Returns: whether it is "true"
 */
gboolean
sluice_values_get_boolean (SluiceValues *self, const char *key)
{
  return g_strcmp0 (sluice_values_get (self, key), "true") == 0;
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sluice_values_list_keys:
 * @self: the values
 *
 * Returns: (transfer full): the keys that have a value, empty ones included, in the order of their
 *   bytes
 */
char **
sluice_values_list_keys (SluiceValues *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (SLUICE_IS_VALUES (self), NULL);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, g_strdup (key));
  g_ptr_array_sort (keys, compare_keys);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}
