/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-pipeline-verdict.h"

#include <glib/gi18n.h>

#include "api/sluice-api-error.h"

static gboolean
is_faulted (const char *health)
{
  return g_strcmp0 (health, "faulted") == 0;
}

/**
 * sluice_report_judge_health:
 * @report: (nullable): a report
 *
 * Returns: "healthy", "faulted" (where the pipeline, its connection or its data model is) or "unknown"
 */
const char *
sluice_report_judge_health (SluiceReport *report)
{
  if (report == NULL)
    return "unknown";
  if (is_faulted (sluice_report_get_health (report)) ||
      is_faulted (sluice_report_get_connection_health (report)) ||
      is_faulted (sluice_report_get_data_model_health (report)))
    return "faulted";
  return g_strcmp0 (sluice_report_get_health (report), "healthy") == 0 ? "healthy" : "unknown";
}

static char *
join_messages (const char *const *messages, const char *fallback)
{
  if (messages == NULL || messages[0] == NULL)
    return g_strdup (fallback);
  return g_strjoinv ("; ", (char **) messages);
}

/**
 * sluice_report_describe_fault:
 * @report: a report that tells of a fault
 *
 * Returns: (transfer full): it as an error: WAREHOUSE where the connection is the reason
 */
GError *
sluice_report_describe_fault (SluiceReport *report)
{
  gboolean connection = is_faulted (sluice_report_get_connection_health (report));
  gboolean model = is_faulted (sluice_report_get_data_model_health (report));
  g_autofree char *message = join_messages (sluice_report_get_errors (report),
                                            connection ? _ ("The connection is faulted.")
                                            : model    ? _ ("The data model is faulted.")
                                                       : _ ("The pipeline is faulted."));

  return g_error_new_literal (SLUICE_API_ERROR,
                              connection ? SLUICE_API_ERROR_WAREHOUSE : SLUICE_API_ERROR_VALIDATION,
                              message);
}

/**
 * sluice_run_went_wrong:
 * @run: (nullable): a run
 *
 * Returns: whether it failed, or left records out
 */
gboolean
sluice_run_went_wrong (SluiceRun *run)
{
  const char *state = run != NULL ? sluice_run_get_state (run) : NULL;

  return g_strcmp0 (state, "failed") == 0 || g_strcmp0 (state, "partial") == 0;
}

/**
 * sluice_run_describe_failure:
 * @run: a run that went wrong
 *
 * Returns: (transfer full): it as an error
 */
GError *
sluice_run_describe_failure (SluiceRun *run)
{
  gboolean partial = g_strcmp0 (sluice_run_get_state (run), "partial") == 0;
  g_autofree char *message =
      join_messages (sluice_run_get_errors (run),
                     partial ? _ ("The last run left records out.") : _ ("The last run failed."));

  return g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER, message);
}
