/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-definition-text-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "audience/sluice-definition.h"
#include "sluice-json.h"

/* Each unit has sentences of its own: languages bend it, and the number before it decides how. */

static char *
describe_ago (const char *unit, const char *amount, gulong n)
{
  if (g_str_equal (unit, "second"))
    return g_strdup_printf (ngettext ("%s second ago", "%s seconds ago", n), amount);
  if (g_str_equal (unit, "minute"))
    return g_strdup_printf (ngettext ("%s minute ago", "%s minutes ago", n), amount);
  if (g_str_equal (unit, "hour"))
    return g_strdup_printf (ngettext ("%s hour ago", "%s hours ago", n), amount);
  if (g_str_equal (unit, "week"))
    return g_strdup_printf (ngettext ("%s week ago", "%s weeks ago", n), amount);
  if (g_str_equal (unit, "month"))
    return g_strdup_printf (ngettext ("%s month ago", "%s months ago", n), amount);
  if (g_str_equal (unit, "quarter"))
    return g_strdup_printf (ngettext ("%s quarter of a year ago", "%s quarters of a year ago", n),
                            amount);
  if (g_str_equal (unit, "year"))
    return g_strdup_printf (ngettext ("%s year ago", "%s years ago", n), amount);
  return g_strdup_printf (ngettext ("%s day ago", "%s days ago", n), amount);
}

static char *
describe_ahead (const char *unit, const char *amount, gulong n)
{
  if (g_str_equal (unit, "second"))
    return g_strdup_printf (ngettext ("%s second from now", "%s seconds from now", n), amount);
  if (g_str_equal (unit, "minute"))
    return g_strdup_printf (ngettext ("%s minute from now", "%s minutes from now", n), amount);
  if (g_str_equal (unit, "hour"))
    return g_strdup_printf (ngettext ("%s hour from now", "%s hours from now", n), amount);
  if (g_str_equal (unit, "week"))
    return g_strdup_printf (ngettext ("%s week from now", "%s weeks from now", n), amount);
  if (g_str_equal (unit, "month"))
    return g_strdup_printf (ngettext ("%s month from now", "%s months from now", n), amount);
  if (g_str_equal (unit, "quarter"))
    return g_strdup_printf (ngettext ("%s quarter of a year from now",
                                      "%s quarters of a year from now", n),
                            amount);
  if (g_str_equal (unit, "year"))
    return g_strdup_printf (ngettext ("%s year from now", "%s years from now", n), amount);
  return g_strdup_printf (ngettext ("%s day from now", "%s days from now", n), amount);
}

/**
 * sluice_definition_describe_span:
 * @unit: a unit of the schema
 * @length: how many of them
 *
 * Returns: (transfer full): the time up to now that they are, translated
 */
char *
sluice_definition_describe_span (const char *unit, int length)
{
  gulong n = (gulong) length;

  if (g_str_equal (unit, "second"))
    return g_strdup_printf (ngettext ("in the last second", "in the last %d seconds", n), length);
  if (g_str_equal (unit, "minute"))
    return g_strdup_printf (ngettext ("in the last minute", "in the last %d minutes", n), length);
  if (g_str_equal (unit, "hour"))
    return g_strdup_printf (ngettext ("in the last hour", "in the last %d hours", n), length);
  if (g_str_equal (unit, "week"))
    return g_strdup_printf (ngettext ("in the last week", "in the last %d weeks", n), length);
  if (g_str_equal (unit, "month"))
    return g_strdup_printf (ngettext ("in the last month", "in the last %d months", n), length);
  if (g_str_equal (unit, "quarter"))
    return g_strdup_printf (ngettext ("in the last quarter of a year",
                                      "in the last %d quarters of a year", n),
                            length);
  if (g_str_equal (unit, "year"))
    return g_strdup_printf (ngettext ("in the last year", "in the last %d years", n), length);
  return g_strdup_printf (ngettext ("in the last day", "in the last %d days", n), length);
}

static const struct
{
  const char *unit;
  const char *start;
  const char *end;
} boundaries[] = {
  /* Translators: the %s is a moment, for example "3 months ago" or "now" */
  { "second", N_ ("%s, at the start of that second"), N_ ("%s, at the end of that second") },
  { "minute", N_ ("%s, at the start of that minute"), N_ ("%s, at the end of that minute") },
  { "hour", N_ ("%s, at the start of that hour"), N_ ("%s, at the end of that hour") },
  { "day", N_ ("%s, at the start of that day"), N_ ("%s, at the end of that day") },
  { "week", N_ ("%s, at the start of that week"), N_ ("%s, at the end of that week") },
  { "month", N_ ("%s, at the start of that month"), N_ ("%s, at the end of that month") },
  { "quarter", N_ ("%s, at the start of that quarter"), N_ ("%s, at the end of that quarter") },
  { "year", N_ ("%s, at the start of that year"), N_ ("%s, at the end of that year") },
};

static char *
describe_boundary (const char *unit, gboolean start, const char *moment)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (boundaries) - 1 && !g_str_equal (boundaries[i].unit, unit))
    i++;
    /* The sentence stands in a table, so the compiler cannot check it against its arguments. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (start ? _ (boundaries[i].start) : _ (boundaries[i].end), moment);
#pragma GCC diagnostic pop
}

static char *
describe_moment (const char *unit, JsonNode *offset)
{
  double number = json_node_get_double (offset);
  g_autofree char *text = sluice_json_scalar_to_text (offset);
  const char *amount = *text == '-' ? text + 1 : text;
  /* A fraction is counted as several are. */
  gulong n = strchr (amount, '.') != NULL ? 2 : (gulong) ABS (number);

  if (number < 0)
    return describe_ago (unit, amount, n);
  return number > 0 ? describe_ahead (unit, amount, n) : g_strdup (_ ("now"));
}

/**
 * sluice_definition_describe_date:
 * @date: the date of a valid date operand
 *
 * Returns: (transfer full): when it is, translated; as JSON where it hangs on a step of a sequence
 */
char *
sluice_definition_describe_date (JsonObject *date)
{
  const char *absolute = sluice_json_get_string (date, "absolute");
  JsonObject *relative = sluice_json_get_object (date, "relative");
  const char *boundary = sluice_json_get_string (relative, "boundary");
  const char *unit = sluice_json_get_string (relative, "unit");
  g_autofree char *moment = NULL;

  if (absolute != NULL)
    return g_strdup (absolute);
  if (json_object_has_member (relative, "relative_to"))
    return sluice_json_object_to_text (date, FALSE);
  moment = describe_moment (unit, json_object_get_member (relative, "offset"));
  if (boundary == NULL)
    return g_steal_pointer (&moment);
  return describe_boundary (unit, g_str_equal (boundary, "start"), moment);
}
