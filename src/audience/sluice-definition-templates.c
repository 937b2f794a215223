/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-definition-templates.h"

#include <glib/gi18n.h>

#include "audience/sluice-definition.h"
#include "sluice-json.h"

#define PATH(name)     "{\"model\":\"user\",\"path\":\"" name "\"}"
#define DAYS_AGO(days) "{\"date\":{\"relative\":{\"offset\":-" days ",\"unit\":\"day\"}}}"
#define COMPARE(operator, left, right)                                                             \
  "{\"operator\":\"" operator"\",\"left\":" left ",\"right\":" right "}"
#define EVENTS(operator, name, count, days)                                                        \
  COMPARE (operator,                                                                               \
           "{\"operator\":\"count\",\"group_by_model\":\"user\",\"operand\":{\"model\":\"events\"" \
           "},\"condition\":{\"operator\":\"and\",\"expressions\":["                               \
           "{\"operator\":\"equals\",\"left\":{\"model\":\"events\",\"path\":\"event_name\"},"     \
           "\"right\":\"" name "\"},"                                                              \
           "{\"operator\":\"greater_than_equal\",\"left\":{\"model\":\"events\",\"path\":"         \
           "\"timestamp\"},\"right\":" DAYS_AGO (days) "}]}}",                                     \
           count)

/* The first is the one of mParticle's tutorial of Warehouse Sync (FACTS 11.2). */
static const SluiceDefinitionTemplate templates[] = {
  { "propensity", N_ ("Likely to buy: propensity over 0.7"),
    COMPARE ("greater_than", PATH ("propensity_to_buy"), "0.7") },
  { "high-value", N_ ("High value: lifetime value of 500 or more"),
    COMPARE ("greater_than_equal", PATH ("lifetime_value"), "500") },
  { "recent", N_ ("Ordered in the last 30 days"),
    COMPARE ("greater_than_equal", PATH ("last_order_date"), DAYS_AGO ("30")) },
  { "lapsed", N_ ("Has not ordered for 90 days"),
    COMPARE ("less_than", PATH ("last_order_date"), DAYS_AGO ("90")) },
  { "active", N_ ("Three purchases in the last 30 days"),
    EVENTS ("greater_than_equal", "purchase", "3", "30") },
  { "reachable", N_ ("Likely to leave, and agreed to e-mail"),
    "{\"operator\":\"and\",\"expressions\":[" COMPARE ("greater_than",
                                                       PATH ("churn_risk"),
                                                       "0.6") "," COMPARE ("equals",
                                                                           PATH ("email_opt_in"),
                                                                           "true") "]}" },
};

/**
 * sluice_definition_templates_list:
 * @n_templates: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_templates): definitions to begin with
 */
const SluiceDefinitionTemplate *
sluice_definition_templates_list (guint *n_templates)
{
  *n_templates = G_N_ELEMENTS (templates);
  return templates;
}

/**
 * sluice_definition_templates_load:
 * @id: a template's id
 *
 * Returns: (transfer full) (nullable): its definition
 */
JsonNode *
sluice_definition_templates_load (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autoptr (JsonNode) expression = NULL;

      if (!g_str_equal (templates[i].id, id))
        continue;
      expression = sluice_json_parse (templates[i].expression, -1, NULL);
      return expression != NULL ? sluice_definition_wrap (expression) : NULL;
    }
  return NULL;
}
