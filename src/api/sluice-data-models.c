/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-data-models.h"

#include <string.h>

#define LEARNED_KEY "data-model-query"
#define IN_CONFIG   "config"
#define ON_TOP      "top"

/**
 * sluice_data_models_saw:
 * @profile: a workspace
 * @shape: where the query stood in what the server sent, or accepted
 *
 * Remembers it.
 */
void
sluice_data_models_saw (SluiceProfile *profile, SluiceQueryShape shape)
{
  if (shape != SLUICE_QUERY_UNKNOWN)
    sluice_profile_set_learned (profile, LEARNED_KEY,
                                shape == SLUICE_QUERY_ON_TOP ? ON_TOP : IN_CONFIG);
}

/**
 * sluice_data_models_dress:
 * @profile: a workspace
 * @model: a data model with its query in config
 *
 * Returns: (transfer full): a copy in the shape that the server wants
 */
JsonObject *
sluice_data_models_dress (SluiceProfile *profile, JsonObject *model)
{
  JsonObject *copy = sluice_shape_copy_object (model);

  if (g_strcmp0 (sluice_profile_get_learned (profile, LEARNED_KEY), ON_TOP) == 0)
    sluice_shape_move_query_to_top (copy);
  return copy;
}

/**
 * sluice_data_models_may_try_other:
 * @profile: a workspace
 * @error: how a write was refused
 *
 * Returns: whether the refusal may be about where the query stands: a 400 that names sql_query, and
 *   it stood in config
 */
gboolean
sluice_data_models_may_try_other (SluiceProfile *profile, const GError *error)
{
  const char *const *messages = sluice_api_error_get_messages (error);

  if (sluice_api_error_get_status (error) != 400 ||
      g_strcmp0 (sluice_profile_get_learned (profile, LEARNED_KEY), ON_TOP) == 0)
    return FALSE;
  for (; *messages != NULL; messages++)
    if (strstr (*messages, "sql_query") != NULL)
      return TRUE;
  return FALSE;
}
