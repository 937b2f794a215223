/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience-file.h"

#include <glib/gi18n.h>

#include "audience/sluice-definition.h"
#include "sluice-json.h"

/* No definition is this long; what is comes from elsewhere. */
#define MOST_BYTES (1 << 20)

/**
 * sluice_audience_file_write:
 * @name: the audience's name
 * @definition: its definition
 *
 * Returns: (transfer full): both as JSON
 */
char *
sluice_audience_file_write (const char *name, JsonNode *definition)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_member (object, "definition", json_node_copy (definition));
  return sluice_json_object_to_text (object, TRUE);
}

static gboolean
refuse (JsonNode *definition, GError **error)
{
  g_autoptr (GPtrArray) problems = sluice_definition_validate (definition);
  const SluiceDefinitionProblem *first;

  if (problems == NULL || problems->len == 0)
    return FALSE;
  first = g_ptr_array_index (problems, 0);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s",
               *first->pointer != '\0' ? first->pointer : "/", first->message);
  return TRUE;
}

/**
 * sluice_audience_file_read:
 * @text: JSON
 * @length: its length in bytes; -1 where it ends in a NUL
 * @name: (out) (nullable): the name in it
 * @definition: (out): the definition in it
 * @error: return location for an error that says what is wrong and where
 *
 * Returns: whether there is a valid definition in it
 */
gboolean
sluice_audience_file_read (const char *text,
                           gssize length,
                           char **name,
                           JsonNode **definition,
                           GError **error)
{
  g_autoptr (JsonNode) root = sluice_json_parse (text, length, error);
  JsonObject *object;
  JsonNode *found;

  *name = NULL;
  *definition = NULL;
  if (root == NULL)
    return FALSE;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  found = object != NULL && json_object_has_member (object, "definition")
              ? json_object_get_member (object, "definition")
              : root;
  if (refuse (found, error))
    return FALSE;
  *name = g_strdup (sluice_json_get_string (object, "name"));
  *definition = json_node_copy (found);
  return TRUE;
}

/**
 * sluice_audience_file_load:
 * @file: a file
 * @name: (out) (nullable): the name in it
 * @definition: (out): the definition in it
 * @error: return location for an error
 *
 * Returns: whether there is a valid definition in it
 */
gboolean
sluice_audience_file_load (GFile *file, char **name, JsonNode **definition, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, error))
    return FALSE;
  if (length > MOST_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The file is too large for a definition."));
      return FALSE;
    }
  return sluice_audience_file_read (text, (gssize) length, name, definition, error);
}

/**
 * sluice_audience_file_save:
 * @file: where to
 * @name: the audience's name
 * @definition: its definition
 * @error: return location for an error
 *
 * Returns: whether it is there
 */
gboolean
sluice_audience_file_save (GFile *file, const char *name, JsonNode *definition, GError **error)
{
  g_autofree char *text = sluice_audience_file_write (name, definition);

  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  NULL, error);
}
