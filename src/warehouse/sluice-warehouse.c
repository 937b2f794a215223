/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (sluice_value_error, sluice_value_error)

/* In the order in which people are offered them. */
static const SluiceWarehouse *const kinds[] = {
  &sluice_warehouse_snowflake,
  &sluice_warehouse_bigquery,
  &sluice_warehouse_redshift,
  &sluice_warehouse_databricks,
};

/**
 * sluice_warehouse_list:
 * @n_kinds: (out) (optional): how many there are
 *
 * Returns: (transfer none) (array length=n_kinds): every kind
 */
const SluiceWarehouse *const *
sluice_warehouse_list (guint *n_kinds)
{
  if (n_kinds != NULL)
    *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * sluice_warehouse_lookup:
 * @id: (nullable): "snowflake" and so on, as a setup file has it
 *
 * Returns: (transfer none) (nullable): that kind
 */
const SluiceWarehouse *
sluice_warehouse_lookup (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->id, id) == 0)
      return kinds[i];
  return NULL;
}

/**
 * sluice_warehouse_lookup_provider:
 * @service_provider: (nullable): as a connection of the API has it, case included
 *
 * Returns: (transfer none) (nullable): that kind
 */
const SluiceWarehouse *
sluice_warehouse_lookup_provider (const char *service_provider)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->service_provider, service_provider) == 0)
      return kinds[i];
  return NULL;
}

/**
 * sluice_warehouse_get_id:
 * @self: a kind
 *
 * Returns: (transfer none): its name in setup files and on the command line
 */
const char *
sluice_warehouse_get_id (const SluiceWarehouse *self)
{
  return self->id;
}

/**
 * sluice_warehouse_get_display_name:
 * @self: a kind
 *
 * Returns: (transfer none): what people call it; a product's name, never translated
 */
const char *
sluice_warehouse_get_display_name (const SluiceWarehouse *self)
{
  return self->display_name;
}

/**
 * sluice_warehouse_get_service_provider:
 * @self: a kind
 *
 * Returns: (transfer none): what a connection of the API calls it (FACTS 4)
 */
const char *
sluice_warehouse_get_service_provider (const SluiceWarehouse *self)
{
  return self->service_provider;
}

/**
 * sluice_warehouse_get_module_name:
 * @self: a kind
 *
 * Returns: (transfer none): what a feed calls it; its case matters (FACTS 3)
 */
const char *
sluice_warehouse_get_module_name (const SluiceWarehouse *self)
{
  return self->module_name;
}

/**
 * sluice_warehouse_get_sql_dialect:
 * @self: a kind
 *
 * Returns: (transfer none): how its SQL is read
 */
const SluiceSqlDialect *
sluice_warehouse_get_sql_dialect (const SluiceWarehouse *self)
{
  return self->sql_dialect;
}

/**
 * sluice_warehouse_get_iterator_types:
 * @self: a kind
 * @n_types: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_types): what an iterator field may be (FACTS 7.3)
 */
const SluiceIteratorType *
sluice_warehouse_get_iterator_types (const SluiceWarehouse *self, guint *n_types)
{
  *n_types = self->n_iterator_types;
  return self->iterator_types;
}

/**
 * sluice_warehouse_get_fields:
 * @self: a kind
 * @n_fields: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_fields): its fields, in the order of a form
 */
const SluiceField *
sluice_warehouse_get_fields (const SluiceWarehouse *self, guint *n_fields)
{
  *n_fields = self->n_fields;
  return self->fields;
}

/**
 * sluice_warehouse_find_field:
 * @self: a kind
 * @key: any key
 *
 * Returns: (transfer none) (nullable): the field of that key
 */
const SluiceField *
sluice_warehouse_find_field (const SluiceWarehouse *self, const char *key)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (g_strcmp0 (self->fields[i].key, key) == 0)
      return &self->fields[i];
  return NULL;
}

/**
 * sluice_warehouse_get_files:
 * @self: a kind
 * @n_files: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_files): the files it writes, in the order of their use
 */
const SluiceFile *
sluice_warehouse_get_files (const SluiceWarehouse *self, guint *n_files)
{
  *n_files = self->n_files;
  return self->files;
}

/**
 * sluice_warehouse_complete:
 * @self: a kind
 * @values: what was given
 * @account: (nullable): what derived values are made from; parts that are missing or wrong derive
 *   nothing
 *
 * Returns: (transfer full): a copy of @values with fallbacks filled in and derived values added; what
 *   was given stays
 */
SluiceValues *
sluice_warehouse_complete (const SluiceWarehouse *self,
                           SluiceValues *values,
                           const SluiceAccount *account)
{
  SluiceValues *completed = sluice_values_copy (values);

  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].fallback != NULL)
      sluice_values_derive (completed, self->fields[i].key, g_strdup (self->fields[i].fallback));
  if (self->derive != NULL)
    self->derive (completed, account);
  return completed;
}

/**
 * sluice_warehouse_get_warnings:
 * @self: a kind
 * @completed: its values
 *
 * Returns: (transfer full) (element-type utf8): what a person should know before going on, translated
 */
GPtrArray *
sluice_warehouse_get_warnings (const SluiceWarehouse *self, SluiceValues *completed)
{
  GPtrArray *warnings = g_ptr_array_new_with_free_func (g_free);

  if (self->add_warnings != NULL)
    self->add_warnings (completed, warnings);
  return warnings;
}

const char *const sluice_console_step_names[] = { "title", "detail", "value", "has_value", NULL };

/**
 * sluice_warehouse_list_console_steps:
 * @self: a kind
 * @values: its values, completed
 *
 * Returns: (transfer full) (element-type SluiceConsoleStep): the same as
 *   sluice_warehouse_get_console_steps(), in English as files carry them
 */
GPtrArray *
sluice_warehouse_list_console_steps (const SluiceWarehouse *self, SluiceValues *values)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_console_step_free);

  if (self->add_console_steps != NULL)
    self->add_console_steps (values, steps);
  return steps;
}

/**
 * sluice_warehouse_get_console_steps:
 * @self: a kind
 * @completed: its values
 *
 * Returns: (transfer full) (element-type SluiceConsoleStep): what only the vendor's console can do, or
 *   may do in place of a script
 */
GPtrArray *
sluice_warehouse_get_console_steps (const SluiceWarehouse *self, SluiceValues *completed)
{
  GPtrArray *steps = sluice_warehouse_list_console_steps (self, completed);

  for (guint i = 0; i < steps->len; i++)
    {
      SluiceConsoleStep *step = g_ptr_array_index (steps, i);

      step->title = _ (step->title);
      step->detail = _ (step->detail);
    }
  return steps;
}

/**
 * sluice_console_steps_add:
 * @steps: where it is added
 * @key: (nullable): the field that @value is of
 * @title: what to do, marked for translation
 * @detail: where, marked for translation
 * @value: (nullable): the text to type there; an empty one is none
 */
void
sluice_console_steps_add (GPtrArray *steps,
                          const char *key,
                          const char *title,
                          const char *detail,
                          const char *value)
{
  SluiceConsoleStep *step = g_new0 (SluiceConsoleStep, 1);

  step->key = key;
  step->title = title;
  step->detail = detail;
  step->value = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  g_ptr_array_add (steps, step);
}

/**
 * sluice_console_step_free:
 * @step: (transfer full) (nullable): a step
 */
void
sluice_console_step_free (SluiceConsoleStep *step)
{
  if (step == NULL)
    return;
  g_free (step->value);
  g_free (step);
}
