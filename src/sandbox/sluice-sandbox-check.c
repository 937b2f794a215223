/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-check.h"

#include "sandbox/sluice-sandbox-clock.h"
#include "sluice-json.h"

#include <string.h>

/* Longer names are not documented for any object but audiences; this keeps replies readable. */
#define TEXT_MAX 1000000

/**
 * sluice_sandbox_problem:
 * @problems: (element-type utf8): where to add it
 * @field: the field it is about
 * @format: what is wrong, to follow "Field 'x' "
 * @...: arguments of @format
 */
void
sluice_sandbox_problem (GPtrArray *problems, const char *field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems, g_strdup_printf ("Field '%s' %s", field, text));
}

static const char *
get_member_name (const char *field)
{
  const char *dot = strrchr (field, '.');

  return dot != NULL ? dot + 1 : field;
}

/**
 * sluice_sandbox_is_set:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: whether it is there and not null
 */
gboolean
sluice_sandbox_is_set (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

static gboolean
is_there (GPtrArray *problems, JsonObject *object, const char *field, gboolean required)
{
  if (sluice_sandbox_is_set (object, get_member_name (field)))
    return TRUE;
  if (required)
    sluice_sandbox_problem (problems, field, "is required.");
  return FALSE;
}

/**
 * sluice_sandbox_check_text:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: (nullable): what holds the field
 * @field: the field
 * @required: whether it must be there and not be empty
 *
 * Returns: (transfer none) (nullable): its text
 */
const char *
sluice_sandbox_check_text (GPtrArray *problems,
                           JsonObject *object,
                           const char *field,
                           gboolean required)
{
  const char *text;

  if (!is_there (problems, object, field, required))
    return NULL;
  text = sluice_json_get_string (object, get_member_name (field));
  if (text == NULL)
    sluice_sandbox_problem (problems, field, "must be a text.");
  else if (required && *text == '\0')
    {
      sluice_sandbox_problem (problems, field, "is required.");
      return NULL;
    }
  else if (strlen (text) > TEXT_MAX)
    sluice_sandbox_problem (problems, field, "is too long.");
  return text;
}

/**
 * sluice_sandbox_check_slug:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: what holds the field
 * @field: the field, which is required
 *
 * Returns: (transfer none) (nullable): an id of letters, digits, `_` and `-` (FACTS 4)
 */
const char *
sluice_sandbox_check_slug (GPtrArray *problems, JsonObject *object, const char *field)
{
  const char *text = sluice_sandbox_check_text (problems, object, field, TRUE);

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-')
      {
        sluice_sandbox_problem (problems, field, "may hold letters, digits, '_' and '-' only.");
        return NULL;
      }
  return text;
}

/**
 * sluice_sandbox_check_choice:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: (nullable): what holds the field
 * @field: the field
 * @choices: %NULL-terminated list of the words allowed, case counts
 * @required: whether it must be there
 *
 * Returns: (transfer none) (nullable): the word
 */
const char *
sluice_sandbox_check_choice (GPtrArray *problems,
                             JsonObject *object,
                             const char *field,
                             const char *const *choices,
                             gboolean required)
{
  const char *text = sluice_sandbox_check_text (problems, object, field, required);
  g_autofree char *list = NULL;

  if (text == NULL || g_strv_contains (choices, text))
    return text;
  list = g_strjoinv (", ", (char **) choices);
  sluice_sandbox_problem (problems, field, "must be one of %s, not '%s'.", list, text);
  return NULL;
}

/**
 * sluice_sandbox_check_number:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: what holds the field
 * @field: the field
 * @required: whether it must be there
 * @number: (out): the whole number; left alone where there is none
 *
 * Returns: whether there is one
 */
gboolean
sluice_sandbox_check_number (GPtrArray *problems,
                             JsonObject *object,
                             const char *field,
                             gboolean required,
                             gint64 *number)
{
  JsonNode *node;

  if (!is_there (problems, object, field, required))
    return FALSE;
  node = json_object_get_member (object, get_member_name (field));
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    {
      sluice_sandbox_problem (problems, field, "must be a whole number.");
      return FALSE;
    }
  *number = json_node_get_int (node);
  return TRUE;
}

/**
 * sluice_sandbox_check_time:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: (nullable): what holds the field
 * @field: the field
 * @required: whether it must be there
 *
 * Returns: the time in microseconds since 1970, or 0 for none
 */
gint64
sluice_sandbox_check_time (GPtrArray *problems,
                           JsonObject *object,
                           const char *field,
                           gboolean required)
{
  const char *text = sluice_sandbox_check_text (problems, object, field, required);
  gint64 time = 0;

  if (text != NULL && !sluice_sandbox_clock_parse (text, &time))
    sluice_sandbox_problem (problems, field, "must be a time such as 2026-12-01T00:15:00Z.");
  return time;
}

/**
 * sluice_sandbox_check_boolean:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: what holds the field
 * @field: the field
 * @fallback: what an absent one means
 *
 * Returns: the value
 */
gboolean
sluice_sandbox_check_boolean (GPtrArray *problems,
                              JsonObject *object,
                              const char *field,
                              gboolean fallback)
{
  JsonNode *node;

  if (!is_there (problems, object, field, FALSE))
    return fallback;
  node = json_object_get_member (object, get_member_name (field));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  sluice_sandbox_problem (problems, field, "must be true or false.");
  return fallback;
}

/**
 * sluice_sandbox_check_object:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: what holds the field
 * @field: the field
 * @required: whether it must be there
 *
 * Returns: (transfer none) (nullable): the object
 */
JsonObject *
sluice_sandbox_check_object (GPtrArray *problems,
                             JsonObject *object,
                             const char *field,
                             gboolean required)
{
  JsonObject *found;

  if (!is_there (problems, object, field, required))
    return NULL;
  found = sluice_json_get_object (object, get_member_name (field));
  if (found == NULL)
    sluice_sandbox_problem (problems, field, "must be an object.");
  return found;
}

/**
 * sluice_sandbox_check_array:
 * @problems: (element-type utf8): where to add what is wrong
 * @object: what holds the field
 * @field: the field
 * @required: whether it must be there
 *
 * Returns: (transfer none) (nullable): the list
 */
JsonArray *
sluice_sandbox_check_array (GPtrArray *problems,
                            JsonObject *object,
                            const char *field,
                            gboolean required)
{
  JsonArray *found;

  if (!is_there (problems, object, field, required))
    return NULL;
  found = sluice_json_get_array (object, get_member_name (field));
  if (found == NULL)
    sluice_sandbox_problem (problems, field, "must be a list.");
  return found;
}
