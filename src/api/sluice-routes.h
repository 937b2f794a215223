/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "store/sluice-profile.h"

G_BEGIN_DECLS

/**
 * SluiceFamily:
 *
 * The families of objects the API keeps. The routes of all stand in one table, in sluice-routes.c.
 */
typedef enum
{
  SLUICE_FAMILY_FEEDS,
  SLUICE_FAMILY_CONNECTIONS,
  SLUICE_FAMILY_DATA_MODELS,
  SLUICE_FAMILY_FIELD_TRANSFORMATIONS,
  SLUICE_FAMILY_PIPELINES,
  SLUICE_FAMILY_AUDIENCES,
  SLUICE_N_FAMILIES,
} SluiceFamily;

/* "feeds", "connections", "data-models", "field-transformations", "pipelines", "audiences" */
const char *sluice_family_to_string (SluiceFamily family);
gboolean sluice_family_from_string (const char *text, SluiceFamily *family);
/* "feed", "connection", "data_model", "field_transformation", "pipeline", "audience" */
const char *sluice_family_get_kind (SluiceFamily family);

/* Calls outside the families. */
typedef enum
{
  SLUICE_ROUTE_WORKSPACES,
  SLUICE_ROUTE_ACCOUNT_AUDIENCES,
  SLUICE_ROUTE_SERVICES,
  SLUICE_ROUTE_SERVICE_CONFIGURATIONS,
  SLUICE_ROUTE_SUBSCRIPTIONS,
  SLUICE_ROUTE_PREVIEW_AUDIENCES,
  SLUICE_ROUTE_PREVIEW_AUDIENCE,
  SLUICE_ROUTE_PREVIEW_CALCULATE,
  SLUICE_ROUTE_PREVIEW_CONNECTIONS,
  SLUICE_N_ROUTES,
} SluiceRoute;

/* All give API paths with their query, ready for sluice_client_call_async(). */
guint sluice_routes_count (SluiceFamily family);
gboolean sluice_routes_get_known (SluiceProfile *profile, SluiceFamily family, guint *index);
void sluice_routes_learn (SluiceProfile *profile, SluiceFamily family, int index);
char *sluice_routes_collection (SluiceProfile *profile, SluiceFamily family, guint index);
char *sluice_routes_object (SluiceProfile *profile,
                            SluiceFamily family,
                            guint index,
                            const char *method,
                            const char *id);
char *sluice_routes_other (SluiceProfile *profile, SluiceRoute route, const char *id);

guint sluice_routes_count_reports (void);
gboolean sluice_routes_get_known_report (SluiceProfile *profile, guint *index);
void sluice_routes_learn_report (SluiceProfile *profile, guint index);
char *sluice_routes_report (guint index, const char *pipeline_route, const char *tail);
char *sluice_routes_trigger (guint index, const char *pipeline_route);

G_END_DECLS
