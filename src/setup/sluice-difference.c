/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-difference.h"

#include "api/sluice-redactor.h"
#include "sluice-json.h"
#include "sluice-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of two long texts each line that differs is told, up to so many. */
#define MAX_LINES  20
#define MAX_LENGTH 120

typedef struct
{
  GStrvBuilder *lines;
  gboolean only_shown;
} Comparison;

static void
compare_members (Comparison *comparison, const char *path, JsonObject *there, JsonObject *ours);

static char *
describe (const char *text)
{
  if (text == NULL)
    return g_strdup (_ ("(nothing)"));
  if (g_utf8_strlen (text, -1) > MAX_LENGTH)
    {
      g_autofree char *begin = g_utf8_substring (text, 0, MAX_LENGTH);

      return g_strconcat (begin, "…", NULL);
    }
  return g_strdup (text);
}

static void
add_line (Comparison *comparison, const char *path, const char *there, const char *ours)
{
  g_autofree char *from = describe (there);
  g_autofree char *to = describe (ours);
  g_autofree char *line = g_strdup_printf ("%s: %s → %s", path, from, to);

  g_strv_builder_add (comparison->lines, line);
}

static void
add_text_lines (Comparison *comparison, const char *path, const char *there, const char *ours)
{
  g_auto (GStrv) rows_there = g_strsplit (there, "\n", -1);
  g_auto (GStrv) rows_ours = g_strsplit (ours, "\n", -1);
  guint n_there = g_strv_length (rows_there);
  guint n_ours = g_strv_length (rows_ours);
  guint told = 0;

  for (guint i = 0; i < MAX (n_there, n_ours) && told < MAX_LINES; i++)
    {
      const char *row_there = i < n_there ? rows_there[i] : NULL;
      const char *row_ours = i < n_ours ? rows_ours[i] : NULL;
      g_autofree char *place = NULL;

      if (g_strcmp0 (row_there, row_ours) == 0)
        continue;
      /* Translators: a place in a document and the number of a line of the text that stands there */
      place = g_strdup_printf (_ ("%s, line %u"), path, i + 1);
      add_line (comparison, place, row_there, row_ours);
      told++;
    }
}

