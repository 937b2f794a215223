/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-definition-place.h"

#include <string.h>

#include "sluice-json.h"

/* Walks over JSON that was parsed before, so it need not doubt what it reads. */
typedef struct
{
  const char *at;
  const char *pointer;
  const char *start; /* (nullable): of the deepest thing on the pointer's way */
  const char *end;
  gsize depth; /* how much of the pointer that thing covers */
} Walk;

static void walk_value (Walk *walk, const char *path, const char *from);

static void
skip_space (Walk *walk)
{
  walk->at += strspn (walk->at, " \t\r\n");
}

/* Returns the name that a string holds, as a pointer writes it after @path. */
static char *
read_name (Walk *walk, const char *path)
{
  const char *start = walk->at++;
  g_autofree char *quoted = NULL;
  g_autofree char *name = NULL;
  g_autoptr (JsonNode) node = NULL;

  while (*walk->at != '"')
    walk->at += *walk->at == '\\' ? 2 : 1;
  walk->at++;
  quoted = g_strndup (start, (gsize) (walk->at - start));
  node = sluice_json_parse (quoted, -1, NULL);
  return sluice_json_pointer_join (path, node != NULL ? json_node_get_string (node) : "");
}

static void
walk_object (Walk *walk, const char *path)
{
  walk->at++;
  for (skip_space (walk); *walk->at != '}'; skip_space (walk))
    {
      const char *from = walk->at;
      g_autofree char *inner = read_name (walk, path);

      skip_space (walk);
      walk->at++; /* the colon */
      skip_space (walk);
      walk_value (walk, inner, from);
      skip_space (walk);
      if (*walk->at == ',')
        walk->at++;
    }
  walk->at++;
}

static void
walk_array (Walk *walk, const char *path)
{
  guint i = 0;

  walk->at++;
  for (skip_space (walk); *walk->at != ']'; skip_space (walk))
    {
      g_autofree char *index = g_strdup_printf ("%u", i++);
      g_autofree char *inner = sluice_json_pointer_join (path, index);

      walk_value (walk, inner, walk->at);
      skip_space (walk);
      if (*walk->at == ',')
        walk->at++;
    }
  walk->at++;
}

/* Whether the pointer leads to or through what stands at @path. */
static gboolean
is_on_the_way (Walk *walk, const char *path)
{
  gsize length = strlen (path);

  return g_str_has_prefix (walk->pointer, path) &&
         (walk->pointer[length] == '\0' || walk->pointer[length] == '/');
}

/* @from is where the value's name stands, or the value where it has none. */
static void
walk_value (Walk *walk, const char *path, const char *from)
{
  g_autofree char *name = NULL;
  const char *value = walk->at;

  if (*walk->at == '{')
    walk_object (walk, path);
  else if (*walk->at == '[')
    walk_array (walk, path);
  else if (*walk->at == '"')
    name = read_name (walk, path);
  else
    walk->at += strcspn (walk->at, ",]} \t\r\n");
  if (is_on_the_way (walk, path) && (walk->start == NULL || strlen (path) > walk->depth))
    {
      gboolean is_short = strpbrk (value, "\n") == NULL || strpbrk (value, "\n") >= walk->at;

      walk->start = from;
      walk->end = is_short ? walk->at : from + strcspn (from, "\n");
      walk->depth = strlen (path);
    }
}

/**
 * sluice_definition_find_place:
 * @text: JSON without a fault
 * @pointer: a JSON pointer to something in it, or to something that is missing from it
 * @start: (out): the first character of what it leads to, its name included; where that is missing, of
 *   what it is missing from
 * @end: (out): the character after its last, or after the end of its first line
 *
 * Returns: whether @text is JSON
 */
gboolean
sluice_definition_find_place (const char *text, const char *pointer, guint *start, guint *end)
{
  g_autoptr (JsonNode) root = sluice_json_parse (text, -1, NULL);
  Walk walk = { .at = text, .pointer = pointer };

  if (root == NULL)
    return FALSE;
  skip_space (&walk);
  walk_value (&walk, "", walk.at);
  *start = (guint) g_utf8_strlen (text, walk.start - text);
  *end = (guint) g_utf8_strlen (text, walk.end - text);
  return TRUE;
}
