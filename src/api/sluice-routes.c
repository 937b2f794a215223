/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-routes.h"

#include <string.h>

/* In the templates {v2} is the workspace's root of the v2 API, {ws} the workspace, {id} the object. */
#define V2          "/platform/v2/workspaces/{ws}/"
#define V1          "/v1/"
#define MAX_ROUTES  3
#define ACCOUNT_KEY "accountId"

typedef struct
{
  const char *name;
  const char *kind;
  /* Collections, the likeliest first (CONTRACT 2). An object is its collection's route and its id,
   * unless one of the exceptions below says otherwise; "" where the API has no such call. */
  const char *collections[MAX_ROUTES];
  const char *get;
  const char *put;
  const char *remove;
} Family;

static const Family families[SLUICE_N_FAMILIES] = {
  [SLUICE_FAMILY_FEEDS] = { "feeds",
                            "feed",
                            { V1 "workspace/{ws}/partnerfeeds" },
                            .get = V1 "partnerfeeds/{id}",
                            .remove = "" },
  [SLUICE_FAMILY_CONNECTIONS] = { "connections", "connection", { V2 "connections" } },
  [SLUICE_FAMILY_DATA_MODELS] = { "data-models",
                                  "data_model",
                                  { V2 "data-models", V2 "inputs/data-models" } },
  [SLUICE_FAMILY_FIELD_TRANSFORMATIONS] = { "field-transformations",
                                            "field_transformation",
                                            { V2 "field-transformations",
                                              V2 "inputs/field-transformations" } },
  [SLUICE_FAMILY_PIPELINES] = { "pipelines",
                                "pipeline",
                                { V2 "inputs/data-pipelines", V2 "pipelines" } },
  [SLUICE_FAMILY_AUDIENCES] = { "audiences",
                                "audience",
                                { V1 "workspace/{ws}/audiences" },
                                .get = "",
                                .put = "",
                                .remove = V1 "audiences/{id}" },
};

/* Calls that belong to no family, in the order of #SluiceRoute. */
static const char *const routes[SLUICE_N_ROUTES] = {
  [SLUICE_ROUTE_WORKSPACES] = V1 "workspace",
  [SLUICE_ROUTE_ACCOUNT_AUDIENCES] = V1 "audiences",
  [SLUICE_ROUTE_SERVICES] = V1 "services",
  [SLUICE_ROUTE_SERVICE_CONFIGURATIONS] = V1 "workspace/{ws}/{id}/serviceconfigurations",
  [SLUICE_ROUTE_SUBSCRIPTIONS] = V1 "partnerfeeds/{id}/subscriptions",
  [SLUICE_ROUTE_PREVIEW_AUDIENCES] = V2 "audiences",
  [SLUICE_ROUTE_PREVIEW_AUDIENCE] = V2 "audiences/{id}",
  [SLUICE_ROUTE_PREVIEW_CALCULATE] = V2 "audiences/{id}/calculate",
  [SLUICE_ROUTE_PREVIEW_CONNECTIONS] = V2 "audiences/{id}/connections",
};

/* Below a pipeline: what its report is called, and with it where a run is asked for (CONTRACT 2). */
static const struct
{
  const char *name;
  const char *trigger;
} reports[] = {
  { "report", "/trigger" },
  { "status", "" },
};

/**
 * sluice_family_to_string:
 * @family: a family
 *
 * Returns: (transfer none): its name, as in "sluicectl list", for example "data-models"
 */
const char *
sluice_family_to_string (SluiceFamily family)
{
  g_return_val_if_fail ((guint) family < SLUICE_N_FAMILIES, NULL);

  return families[family].name;
}

/**
 * sluice_family_from_string:
 * @text: (nullable): a name
 * @family: (out): the family
 *
 * Returns: whether @text names one
 */
