/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "warehouse/sluice-template.h"
#include "warehouse/sluice-warehouse-resources.h"

/* Where a caller that knows the pipeline may put its iterator, for probe.sql. */
static const char *const probe_keys[] = { "iterator_field", "iterator_data_type" };

/* Which iterator types count from 1970, so that probe.sql can make times of them. */
static const struct
{
  const char *flag;
  const char *iterator_type;
} probe_flags[] = {
  { "unix_seconds", "timestamp_unixtime_s" },
  { "unix_milliseconds", "timestamp_unixtime_ms" },
};

static const char *const item_names[] = { "item", NULL };

static void
set_list (SluiceScope *scope, const char *key, const char *const *items)
{
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    sluice_scope_set_text (sluice_scope_add_item (scope, key), "item", key, items[i]);
}

/* Files never hold a secret: its name stands in its place, between marks that no value begins with. */
static void
set_secret (SluiceScope *scope, const char *key)
{
  g_autofree char *placeholder = g_strdup_printf ("<%s>", key);

  sluice_scope_set_text (scope, key, key, placeholder);
}

static void
set_field (const SluiceWarehouse *self,
           const SluiceField *field,
           SluiceValues *values,
           SluiceScope *scope)
{
  const char *const *items = sluice_values_get_list (values, field->key);
  const char *text = sluice_values_get (values, field->key);
  g_autoptr (GError) error = NULL;

  sluice_scope_declare (scope, field->key);
  if (field->flags & SLUICE_FIELD_SECRET)
    set_secret (scope, field->key);
  else if (field->flags & SLUICE_FIELD_LIST)
    set_list (scope, field->key, items);
  else if (field->flags & SLUICE_FIELD_BOOLEAN)
    sluice_scope_set_flag (scope, field->key, sluice_values_get_boolean (values, field->key));
  else if (text != NULL)
    sluice_scope_set_text (scope, field->key, field->key, text);

  if (field->flags & SLUICE_FIELD_LIST)
    for (guint i = 0; items != NULL && items[i] != NULL && error == NULL; i++)
      sluice_warehouse_validate_value (self, field->key, items[i], &error);
  else
    sluice_warehouse_validate_value (self, field->key, text, &error);
  if (error != NULL)
    sluice_scope_set_error (scope, field->key, error);
}

static void
set_grant (const SluiceWarehouse *self, const SluiceGrantItem *grant, SluiceScope *scope)
{
  SluiceScope *item = sluice_scope_add_item (scope, "grants");

  sluice_scope_set_text (item, "privilege", grant->object_key, grant->privilege);
  sluice_scope_set_text (item, "object_type", grant->object_key, grant->object_type);
  sluice_scope_set_name (item, "object", grant->object_key, (const char *const *) grant->object);
  sluice_scope_set_text (item, "to_type", grant->to_key, grant->to_type);
  sluice_scope_set_text (item, "to", grant->to_key, grant->to);
  sluice_scope_set_text (item, "why", grant->object_key, grant->why);
  for (guint i = 0; self->grant_shapes != NULL && self->grant_shapes[i] != NULL; i++)
    sluice_scope_set_flag (item, self->grant_shapes[i],
                           g_str_equal (grant->shape, self->grant_shapes[i]));
}

/* A set-up without some of its grants would look whole: a file that has them asks for their values. */
static void
set_grants_error (const SluiceWarehouse *self, SluiceValues *values, SluiceScope *scope)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  sluice_warehouse_validate (self, values, SLUICE_NEEDED_SCRIPT, errors);
  for (guint i = 0; i < errors->len; i++)
    {
      const GError *error = g_ptr_array_index (errors, i);
      g_autofree char *key = sluice_value_error_dup_key (error);
      const SluiceField *field = key != NULL ? sluice_warehouse_find_field (self, key) : NULL;

      if (field == NULL || !(field->flags & SLUICE_FIELD_GRANTS) ||
          error->code != SLUICE_VALUE_ERROR_MISSING)
        continue;
      sluice_scope_set_error (scope, "grants", error);
      return;
    }
}

static void
set_console_steps (const SluiceWarehouse *self, SluiceValues *values, SluiceScope *scope)
{
  g_autoptr (GPtrArray) steps = sluice_warehouse_list_console_steps (self, values);

  for (guint i = 0; i < steps->len; i++)
    {
      const SluiceConsoleStep *step = g_ptr_array_index (steps, i);
      SluiceScope *item = sluice_scope_add_item (scope, "console_steps");

      sluice_scope_set_text (item, "title", NULL, step->title);
      sluice_scope_set_text (item, "detail", NULL, step->detail);
      sluice_scope_set_text (item, "value", step->key, step->value);
      sluice_scope_set_flag (item, "has_value", step->value != NULL);
    }
}

static void
set_grants (const SluiceWarehouse *self, SluiceValues *values, SluiceScope *scope)
{
  g_autoptr (GPtrArray) grants = sluice_warehouse_list_grants (self, values);

  for (guint i = 0; i < grants->len; i++)
    set_grant (self, g_ptr_array_index (grants, i), scope);
  set_grants_error (self, values, scope);
}

