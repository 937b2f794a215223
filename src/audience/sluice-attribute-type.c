/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-attribute-type.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *part;
  SluiceValueType type;
} Hint;

/* How the warehouses' types begin. */
static const Hint type_words[] = {
  { "bool", SLUICE_VALUE_BOOLEAN },      { "date", SLUICE_VALUE_DATE },
  { "timestamp", SLUICE_VALUE_DATE },    { "int", SLUICE_VALUE_NUMBER },
  { "bigint", SLUICE_VALUE_NUMBER },     { "smallint", SLUICE_VALUE_NUMBER },
  { "tinyint", SLUICE_VALUE_NUMBER },    { "num", SLUICE_VALUE_NUMBER },
  { "dec", SLUICE_VALUE_NUMBER },        { "float", SLUICE_VALUE_NUMBER },
  { "double", SLUICE_VALUE_NUMBER },     { "real", SLUICE_VALUE_NUMBER },
  { "bignumeric", SLUICE_VALUE_NUMBER }, { "char", SLUICE_VALUE_TEXT },
  { "varchar", SLUICE_VALUE_TEXT },      { "string", SLUICE_VALUE_TEXT },
  { "text", SLUICE_VALUE_TEXT },
};

/* Parts of names that most people give to such a value; each stands alone between underscores. */
static const Hint name_words[] = {
  { "at", SLUICE_VALUE_DATE },
  { "date", SLUICE_VALUE_DATE },
  { "on", SLUICE_VALUE_DATE },
  { "timestamp", SLUICE_VALUE_DATE },
  { "since", SLUICE_VALUE_DATE },
  { "birthday", SLUICE_VALUE_DATE },
  { "is", SLUICE_VALUE_BOOLEAN },
  { "has", SLUICE_VALUE_BOOLEAN },
  { "in", SLUICE_VALUE_BOOLEAN },
  { "consent", SLUICE_VALUE_BOOLEAN },
  { "subscribed", SLUICE_VALUE_BOOLEAN },
  { "propensity", SLUICE_VALUE_NUMBER },
  { "score", SLUICE_VALUE_NUMBER },
  { "risk", SLUICE_VALUE_NUMBER },
  { "count", SLUICE_VALUE_NUMBER },
  { "total", SLUICE_VALUE_NUMBER },
  { "amount", SLUICE_VALUE_NUMBER },
  { "value", SLUICE_VALUE_NUMBER },
  { "ltv", SLUICE_VALUE_NUMBER },
  { "age", SLUICE_VALUE_NUMBER },
  { "orders", SLUICE_VALUE_NUMBER },
  { "visits", SLUICE_VALUE_NUMBER },
  { "spend", SLUICE_VALUE_NUMBER },
  { "spent", SLUICE_VALUE_NUMBER },
  { "price", SLUICE_VALUE_NUMBER },
  { "revenue", SLUICE_VALUE_NUMBER },
  { "points", SLUICE_VALUE_NUMBER },
  { "number", SLUICE_VALUE_NUMBER },
  { "days", SLUICE_VALUE_NUMBER },
};

/**
 * sluice_attribute_type_of_word:
 * @word: a type of a warehouse, in any case
 * @type: (out): what values of it are
 *
 * Returns: whether the type is known
 */
gboolean
sluice_attribute_type_of_word (const char *word, SluiceValueType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    if (g_ascii_strncasecmp (word, type_words[i].part, strlen (type_words[i].part)) == 0)
      {
        *type = type_words[i].type;
        return TRUE;
      }
  return FALSE;
}

/**
 * sluice_attribute_type_of_expression:
 * @expression: what a query selects, without its alias
 * @type: (out): what its values are
 *
 * Returns: whether a cast or a counting function around it tells
 */
gboolean
sluice_attribute_type_of_expression (const char *expression, SluiceValueType *type)
{
  static const char *const counting[] = { "count(", "sum(", "avg(", "round(", "abs(" };
  g_autoptr (GRegex) cast =
      g_regex_new ("(?:::\\s*([a-z]+)[\\w() ,]*|^(?:try_|safe_)?cast\\s*\\(.*\\bas\\s+"
                   "([a-z]+)[\\w() ,]*\\))(?:\\s+as)?\\s*$",
                   G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (expression));

  if (g_regex_match (cast, trimmed, 0, &match))
    {
      g_autofree char *first = g_match_info_fetch (match, 1);
      g_autofree char *second = g_match_info_fetch (match, 2);

      return sluice_attribute_type_of_word (first != NULL && *first != '\0' ? first : second, type);
    }
  for (guint i = 0; i < G_N_ELEMENTS (counting); i++)
    if (g_ascii_strncasecmp (trimmed, counting[i], strlen (counting[i])) == 0)
      {
        *type = SLUICE_VALUE_NUMBER;
        return TRUE;
      }
  return FALSE;
}

/**
 * sluice_attribute_type_of_name:
 * @name: an attribute's name
 *
 * Returns: what its values probably are; a text where the name says nothing
 */
SluiceValueType
sluice_attribute_type_of_name (const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, "_- .", -1);

  /* The last word weighs most: "date_count" is a number. */
  for (guint i = g_strv_length (parts); i > 0; i--)
    for (guint j = 0; j < G_N_ELEMENTS (name_words); j++)
      if (g_str_equal (parts[i - 1], name_words[j].part))
        return name_words[j].type;
  return SLUICE_VALUE_TEXT;
}

/**
 * sluice_attribute_type_get_label:
 * @type: a type
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
sluice_attribute_type_get_label (SluiceValueType type)
{
  switch (type)
    {
    case SLUICE_VALUE_NUMBER:
      return _ ("Number");
    case SLUICE_VALUE_BOOLEAN:
      return _ ("Yes or no");
    case SLUICE_VALUE_DATE:
      return _ ("Date");
    case SLUICE_VALUE_AGO:
      return _ ("Time ago");
    case SLUICE_VALUE_AHEAD:
      return _ ("Time from now");
    case SLUICE_VALUE_TEXT:
    default:
      return _ ("Text");
    }
}
