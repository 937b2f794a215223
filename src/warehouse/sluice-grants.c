/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <glib/gi18n.h>

const char *const sluice_grant_names[] = { "privilege", "object_type", "object", "to_type",
                                           "to",        "why",         NULL };

static void
grant_item_free (SluiceGrantItem *item)
{
  g_strfreev (item->object);
  g_free (item->to);
  g_free (item);
}

/**
 * sluice_grants_add:
 * @grants: (element-type SluiceGrantItem): where it is added
 * @shape: one of the kind's grant_shapes
 * @privilege: what is granted; a literal
 * @object_type: on what; a literal
 * @why: why, marked with N_()
 *
 * Returns: (transfer none): the new item, still without its object and grantee
 */
SluiceGrantItem *
sluice_grants_add (GPtrArray *grants,
                   const char *shape,
                   const char *privilege,
                   const char *object_type,
                   const char *why)
{
  SluiceGrantItem *item = g_new0 (SluiceGrantItem, 1);

  item->shape = shape;
  item->privilege = privilege;
  item->object_type = object_type;
  item->why = why;
  g_ptr_array_add (grants, item);
  return item;
}

/**
 * sluice_grant_item_set_object:
 * @item: a new item
 * @key: whose value the last part is
 * @first_part: (nullable): the parts of the name, outermost first, until %NULL
 * @...: more parts
 */
void
sluice_grant_item_set_object (SluiceGrantItem *item, const char *key, const char *first_part, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  va_list parts;

  va_start (parts, first_part);
  for (const char *part = first_part; part != NULL; part = va_arg (parts, const char *))
    g_strv_builder_add (builder, part);
  va_end (parts);
  item->object_key = key;
  item->object = g_strv_builder_end (builder);
}

/**
 * sluice_grant_item_set_to:
 * @item: a new item
 * @type: what stands before the grantee's name; a literal
 * @key: whose value the name is
 * @to: (nullable): the grantee's name
 */
void
sluice_grant_item_set_to (SluiceGrantItem *item, const char *type, const char *key, const char *to)
{
  item->to_type = type;
  item->to_key = key;
  item->to = g_strdup (to);
}

/**
 * sluice_warehouse_list_grants:
 * @self: a kind
 * @values: its values
 *
 * Returns: (transfer full) (element-type SluiceGrantItem): the grants, in the order of granting
 */
GPtrArray *
sluice_warehouse_list_grants (const SluiceWarehouse *self, SluiceValues *values)
{
  GPtrArray *grants = g_ptr_array_new_with_free_func ((GDestroyNotify) grant_item_free);

  if (self->add_grants != NULL)
    self->add_grants (values, grants);
  return grants;
}

/* A name that cannot be written is shown as it was typed: its field says what is wrong with it. */
static char *
dup_readable_name (const SluiceQuoting *quoting, const char *type, const char *const *parts)
{
  SluiceQuoteFunc quote = sluice_quote_find ("identifier");
  g_autoptr (GString) text = g_string_new (type);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, i == 0 ? ' ' : '.');
      if (!quote (quoting, parts[i], text, NULL))
        g_string_append (text, parts[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * sluice_warehouse_get_grants:
 * @self: a kind
 * @completed: its values; grants that need a missing one are left out
 *
 * Returns: (transfer full) (element-type SluiceGrant): what is granted, in the order of granting
 */
GPtrArray *
sluice_warehouse_get_grants (const SluiceWarehouse *self, SluiceValues *completed)
{
  GPtrArray *grants = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_grant_free);
  g_autoptr (GPtrArray) items = sluice_warehouse_list_grants (self, completed);

  for (guint i = 0; i < items->len; i++)
    {
      const SluiceGrantItem *item = g_ptr_array_index (items, i);
      const char *to[] = { item->to, NULL };
      SluiceGrant *grant = g_new0 (SluiceGrant, 1);

      grant->privilege = g_strdup (item->privilege);
      grant->object =
          dup_readable_name (self->quoting, item->object_type, (const char *const *) item->object);
      grant->to = dup_readable_name (self->quoting, item->to_type, to);
      grant->why = g_strdup (_ (item->why));
      g_ptr_array_add (grants, grant);
    }
  return grants;
}

/**
 * sluice_grant_free:
 * @grant: (transfer full) (nullable): a grant
 */
void
sluice_grant_free (SluiceGrant *grant)
{
  if (grant == NULL)
    return;
  g_free (grant->privilege);
  g_free (grant->object);
  g_free (grant->to);
  g_free (grant->why);
  g_free (grant);
}