gboolean
sluice_family_from_string (const char *text, SluiceFamily *family)
{
  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    if (g_strcmp0 (text, families[i].name) == 0)
      {
        *family = (SluiceFamily) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * sluice_family_get_kind:
 * @family: a family
 *
 * Returns: (transfer none): what one object of it is called, for example "data_model"
 */
const char *
sluice_family_get_kind (SluiceFamily family)
{
  g_return_val_if_fail ((guint) family < SLUICE_N_FAMILIES, NULL);

  return families[family].kind;
}

static void
replace_escaped (GString *route, const char *placeholder, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value != NULL ? value : "", NULL, FALSE);

  g_string_replace (route, placeholder, escaped, 0);
}

/* Every v1 call names the account; without it the API answers 401 (FACTS 2.3). */
static char *
expand (SluiceProfile *profile, const char *template, const char *id)
{
  GString *route = g_string_new (template);

  replace_escaped (route, "{ws}", sluice_profile_get_workspace_id (profile));
  replace_escaped (route, "{id}", id);
  if (g_str_has_prefix (template, V1))
    {
      g_string_append (route, "?" ACCOUNT_KEY "=");
      g_string_append_uri_escaped (route, sluice_profile_get_account_id (profile), NULL, FALSE);
    }
  return g_string_free (route, FALSE);
}

/**
 * sluice_routes_count:
 * @family: a family
 *
 * Returns: how many routes its collection may have
 */
guint
sluice_routes_count (SluiceFamily family)
{
  guint count = 0;

  while (count < MAX_ROUTES && families[family].collections[count] != NULL)
    count++;
  return count;
}

/**
 * sluice_routes_get_known:
 * @profile: a workspace
 * @family: a family
 * @index: (out): which of its routes is in use
 *
 * Returns: whether that is known: learned, or there is only one
 */
gboolean
sluice_routes_get_known (SluiceProfile *profile, SluiceFamily family, guint *index)
{
  const char *learned = sluice_profile_get_learned (profile, families[family].name);

  *index = 0;
  if (sluice_routes_count (family) == 1)
    return TRUE;
  for (guint i = 0; i < sluice_routes_count (family); i++)
    if (g_strcmp0 (learned, families[family].collections[i] + strlen (V2)) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * sluice_routes_learn:
 * @profile: a workspace
 * @family: a family
 * @index: the route that answered, or -1 to forget what was learned
 */
void
sluice_routes_learn (SluiceProfile *profile, SluiceFamily family, int index)
{
  if (sluice_routes_count (family) > 1)
    sluice_profile_set_learned (profile, families[family].name,
                                index >= 0 ? families[family].collections[index] + strlen (V2)
                                           : NULL);
}

/**
 * sluice_routes_collection:
 * @profile: a workspace
 * @family: a family
 * @index: which of its routes
 *
 * Returns: (transfer full): the collection's route, with its query
 */
char *
sluice_routes_collection (SluiceProfile *profile, SluiceFamily family, guint index)
{
  g_return_val_if_fail (index < sluice_routes_count (family), NULL);

  return expand (profile, families[family].collections[index], NULL);
}

/**
 * sluice_routes_object:
 * @profile: a workspace
 * @family: a family
 * @index: which of its routes
 * @method: "GET", "PUT" or "DELETE"
 * @id: the object
 *
 * Returns: (transfer full) (nullable): the object's route, with its query; %NULL where the API has no
 *   such call
 */
char *
sluice_routes_object (SluiceProfile *profile,
                      SluiceFamily family,
                      guint index,
                      const char *method,
                      const char *id)
{
  const Family *f = &families[family];
  const char *own = g_str_equal (method, "GET")   ? f->get
                    : g_str_equal (method, "PUT") ? f->put
                                                  : f->remove;
  g_autofree char *template = NULL;

  g_return_val_if_fail (index < sluice_routes_count (family), NULL);

  if (own != NULL)
    return *own != '\0' ? expand (profile, own, id) : NULL;
  template = g_strconcat (f->collections[index], "/{id}", NULL);
  return expand (profile, template, id);
}

/**
 * sluice_routes_other:
 * @profile: a workspace
 * @route: which call
 * @id: (nullable): the object, or the module's name, that the call is about
 *
 * Returns: (transfer full): its route, with its query
 */
char *
sluice_routes_other (SluiceProfile *profile, SluiceRoute route, const char *id)
{
  g_return_val_if_fail ((guint) route < SLUICE_N_ROUTES, NULL);

  return expand (profile, routes[route], id);
}

/**
 * sluice_routes_get_known_report:
 * @profile: a workspace
 * @index: (out): which name the report has
 *
 * Returns: whether that was learned
 */
gboolean
sluice_routes_get_known_report (SluiceProfile *profile, guint *index)
{
  const char *learned = sluice_profile_get_learned (profile, reports[0].name);

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (g_strcmp0 (learned, reports[i].name) == 0)
      {
        *index = i;
        return TRUE;
      }
  *index = 0;
  return FALSE;
}

/**
 * sluice_routes_learn_report:
 * @profile: a workspace
 * @index: the name that answered
 */
void
sluice_routes_learn_report (SluiceProfile *profile, guint index)
{
  sluice_profile_set_learned (profile, reports[0].name, reports[index].name);
}

/**
 * sluice_routes_report:
 * @index: which name the report has, below sluice_routes_count_reports()
 * @pipeline_route: the pipeline's route
 * @tail: (nullable): what follows, for example "/runs"
 *
 * Returns: (transfer full): the report's route
 */
char *
sluice_routes_report (guint index, const char *pipeline_route, const char *tail)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (reports), NULL);

  return g_strconcat (pipeline_route, "/", reports[index].name, tail, NULL);
}

/**
 * sluice_routes_count_reports:
 *
 * Returns: how many names the report may have
 */
guint
sluice_routes_count_reports (void)
{
  return G_N_ELEMENTS (reports);
}

/**
 * sluice_routes_trigger:
 * @index: which name the report has
 * @pipeline_route: the pipeline's route
 *
 * Returns: (transfer full): the route that a run is asked for with POST
 */
char *
sluice_routes_trigger (guint index, const char *pipeline_route)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (reports), NULL);

  return g_strconcat (pipeline_route, reports[index].trigger, NULL);
}
