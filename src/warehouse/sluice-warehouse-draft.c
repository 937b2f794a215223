/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

static gboolean
is_usable (const SluiceWarehouse *self, const SluiceField *field, SluiceValues *values)
{
  const char *const *items = sluice_values_get_list (values, field->key);

  if (!sluice_values_has (values, field->key))
    return FALSE;
  if (!(field->flags & SLUICE_FIELD_LIST))
    return sluice_warehouse_validate_value (self, field->key,
                                            sluice_values_get (values, field->key), NULL);
  for (guint i = 0; items[i] != NULL; i++)
    if (*items[i] == '\0' || !sluice_warehouse_validate_value (self, field->key, items[i], NULL))
      return FALSE;
  return TRUE;
}

static gboolean
is_wanted (const SluiceWarehouse *self, const SluiceField *field, SluiceValues *values)
{
  if (sluice_values_has (values, field->key))
    return TRUE;
  if (field->needed != SLUICE_NEEDED_SCRIPT && !(field->flags & SLUICE_FIELD_FILES))
    return FALSE;
  return self->excuses == NULL || !self->excuses (values, field);
}

/**
 * sluice_warehouse_render_draft:
 * @self: a kind
 * @file: the name of one of its files
 * @completed: its values, completed, as far as they are known
 * @query: (nullable): the data model's query, which only probe.sql needs
 * @error: return location
 *
 * The file as it stands while a form is being filled in: where a value is missing or wrong stands its
 * field's example. For looking at, never for saving.
 *
 * Returns: (transfer full) (nullable): the file's text
 */
char *
sluice_warehouse_render_draft (const SluiceWarehouse *self,
                               const char *file,
                               SluiceValues *completed,
                               const char *query,
                               GError **error)
{
  g_autoptr (SluiceValues) draft = sluice_values_copy (completed);

  for (guint i = 0; i < self->n_fields; i++)
    {
      const SluiceField *field = &self->fields[i];

      if (!(field->flags & SLUICE_FIELD_SECRET) && is_wanted (self, field, completed) &&
          !is_usable (self, field, completed))
        sluice_values_set (draft, field->key, field->example);
    }
  return sluice_warehouse_render (self, file, draft, query, error);
}

static char *
quote_string (const SluiceWarehouse *self, const char *key, const char *text, GError **error)
{
  /* Of the size it can reach (\uXXXX for a character), so that it leaves no copy behind as it grows. */
  g_autoptr (GString) out = g_string_sized_new (6 * strlen (text) + 3);

  if (sluice_quote_find ("string") (self->quoting, text, out, error))
    return g_string_free (g_steal_pointer (&out), FALSE);
  /* What was written until the refusal is part of a secret. */
  explicit_bzero (out->str, out->len);
  g_prefix_error (error, "%s: ", key);
  return NULL;
}

static gboolean
is_comment (const char *line)
{
  return g_str_has_prefix (line, "--");
}

/**
 * sluice_warehouse_has_secret:
 * @self: a kind
 * @text: a file's text, as rendered
 * @key: a secret field's key
 *
 * Returns: whether the secret has a place in @text, to be filled in by hand or with
 *   sluice_warehouse_fill_secret()
 */
gboolean
sluice_warehouse_has_secret (const SluiceWarehouse *self, const char *text, const char *key)
{
  g_autofree char *mark = g_strdup_printf ("<%s>", key);
  g_autofree char *quoted = quote_string (self, key, mark, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_comment (lines[i]) && strstr (lines[i], quoted) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * sluice_warehouse_fill_secret:
 * @self: a kind
 * @text: a SQL file's text, as rendered
 * @key: a secret field's key
 * @secret: the secret itself
 * @error: return location; its message begins with the key and does not tell the secret
 *
 * For the one copy that a person asked for with the secret in it. Whoever gets the text wipes it after
 * use, and never writes it to a file or a log.
 *
 * Returns: (transfer full) (nullable): @text with the secret in its place, quoted as the warehouse wants
 */
char *
sluice_warehouse_fill_secret (const SluiceWarehouse *self,
                              const char *text,
                              const char *key,
                              const char *secret,
                              GError **error)
{
  g_autofree char *mark = g_strdup_printf ("<%s>", key);
  g_autofree char *quoted_mark = quote_string (self, key, mark, NULL);
  char *quoted_secret = quote_string (self, key, secret, error);
  GString *out;

  if (quoted_secret == NULL)
    return NULL;
  /* Of the size it can reach, so that it never moves and leaves a copy behind. */
  out =
      g_string_sized_new (strlen (text) * (1 + strlen (quoted_secret) / strlen (quoted_mark)) + 1);
  for (const char *line = text, *end; *line != '\0'; line = end)
    {
      const char *place = strstr (line, quoted_mark);

      end = strchr (line, '\n') != NULL ? strchr (line, '\n') + 1 : line + strlen (line);
      if (place == NULL || place >= end || is_comment (line))
        {
          g_string_append_len (out, line, end - line);
          continue;
        }
      g_string_append_len (out, line, place - line);
      g_string_append (out, quoted_secret);
      place += strlen (quoted_mark);
      g_string_append_len (out, place, end - place);
    }
  explicit_bzero (quoted_secret, strlen (quoted_secret));
  g_free (quoted_secret);
  return g_string_free (out, FALSE);
}
