/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

#include <glib/gi18n.h>

/**
 * sluice_warehouse_add_error:
 * @errors: (nullable) (element-type GError): where it is added
 * @code: the code
 * @key: whose value it is about
 * @message: a translated sentence, which the key is put before
 */
void
sluice_warehouse_add_error (GPtrArray *errors,
                            SluiceValueError code,
                            const char *key,
                            const char *message)
{
  if (errors != NULL)
    g_ptr_array_add (errors, g_error_new (SLUICE_VALUE_ERROR, code, "%s: %s", key, message));
}

/**
 * sluice_value_error_dup_key:
 * @error: an error of %SLUICE_VALUE_ERROR
 *
 * Returns: (transfer full) (nullable): the key its message begins with
 */
char *
sluice_value_error_dup_key (const GError *error)
{
  const char *colon = strstr (error->message, ": ");

  if (error->domain != SLUICE_VALUE_ERROR || colon == NULL)
    return NULL;
  return g_strndup (error->message, colon - error->message);
}

static gboolean
check_choice (const SluiceField *field, const char *text, GError **error)
{
  g_autofree char *choices = NULL;

  if (g_strv_contains (field->choices, text))
    return TRUE;
  choices = g_strjoinv (", ", (char **) field->choices);
  /* TRANSLATORS: the words follow, between commas; they are not translated. */
  g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID, _ ("It must be one of: %s."),
               choices);
  return FALSE;
}

static gboolean
check_field (const SluiceField *field, const char *text, GError **error)
{
  if (!sluice_quote_check_text (text, error))
    return FALSE;
  /* Quoted, it would be a name that nobody has. A password may be what it likes. */
  if (!(field->flags & SLUICE_FIELD_SECRET) && text[strspn (text, " \t\r\n")] == '\0')
    return sluice_field_refuse (error, _ ("It holds nothing but blanks."));
  if (field->flags & SLUICE_FIELD_BOOLEAN && !g_str_equal (text, "true") &&
      !g_str_equal (text, "false"))
    return sluice_field_refuse (error, _ ("It must be true or false."));
  if (field->choices != NULL && !check_choice (field, text, error))
    return FALSE;
  return field->validate == NULL || field->validate (field, text, error);
}

/**
 * sluice_warehouse_validate_value:
 * @self: a kind
 * @key: a field's key
 * @text: its value, or one item of a list; an empty one is missing, which is not judged here
 * @error: return location; the message begins with the key
 *
 * Returns: whether the value can be right
 */
gboolean
sluice_warehouse_validate_value (const SluiceWarehouse *self,
                                 const char *key,
                                 const char *text,
                                 GError **error)
{
  const SluiceField *field = sluice_warehouse_find_field (self, key);

  if (field == NULL)
    {
      g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN,
                   _ ("%s: %s has no value of this name."), key, self->display_name);
      return FALSE;
    }
  if (text == NULL || *text == '\0' || check_field (field, text, error))
    return TRUE;
  g_prefix_error (error, "%s: ", key);
  return FALSE;
}

static gboolean
is_needed (const SluiceWarehouse *self,
           SluiceValues *values,
           const SluiceField *field,
           SluiceFieldNeed purpose)
{
  gboolean needed;

  if (field->flags & SLUICE_FIELD_SECRET || purpose == SLUICE_NEEDED_NO)
    return FALSE;
  if (purpose == SLUICE_NEEDED_SCRIPT)
    needed = field->needed == SLUICE_NEEDED_SCRIPT || field->flags & SLUICE_FIELD_FILES;
  else
    needed = field->needed == SLUICE_NEEDED_CONNECTION;
  return needed && (self->excuses == NULL || !self->excuses (values, field));
}

static void
add_missing (const SluiceField *field, GPtrArray *errors)
{
  if (field->flags & SLUICE_FIELD_DERIVED)
    sluice_warehouse_add_error (
        errors, SLUICE_VALUE_ERROR_MISSING, field->key,
        _ ("This value is missing. It comes from the pod, the organization id "
           "and the account id; give those, or the value itself."));
  else
    sluice_warehouse_add_error (errors, SLUICE_VALUE_ERROR_MISSING, field->key,
                                _ ("This value is missing. Fill it in."));
}

static void
validate_items (const SluiceField *field, SluiceValues *values, GPtrArray *errors)
{
  const char *const *items = sluice_values_get_list (values, field->key);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (*items[i] == '\0')
        sluice_warehouse_add_error (errors, SLUICE_VALUE_ERROR_MISSING, field->key,
                                    _ ("An item of the list is empty. Take it out or fill it in."));
      else if (!check_field (field, items[i], &error))
        sluice_warehouse_add_error (errors, error->code, field->key, error->message);
    }
}

static void
validate_field (const SluiceWarehouse *self,
                const SluiceField *field,
                SluiceValues *values,
                SluiceFieldNeed purpose,
                GPtrArray *errors)
{
  g_autoptr (GError) error = NULL;

  if (!sluice_values_has (values, field->key))
    {
      if (is_needed (self, values, field, purpose))
        add_missing (field, errors);
    }
  else if (field->flags & SLUICE_FIELD_SECRET)
    sluice_warehouse_add_error (errors, SLUICE_VALUE_ERROR_SECRET, field->key,
                                _ ("A secret must not stand here. It is kept in the keyring."));
  else if (field->flags & SLUICE_FIELD_LIST)
    validate_items (field, values, errors);
  else if (!check_field (field, sluice_values_get (values, field->key), &error))
    sluice_warehouse_add_error (errors, error->code, field->key, error->message);
}

static void
refuse_unknown (const SluiceWarehouse *self, SluiceValues *values, GPtrArray *errors)
{
  g_auto (GStrv) keys = sluice_values_list_keys (values);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!sluice_warehouse_validate_value (self, keys[i], "", &error))
        g_ptr_array_add (errors, g_steal_pointer (&error));
    }
}

/**
 * sluice_warehouse_validate:
 * @self: a kind
 * @values: its values, completed
 * @purpose: what they are for: the files (%SLUICE_NEEDED_SCRIPT), the connection, or
 *   %SLUICE_NEEDED_NO to judge only what is there
 * @errors: (nullable) (element-type GError): where each mistake is added, in the order of the fields;
 *   each message begins with its key, see sluice_value_error_dup_key()
 *
 * Returns: whether nothing is missing for @purpose and everything given can be right
 */
gboolean
sluice_warehouse_validate (const SluiceWarehouse *self,
                           SluiceValues *values,
                           SluiceFieldNeed purpose,
                           GPtrArray *errors)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  for (guint i = 0; i < self->n_fields; i++)
    validate_field (self, &self->fields[i], values, purpose, found);
  refuse_unknown (self, values, found);
  if (self->validate != NULL)
    self->validate (values, purpose, found);
  for (guint i = 0; errors != NULL && i < found->len; i++)
    g_ptr_array_add (errors, g_error_copy (g_ptr_array_index (found, i)));
  return found->len == 0;
}
