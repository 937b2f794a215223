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

G_END_DECLS
