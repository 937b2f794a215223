/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-warehouse-form.h"

#include <glib/gi18n.h>

#include "ui/warehouses/sluice-secret-field.h"
#include "ui/warehouses/sluice-value-field.h"

#define FIELDS_A_TURN 4

struct _SluiceWarehouseForm
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  const SluiceWarehouse *kind;
  SluiceValues *values;
  GPtrArray *fields;  /* SluiceValueField */
  GPtrArray *secrets; /* SluiceSecretField */
  GHashTable *groups; /* heading -> AdwPreferencesGroup, owned by the page */
  guint n_shown;      /* how many of the kind's fields are there yet */
  SluiceValues *completed;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (SluiceWarehouseForm, sluice_warehouse_form, ADW_TYPE_BIN)

static AdwPreferencesGroup *
ensure_group (SluiceWarehouseForm *self, const char *heading)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (self->groups, heading);

  if (group == NULL)
    {
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, _ (heading));
      adw_preferences_page_add (self->page, group);
      g_hash_table_insert (self->groups, (gpointer) heading, group);
    }
  return group;
}

static void
add_secret (SluiceWarehouseForm *self, const SluiceField *field, AdwPreferencesGroup *group)
{
  SluiceSecretField *secret = sluice_secret_field_new (self->context, self->kind, field);

  sluice_secret_field_set_values (secret, self->values);
  sluice_secret_field_add_to (secret, group);
  g_ptr_array_add (self->secrets, secret);
}

static void
add_value (SluiceWarehouseForm *self, const SluiceField *field, AdwPreferencesGroup *group)
{
  SluiceValueField *value = sluice_value_field_new (self->kind, field, self->values);

  sluice_value_field_add_to (value, group);
  if (self->completed != NULL)
    sluice_value_field_set_completed (value, self->completed);
  g_ptr_array_add (self->fields, value);
}

static void
add_field (SluiceWarehouseForm *self, const SluiceField *field)
{
  AdwPreferencesGroup *group = ensure_group (self, field->group);

  if (field->flags & SLUICE_FIELD_SECRET)
    add_secret (self, field, group);
  else
    add_value (self, field, group);
}

static void
fill_all (SluiceWarehouseForm *self)
{
  while (sluice_warehouse_form_fill (self))
    ;
}

static SluiceValueField *
find_field (SluiceWarehouseForm *self, const char *key)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      SluiceValueField *field = g_ptr_array_index (self->fields, i);

      if (g_strcmp0 (sluice_value_field_get_field (field)->key, key) == 0)
        return field;
    }
  return NULL;
}

static void
sluice_warehouse_form_dispose (GObject *object)
{
  SluiceWarehouseForm *self = SLUICE_WAREHOUSE_FORM (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_object (&self->completed);
  g_clear_object (&self->values);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_warehouse_form_parent_class)->dispose (object);
}

static void
sluice_warehouse_form_class_init (SluiceWarehouseFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_warehouse_form_dispose;
}

static void
sluice_warehouse_form_init (SluiceWarehouseForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->secrets = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = g_hash_table_new (g_str_hash, g_str_equal);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

/**
 * sluice_warehouse_form_new:
 * @context: the context of the window
 * @kind: the kind of warehouse
 * @values: what the form reads and writes
 *
 * Returns: (transfer floating): the form
 */
SluiceWarehouseForm *
sluice_warehouse_form_new (SluiceUiContext *context,
                           const SluiceWarehouse *kind,
                           SluiceValues *values)
{
  SluiceWarehouseForm *self = g_object_new (SLUICE_TYPE_WAREHOUSE_FORM, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->values = g_object_ref (values);
  sluice_warehouse_form_fill (self);
  return self;
}

/**
 * sluice_warehouse_form_fill:
 * @self: the form
 *
 * Adds a few more of its fields: all at once would hold up the window.
 *
 * Returns: whether there are more
 */
gboolean
sluice_warehouse_form_fill (SluiceWarehouseForm *self)
{
  guint n_fields;
  const SluiceField *fields = sluice_warehouse_get_fields (self->kind, &n_fields);

  g_return_val_if_fail (SLUICE_IS_WAREHOUSE_FORM (self), FALSE);

  for (guint i = 0; i < FIELDS_A_TURN && self->n_shown < n_fields; i++)
    add_field (self, &fields[self->n_shown++]);
  return self->n_shown < n_fields;
}

/**
 * sluice_warehouse_form_set_completed:
 * @self: the form
 * @completed: all values, with the derived ones and the fallbacks
 *
 * Shows the values as they stand now.
 */
void
sluice_warehouse_form_set_completed (SluiceWarehouseForm *self, SluiceValues *completed)
{
  g_return_if_fail (SLUICE_IS_WAREHOUSE_FORM (self));

  g_set_object (&self->completed, completed);
  for (guint i = 0; i < self->fields->len; i++)
    sluice_value_field_set_completed (g_ptr_array_index (self->fields, i), completed);
}

/**
 * sluice_warehouse_form_show_errors:
 * @self: the form
 * @errors: (element-type GError): what the core found, each naming its key
 *
 * Marks the fields at fault and leads to the first.
 *
 * Returns: whether a field was found for one of them
 */
gboolean
sluice_warehouse_form_show_errors (SluiceWarehouseForm *self, GPtrArray *errors)
{
  SluiceValueField *first = NULL;

  g_return_val_if_fail (SLUICE_IS_WAREHOUSE_FORM (self), FALSE);

  fill_all (self);
  for (guint i = 0; i < errors->len; i++)
    {
      const GError *error = g_ptr_array_index (errors, i);
      g_autofree char *key = sluice_value_error_dup_key (error);
      SluiceValueField *field = find_field (self, key);

      if (field == NULL)
        continue;
      sluice_value_field_set_missing (field, error->message);
      if (first == NULL)
        first = field;
    }
  if (first != NULL)
    sluice_value_field_focus (first);
  return first != NULL;
}

/**
 * sluice_warehouse_form_focus_field:
 * @self: the form
 * @key: a field's key
 *
 * Leads the keyboard to a field.
 */
void
sluice_warehouse_form_focus_field (SluiceWarehouseForm *self, const char *key)
{
  SluiceValueField *field;

  g_return_if_fail (SLUICE_IS_WAREHOUSE_FORM (self));

  fill_all (self);
  field = find_field (self, key);
  if (field != NULL)
    sluice_value_field_focus (field);
}

/**
 * sluice_warehouse_form_append:
 * @self: the form
 * @group: something else that belongs under the fields
 *
 * Adds a group at the end.
 */
void
sluice_warehouse_form_append (SluiceWarehouseForm *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (SLUICE_IS_WAREHOUSE_FORM (self));

  adw_preferences_page_add (self->page, group);
}
