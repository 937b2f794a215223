/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience-file.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "sluice-text-file.h"

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

/**
 * sluice_audience_name_find_problem:
 * @name: (nullable): a name for an audience
 *
 * Returns: (transfer full) (nullable): what is wrong with it, translated
 */
char *
sluice_audience_name_find_problem (const char *name)
{
  glong length = name != NULL ? g_utf8_strlen (name, -1) : 0;

  if (name == NULL || *name == '\0')
    return g_strdup (_ ("The audience needs a name."));
  if (length > SLUICE_AUDIENCE_NAME_LENGTH)
    return g_strdup_printf (ngettext ("The name has %ld character; mParticle takes %d at most.",
                                      "The name has %ld characters; mParticle takes %d at most.",
                                      (gulong) length),
                            length, SLUICE_AUDIENCE_NAME_LENGTH);
  return NULL;
}

static void
add_problem (GPtrArray *problems, const char *member, char *message)
{
  SluiceDefinitionProblem *problem = g_new0 (SluiceDefinitionProblem, 1);

  problem->pointer = sluice_json_pointer_join ("", member);
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

static void
add_definition_problems (GPtrArray *problems, JsonNode *definition)
{
  g_autoptr (GPtrArray) inner = sluice_definition_validate (definition);

  for (guint i = 0; i < inner->len; i++)
    {
      SluiceDefinitionProblem *problem = g_ptr_array_index (inner, i);
      g_autofree char *place = problem->pointer;

      problem->pointer = g_strconcat ("/definition", place, NULL);
    }
  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&inner));
}

/**
 * sluice_audience_file_validate:
 * @object: what should be {"name", "definition"}
 * @for_good: whether an audience is to be made of it; to go on with, it needs no name yet
 *
 * Returns: (transfer full) (element-type SluiceDefinitionProblem): what is wrong with it; empty if nothing
 */
GPtrArray *
sluice_audience_file_validate (JsonObject *object, gboolean for_good)
{
  GPtrArray *problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_definition_problem_free);
  JsonNode *name = json_object_get_member (object, "name");
  JsonNode *definition = json_object_get_member (object, "definition");
  const char *text = sluice_json_get_string (object, "name");
  g_autofree char *problem = sluice_audience_name_find_problem (text);
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, NULL))
    if (!g_str_equal (member, "name") && !g_str_equal (member, "definition"))
      add_problem (problems, member, g_strdup_printf (_ ("“%s” has no place here."), member));
  if (!for_good && (name == NULL || g_strcmp0 (text, "") == 0))
    g_clear_pointer (&problem, g_free);
  else if (name == NULL)
    add_problem (problems, "name", g_strdup (_ ("The audience's “name” is missing.")));
  else if (problem != NULL)
    add_problem (problems, "name", g_steal_pointer (&problem));
  if (definition == NULL)
    add_problem (problems, "definition", g_strdup (_ ("The audience's “definition” is missing.")));
  else
    add_definition_problems (problems, definition);
  return problems;
}

static gboolean
refuse (GPtrArray *problems, GError **error)
{
  const SluiceDefinitionProblem *first;

  if (problems->len == 0)
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
  g_autoptr (GPtrArray) problems = NULL;
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
  problems = found != root ? sluice_audience_file_validate (object, FALSE)
                           : sluice_definition_validate (found);
  if (refuse (problems, error))
    return FALSE;
  *name = g_strdup (sluice_json_get_string (object, "name"));
  *definition = json_node_copy (found);
  return TRUE;
}

/**
 * sluice_audience_file_load_async:
 * @file: a file
 * @cancellable: (nullable): to stop it
 * @callback: called when it is read
 * @user_data: for the callback
 *
 * Reads a definition without holding up the main loop.
 */
void
sluice_audience_file_load_async (GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  sluice_text_file_read_async (file, SLUICE_TEXT_FILE_USUAL_BYTES, cancellable, callback,
                               user_data);
}

/**
 * sluice_audience_file_load_finish:
 * @result: what the callback got
 * @name: (out) (nullable): the name in it
 * @definition: (out): the definition in it
 * @error: return location for an error
 *
 * Returns: whether there is a valid definition in it
 */
gboolean
sluice_audience_file_load_finish (GAsyncResult *result,
                                  char **name,
                                  JsonNode **definition,
                                  GError **error)
{
  g_autoptr (GBytes) bytes = sluice_text_file_read_finish (result, error);
  const char *text;
  gsize length;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  return sluice_audience_file_read (text != NULL ? text : "", (gssize) length, name, definition,
                                    error);
}
