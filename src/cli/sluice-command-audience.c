/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "audience/sluice-forecast.h"
#include "cli/sluice-cli-files.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-cli.h"
#include "sluice-json.h"

static void
print_row (SluiceTerminal *terminal, SluiceForecastRow *row)
{
  const char *const *notes = sluice_forecast_row_get_notes (row);
  g_autofree char *text = sluice_forecast_row_describe (row);

  sluice_terminal_print_styled (terminal, SLUICE_STYLE_STRONG,
                                sluice_output_get_name (sluice_forecast_row_get_output (row)));
  sluice_terminal_print (terminal, ": %s", text);
  for (; notes != NULL && *notes != NULL; notes++)
    sluice_terminal_print (terminal, "  %s", *notes);
}

static gboolean
run_forecast (SluiceCli *cli, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (JsonObject) object =
      sluice_cli_read_json_file (sluice_cli_get_argument (cli, 0), error);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (SluiceForecast) forecast = NULL;
  g_autoptr (JsonObject) document = NULL;

  if (object == NULL)
    return FALSE;
  root = sluice_json_node_for_object (object);
  forecast = sluice_forecast_new_from_json (root, error);
  if (forecast == NULL)
    return FALSE;
  document = sluice_forecast_to_json (forecast);
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  for (guint i = 0;
       !sluice_cli_wants_json (cli) && i < g_list_model_get_n_items (G_LIST_MODEL (forecast)); i++)
    {
      g_autoptr (SluiceForecastRow) row = g_list_model_get_item (G_LIST_MODEL (forecast), i);

      print_row (terminal, row);
    }
  return TRUE;
}

static const char *const forecast_examples[] = {
  "sluicectl audience forecast counts.json",
  NULL,
};

const SluiceCommand sluice_command_audience_forecast = {
  .name = "audience forecast",
  .arguments = "FILE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Tell how many members of an audience each output can receive, and why"),
  .examples = forecast_examples,
  .run = run_forecast,
};