/* Every name that the template may use. The long lists are made only for one that goes through them, because all files are written anew at each keystroke. */
static SluiceScope *
make_scope (const SluiceWarehouse *self,
            const char *template,
            SluiceValues *values,
            const char *query)
{
  SluiceScope *scope = sluice_scope_new ();

  for (guint i = 0; i < self->n_fields; i++)
    set_field (self, &self->fields[i], values, scope);
  sluice_scope_declare (scope, "grants");
  sluice_scope_declare (scope, "console_steps");
  if (strstr (template, "{{#grants}}") != NULL)
    set_grants (self, values, scope);
  if (strstr (template, "{{#console_steps}}") != NULL)
    set_console_steps (self, values, scope);
  sluice_scope_set_text (scope, "query", "query", query);
  for (guint i = 0; i < G_N_ELEMENTS (probe_keys); i++)
    sluice_scope_set_text (scope, probe_keys[i], probe_keys[i],
                           sluice_values_get (values, probe_keys[i]));
  for (guint i = 0; i < G_N_ELEMENTS (probe_flags); i++)
    sluice_scope_set_flag (scope, probe_flags[i].flag,
                           g_strcmp0 (sluice_values_get (values, "iterator_data_type"),
                                      probe_flags[i].iterator_type) == 0);
  for (guint i = 0; i < self->n_names; i++)
    sluice_scope_declare (scope, self->names[i].name);
  if (self->fill_scope != NULL)
    self->fill_scope (values, scope);
  return scope;
}

/* The templates are compiled into the library, so that no installed file can be missing or changed. */
static const char *
find_template (const SluiceWarehouse *self, const char *file)
{
  g_autofree char *path = g_strconcat (APP_PATH "/warehouses/", self->id, "/", file, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (sluice_warehouse_get_resource (), path, 0, NULL);

  return bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL;
}

static gboolean
has_file (const SluiceWarehouse *self, const char *file)
{
  for (guint i = 0; i < self->n_files; i++)
    if (g_strcmp0 (self->files[i].name, file) == 0)
      return TRUE;
  return FALSE;
}

/**
 * sluice_warehouse_render:
 * @self: a kind
 * @file: the name of one of its files
 * @completed: its values, completed; those that the file does not use may be missing or wrong
 * @query: (nullable): the data model's query, which only probe.sql needs
 * @error: return location; the message begins with the key of the value at fault, or with "query"
 *
 * Writes no secret: where one belongs stands its key between angle brackets, and a comment says how to
 * fill it in.
 *
 * Returns: (transfer full) (nullable): the file's text
 */
char *
sluice_warehouse_render (const SluiceWarehouse *self,
                         const char *file,
                         SluiceValues *completed,
                         const char *query,
                         GError **error)
{
  g_autoptr (SluiceScope) scope = NULL;
  g_autoptr (GString) out = g_string_sized_new (8192);
  const char *template = has_file (self, file) ? find_template (self, file) : NULL;

  if (template == NULL)
    {
      g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN,
                   _ ("%s: %s has no file of this name."), file, self->display_name);
      return NULL;
    }
  scope = make_scope (self, template, completed, query);
  if (!sluice_template_render (template, scope, self->quoting, out, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_name (GArray *names, const char *name, const char *const *items)
{
  const SluiceTemplateName declared = { name, items };

  g_array_append_val (names, declared);
}

static GPtrArray *
list_grant_names (const SluiceWarehouse *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; sluice_grant_names[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) sluice_grant_names[i]);
  for (guint i = 0; self->grant_shapes != NULL && self->grant_shapes[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) self->grant_shapes[i]);
  g_ptr_array_add (names, NULL);
  return names;
}

/**
 * sluice_warehouse_check_templates:
 * @self: a kind
 * @problems: (element-type utf8): where each is added, with its file
 *
 * For tests: a file without a template, a name or role that is not defined, a section that never ends.
 */
void
sluice_warehouse_check_templates (const SluiceWarehouse *self, GPtrArray *problems)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (SluiceTemplateName));
  g_autoptr (GPtrArray) grant_names = list_grant_names (self);

  for (guint i = 0; i < self->n_fields; i++)
    add_name (names, self->fields[i].key,
              self->fields[i].flags & SLUICE_FIELD_LIST ? item_names : NULL);
  add_name (names, "grants", (const char *const *) grant_names->pdata);
  add_name (names, "console_steps", sluice_console_step_names);
  add_name (names, "query", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (probe_keys); i++)
    add_name (names, probe_keys[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (probe_flags); i++)
    add_name (names, probe_flags[i].flag, NULL);
  if (self->n_names > 0)
    g_array_append_vals (names, self->names, self->n_names);

  for (guint i = 0; i < self->n_files; i++)
    {
      const char *template = find_template (self, self->files[i].name);
      guint before = problems->len;

      if (template == NULL)
        g_ptr_array_add (problems, g_strdup ("has no template"));
      else
        sluice_template_check (template, (const SluiceTemplateName *) (gpointer) names->data,
                               names->len, problems);
      for (guint j = before; j < problems->len; j++)
        {
          g_autofree char *problem = g_ptr_array_index (problems, j);

          problems->pdata[j] =
              g_strconcat (self->id, "/", self->files[i].name, ": ", problem, NULL);
        }
    }
}
