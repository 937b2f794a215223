/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-criterion-private.h"

#include <glib/gi18n.h>

#include "audience/sluice-definition.h"
#include "sluice-time.h"

static const char *
find_value_problem (SluiceCriterion *self)
{
  g_autoptr (GDateTime) time = NULL;
  char *rest = NULL;

  switch (self->value_type)
    {
    case SLUICE_VALUE_NUMBER:
    case SLUICE_VALUE_DAYS_AGO:
      g_ascii_strtod (self->value, &rest);
      if (rest == self->value || *rest != '\0')
        return _ ("Type a number, with a point before its decimals.");
      return NULL;
    case SLUICE_VALUE_DATE:
      time = sluice_time_parse (self->value);
      return time != NULL ? NULL : _ ("Type a date as 2026-01-31.");
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
      return named ? NULL : _ ("Type the event's name.");
    case SLUICE_CRITERION_MEMBERSHIP:
      return named ? NULL : _ ("Choose an audience.");
    case SLUICE_CRITERION_OTHER:
    default:
      return NULL;
    }
}
