/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-criterion-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "audience/sluice-definition.h"
#include "sluice-time.h"

static gboolean
read_number (const char *text, double *number)
{
  char *rest = NULL;

  /* Not the hexadecimal numbers and the infinities that strtod() takes, and JSON does not. */
  if (*text == '\0' || strspn (text, "+-.0123456789eE") != strlen (text))
    return FALSE;
  *number = g_ascii_strtod (text, &rest);
  return *rest == '\0' && isfinite (*number);
}

static const char *
find_date_problem (const char *text)
{
  g_autoptr (GDateTime) time = sluice_time_parse (text);

  return time != NULL ? NULL : _ ("Type a date as 2026-01-31.");
}

static const char *
find_value_problem (SluiceCriterion *self)
{
  double number = 0;

  switch (self->value_type)
    {
    case SLUICE_VALUE_NUMBER:
      if (!read_number (self->value, &number))
        return _ ("Type a number, with a point before its decimals.");
      return NULL;
    case SLUICE_VALUE_AGO:
    case SLUICE_VALUE_AHEAD:
      if (!read_number (self->value, &number) || number < 0)
        return _ ("Type how many, as a number that is not negative.");
      return NULL;
    case SLUICE_VALUE_DATE:
      return find_date_problem (self->value);
    case SLUICE_VALUE_BOOLEAN:
      if (g_str_equal (self->value, "true") || g_str_equal (self->value, "false"))
        return NULL;
      return _ ("Choose yes or no.");
    case SLUICE_VALUE_TEXT:
    default:
      return *self->value != '\0' ? NULL : _ ("Type what it is compared with.");
    }
}

/**
 * sluice_criterion_find_problem:
 * @self: a criterion
 *
 * Returns: (transfer none) (nullable): what is still missing in it, not in those below it, translated
 */
const char *
sluice_criterion_find_problem (SluiceCriterion *self)
{
  gboolean named = *self->subject != '\0';

  switch (self->kind)
    {
    case SLUICE_CRITERION_GROUP:
      return g_list_model_get_n_items (G_LIST_MODEL (self->children)) > 0
                 ? NULL
                 : _ ("Add a condition to this group, or remove it.");
    case SLUICE_CRITERION_ATTRIBUTE:
      if (!named)
        return _ ("Type the attribute's name.");
      if (sluice_definition_find_word (sluice_definition_get_tests (), self->relation) != NULL)
        return NULL;
      return find_value_problem (self);
    case SLUICE_CRITERION_EVENTS:
      if (!named)
        return _ ("Type the event's name.");
      return self->window == SLUICE_WINDOW_SINCE ? find_date_problem (self->value) : NULL;
    case SLUICE_CRITERION_MEMBERSHIP:
      return named ? NULL : _ ("Choose an audience.");
    case SLUICE_CRITERION_OTHER:
    default:
      return NULL;
    }
}
