/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/overview/sluice-overview-numbers.h"

#include "ui/pipelines/sluice-pipeline-words.h"


/**
 * sluice_overview_list:
 * @monitor: what watches
 * @session: a workspace
 *
 * Returns: (transfer full) (element-type SluicePipelineStatus): its pipelines
 */
GPtrArray *
sluice_overview_list (SluiceMonitor *monitor, SluiceSession *session)
{
  GPtrArray *statuses = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (monitor));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (SluicePipelineStatus) status = g_list_model_get_item (G_LIST_MODEL (monitor), i);

      if (sluice_pipeline_status_get_session (status) == session)
        g_ptr_array_add (statuses, g_steal_pointer (&status));
    }
  return statuses;
}

/**
 * sluice_overview_count_unhealthy:
 * @statuses: (element-type SluicePipelineStatus): pipelines
 *
 * Returns: how many of them somebody has to look at
 */
guint
sluice_overview_count_unhealthy (GPtrArray *statuses)
{
  guint count = 0;

  for (guint i = 0; i < statuses->len; i++)
    count += sluice_pipeline_status_is_unhealthy (statuses->pdata[i]);
  return count;
}

/**
 * sluice_overview_count_states:
 * @statuses: (element-type SluicePipelineStatus): pipelines
 *
 * Returns: (transfer full) (element-type utf8 guint): how many are in each state
 */
GHashTable *
sluice_overview_count_states (GPtrArray *statuses)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < statuses->len; i++)
    {
      const char *state = sluice_pipeline_words_get_state (statuses->pdata[i]);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, state));

      g_hash_table_insert (counts, g_strdup (state), GUINT_TO_POINTER (count + 1));
    }
  return counts;
}

static int
compare_states (gconstpointer a, gconstpointer b)
{
  SluicePipelineStatus *one = *(SluicePipelineStatus *const *) a;
  SluicePipelineStatus *other = *(SluicePipelineStatus *const *) b;
  int order = sluice_pipeline_words_rank_state (one) - sluice_pipeline_words_rank_state (other);

  return order != 0 ? order
                    : g_utf8_collate (sluice_pipeline_status_get_name (one),
                                      sluice_pipeline_status_get_name (other));
}

static int
compare_next (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (
      sluice_pipeline_status_get_next_run (*(SluicePipelineStatus *const *) a),
      sluice_pipeline_status_get_next_run (*(SluicePipelineStatus *const *) b));
}

static void
cut (GPtrArray *statuses, guint limit)
{
  if (statuses->len > limit)
    g_ptr_array_set_size (statuses, (int) limit);
}

/**
 * sluice_overview_list_unhealthy:
 * @statuses: (element-type SluicePipelineStatus): pipelines
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type SluicePipelineStatus): those to look at, worst first
 */
GPtrArray *
sluice_overview_list_unhealthy (GPtrArray *statuses, guint limit)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < statuses->len; i++)
    if (sluice_pipeline_status_is_unhealthy (statuses->pdata[i]))
      g_ptr_array_add (chosen, g_object_ref (statuses->pdata[i]));
  g_ptr_array_sort (chosen, compare_states);
  cut (chosen, limit);
  return chosen;
}

/**
 * sluice_overview_list_next:
 * @statuses: (element-type SluicePipelineStatus): pipelines
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type SluicePipelineStatus): those whose runs are due next, soonest
 *   first
 */
GPtrArray *
sluice_overview_list_next (GPtrArray *statuses, guint limit)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < statuses->len; i++)
    if (sluice_pipeline_status_get_next_run (statuses->pdata[i]) != NULL)
      g_ptr_array_add (chosen, g_object_ref (statuses->pdata[i]));
  g_ptr_array_sort (chosen, compare_next);
  cut (chosen, limit);
  return chosen;
}
