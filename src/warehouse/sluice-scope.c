/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-scope.h"

#include <string.h>

/* Names and keys are literals of the kinds and fields, which live as long as the program; none is copied. */
typedef struct
{
  const char *name;
  SluiceSlot slot;
} Entry;

/* A form writes all files anew at each key press, so a scope is an array: it has few names. */
struct _SluiceScope
{
  const SluiceScope *parent;
  GArray *entries;
};

static void
slot_clear (SluiceSlot *slot)
{
  slot->key = NULL;
  slot->flag = FALSE;
  g_clear_pointer (&slot->parts, g_strfreev);
  g_clear_pointer (&slot->items, g_ptr_array_unref);
  g_clear_error (&slot->error);
}

static void
entry_clear (Entry *entry)
{
  slot_clear (&entry->slot);
}

static SluiceSlot *
find_own (const SluiceScope *self, const char *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->name[0] == name[0] && strcmp (entry->name, name) == 0)
        return &entry->slot;
    }
  return NULL;
}

/**
 * sluice_scope_new:
 *
 * Returns: (transfer full): a scope without names
 */
SluiceScope *
sluice_scope_new (void)
{
  SluiceScope *self = g_new0 (SluiceScope, 1);

  self->entries = g_array_sized_new (FALSE, TRUE, sizeof (Entry), 24);
  g_array_set_clear_func (self->entries, (GDestroyNotify) entry_clear);
  return self;
}

/**
 * sluice_scope_free:
 * @self: (transfer full): a scope that is no item of another
 */
void
sluice_scope_free (SluiceScope *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/* An empty slot of that name, in place of an older one. */
static SluiceSlot *
put_slot (SluiceScope *self, const char *name)
{
  SluiceSlot *slot = find_own (self, name);
  const Entry entry = { .name = name };

  if (slot == NULL)
    {
      g_array_append_val (self->entries, entry);
      return &g_array_index (self->entries, Entry, self->entries->len - 1).slot;
    }
  slot_clear (slot);
  return slot;
}

/**
 * sluice_scope_declare:
 * @self: the scope
 * @name: (not nullable): a literal; it has no value until one is set
 */
void
sluice_scope_declare (SluiceScope *self, const char *name)
{
  put_slot (self, name)->key = name;
}

/**
 * sluice_scope_set_text:
 * @self: the scope
 * @name: a literal
 * @key: the field that errors should name, a literal
 * @text: (nullable): its text; %NULL and "" are no value
 */
void
sluice_scope_set_text (SluiceScope *self, const char *name, const char *key, const char *text)
{
  const char *parts[] = { text, NULL };

  sluice_scope_set_name (self, name, key, parts);
}

/**
 * sluice_scope_set_name:
 * @self: the scope
 * @name: a literal
 * @key: the field that errors should name, a literal
 * @parts: the parts, outermost first, such as database, schema and table
 */
void
sluice_scope_set_name (SluiceScope *self,
                       const char *name,
                       const char *key,
                       const char *const *parts)
{
  SluiceSlot *slot = put_slot (self, name);

  slot->key = key;
  slot->flag = parts[0] != NULL && *parts[0] != '\0';
  if (slot->flag)
    slot->parts = g_strdupv ((char **) parts);
}

/**
 * sluice_scope_set_flag:
 * @self: the scope
 * @name: a literal
 * @flag: whether sections of that name are written
 */
void
sluice_scope_set_flag (SluiceScope *self, const char *name, gboolean flag)
{
  put_slot (self, name)->flag = flag;
}

/**
 * sluice_scope_set_error:
 * @self: the scope
 * @name: a name that has been declared or set
 * @error: why its value cannot be used
 */
void
sluice_scope_set_error (SluiceScope *self, const char *name, const GError *error)
{
  SluiceSlot *slot = find_own (self, name);

  g_return_if_fail (slot != NULL);

  g_clear_error (&slot->error);
  slot->error = g_error_copy (error);
}

/**
 * sluice_scope_add_item:
 * @self: the scope
 * @name: a literal; the list's name
 *
 * Returns: (transfer none): the new last item's scope
 */
SluiceScope *
sluice_scope_add_item (SluiceScope *self, const char *name)
{
  SluiceSlot *slot = find_own (self, name);
  SluiceScope *item = sluice_scope_new ();

  if (slot == NULL || slot->items == NULL)
    {
      slot = put_slot (self, name);
      slot->items = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_scope_free);
    }
  else
    {
      sluice_scope_set_flag (g_ptr_array_index (slot->items, slot->items->len - 1), "last", FALSE);
    }
  item->parent = self;
  slot->flag = TRUE;
  sluice_scope_set_flag (item, "first", slot->items->len == 0);
  sluice_scope_set_flag (item, "last", TRUE);
  g_ptr_array_add (slot->items, item);
  return item;
}

/**
 * sluice_scope_find_refused:
 * @self: the scope
 * @text: one part of a name
 *
 * Returns: (transfer none) (nullable): the key of the field that has @text as its value and was refused
 */
const char *
sluice_scope_find_refused (const SluiceScope *self, const char *text)
{
  for (; self != NULL; self = self->parent)
    {
      for (guint i = 0; i < self->entries->len; i++)
        {
          const SluiceSlot *slot = &g_array_index (self->entries, Entry, i).slot;

          if (slot->error != NULL && slot->parts != NULL && g_str_equal (slot->parts[0], text))
            return slot->key;
        }
    }
  return NULL;
}

/**
 * sluice_scope_lookup:
 * @self: the scope
 * @name: any name
 *
 * Returns: (transfer none) (nullable): its slot, of this scope or of one around it
 */
const SluiceSlot *
sluice_scope_lookup (const SluiceScope *self, const char *name)
{
  for (; self != NULL; self = self->parent)
    {
      const SluiceSlot *slot = find_own (self, name);

      if (slot != NULL)
        return slot;
    }
  return NULL;
}