static gboolean
is_time (const char *path)
{
  static const char *const names[] = { ".start", ".end", ".from", ".until" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_suffix (path, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
same_moment (const char *a, const char *b)
{
  g_autoptr (GDateTime) time_a = sluice_time_parse (a);
  g_autoptr (GDateTime) time_b = sluice_time_parse (b);

  /* Requests go out to the second (CONTRACT 3). */
  return time_a != NULL && time_b != NULL &&
         g_date_time_to_unix (time_a) == g_date_time_to_unix (time_b);
}

/* Line ends and blanks behind the last line are no part of what a query says. */
static char *
trim_text (const char *text)
{
  g_autoptr (GString) trimmed = g_string_new (text);

  g_string_replace (trimmed, "\r\n", "\n", 0);
  return g_strchomp (g_strdup (trimmed->str));
}

static void
compare_scalars (Comparison *comparison, const char *path, JsonNode *there, JsonNode *ours)
{
  g_autofree char *raw_there = sluice_json_scalar_to_text (there);
  g_autofree char *raw_ours = sluice_json_scalar_to_text (ours);
  g_autofree char *text_there = trim_text (raw_there != NULL ? raw_there : "");
  g_autofree char *text_ours = trim_text (raw_ours != NULL ? raw_ours : "");

  if (strcmp (text_there, text_ours) == 0 || sluice_is_mask (raw_there) ||
      (is_time (path) && same_moment (text_there, text_ours)))
    return;
  if (raw_there != NULL && (strchr (text_there, '\n') != NULL || strchr (text_ours, '\n') != NULL))
    add_text_lines (comparison, path, text_there, text_ours);
  else
    add_line (comparison, path, *text_there != '\0' ? text_there : NULL,
              *text_ours != '\0' ? text_ours : NULL);
}

static gboolean
holds_same (Comparison *comparison, JsonNode *there, JsonNode *ours)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  Comparison inner = { lines, comparison->only_shown };
  g_auto (GStrv) found = NULL;

  if (JSON_NODE_HOLDS_OBJECT (there) && JSON_NODE_HOLDS_OBJECT (ours))
    compare_members (&inner, "", json_node_get_object (there), json_node_get_object (ours));
  else
    compare_scalars (&inner, "", there, ours);
  found = g_strv_builder_end (lines);
  return found[0] == NULL;
}

/* Whether one of the elements that are still free is the same; then it is taken. */
static gboolean
take_same (Comparison *comparison, JsonArray *there, gboolean *taken, JsonNode *ours)
{
  for (guint i = 0; i < json_array_get_length (there); i++)
    if (!taken[i] && holds_same (comparison, json_array_get_element (there, i), ours))
      {
        taken[i] = TRUE;
        return TRUE;
      }
  return FALSE;
}

/* A list of mappings says the same in any order. */
static void
compare_arrays (Comparison *comparison, const char *path, JsonArray *there, JsonArray *ours)
{
  guint n_there = there != NULL ? json_array_get_length (there) : 0;
  g_autofree gboolean *taken = g_new0 (gboolean, n_there + 1);

  for (guint i = 0; i < json_array_get_length (ours); i++)
    {
      JsonNode *element = json_array_get_element (ours, i);
      g_autofree char *text = NULL;
      g_autofree char *place = NULL;

      if (there != NULL && take_same (comparison, there, taken, element))
        continue;
      text = sluice_json_to_text (element, FALSE);
      place = g_strdup_printf ("%s[%u]", path, i);
      add_line (comparison, place, NULL, text);
    }
  for (guint i = 0; i < n_there; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *place = NULL;

      if (taken[i])
        continue;
      text = sluice_json_to_text (json_array_get_element (there, i), FALSE);
      place = g_strdup_printf ("%s[%u]", path, i);
      add_line (comparison, place, text, NULL);
    }
}

static void
compare_nodes (Comparison *comparison, const char *path, JsonNode *there, JsonNode *ours)
{
  gboolean is_object = there != NULL && JSON_NODE_HOLDS_OBJECT (there);
  gboolean is_array = there != NULL && JSON_NODE_HOLDS_ARRAY (there);

  if (JSON_NODE_HOLDS_NULL (ours) || (comparison->only_shown && there == NULL))
    return;
  if (JSON_NODE_HOLDS_OBJECT (ours))
    compare_members (comparison, path, is_object ? json_node_get_object (there) : NULL,
                     json_node_get_object (ours));
  else if (JSON_NODE_HOLDS_ARRAY (ours))
    compare_arrays (comparison, path, is_array ? json_node_get_array (there) : NULL,
                    json_node_get_array (ours));
  else
    compare_scalars (comparison, path, there, ours);
}

static void
compare_members (Comparison *comparison, const char *path, JsonObject *there, JsonObject *ours)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, ours);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *place =
          *path != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);

      compare_nodes (comparison, place, there != NULL ? json_object_get_member (there, name) : NULL,
                     value);
    }
}

/**
 * sluice_difference_list:
 * @there: an object as the server has it, by sluice_canonical_read()
 * @ours: what it should be, by the same
 * @only_shown: whether what the server does not show at all is taken for the same
 *
 * Compares by meaning (CONTRACT 7): only what @ours says counts, so that what the server adds is no
 * difference, nor is a masked secret, the order of members or mappings, a number written as text, or
 * a moment written in another way.
 *
 * Returns: (transfer full): a line for each difference, "path: there → ours"; empty where there is none
 */
char **
sluice_difference_list (JsonObject *there, JsonObject *ours, gboolean only_shown)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  Comparison comparison = { lines, only_shown };

  compare_members (&comparison, "", there, ours);
  return g_strv_builder_end (lines);
}

/**
 * sluice_difference_drop_same:
 * @there: an object as the server has it, by sluice_canonical_read()
 * @ours: what it should be, by the same
 * @request: @ours as it is sent; loses each member that says the same already
 *
 * What is left is what a change is about, so that the rest goes back as it came: a list that says the
 * same may have members there that nobody here knows, and nulls.
 */
void
sluice_difference_drop_same (JsonObject *there, JsonObject *ours, JsonObject *request)
{
  g_autoptr (GList) names = json_object_get_members (request);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
      Comparison comparison = { lines, FALSE };
      g_auto (GStrv) found = NULL;

      compare_nodes (&comparison, l->data, json_object_get_member (there, l->data),
                     json_object_get_member (ours, l->data));
      found = g_strv_builder_end (lines);
      if (found[0] == NULL)
        json_object_remove_member (request, l->data);
    }
}
