/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "api/sluice-audiences.h"
#include "audience/sluice-audience-file.h"
#include "audience/sluice-forecast.h"
#include "cli/sluice-cli-files.h"
#include "cli/sluice-cli-objects.h"
#include "cli/sluice-cli-session.h"
#include "cli/sluice-command-table.h"
#include "sluice-json.h"

static gboolean
refuse_file (const char *path, const char *problem, GError **error)
{
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_VALUE,
                        _ ("The file should hold {\"name\": …, \"definition\": …}; the window of "
                           "Sluice writes definitions."),
                        "%s: %s", path, problem);
  return FALSE;
}

/* Says all that is wrong with a file, and gives the first of it as the error. */
static gboolean
check_audience (SluiceCli *cli, const char *path, JsonObject *audience, GError **error)
{
  g_autoptr (GPtrArray) problems = sluice_audience_file_validate (audience, TRUE);
  const SluiceDefinitionProblem *first;
  g_autofree char *text = NULL;

  if (problems->len == 0)
    return TRUE;
  for (guint i = 1; i < problems->len; i++)
    {
      const SluiceDefinitionProblem *problem = g_ptr_array_index (problems, i);

      sluice_terminal_note (sluice_cli_get_terminal (cli), "%s: %s", problem->pointer,
                            problem->message);
    }
  first = g_ptr_array_index (problems, 0);
  text = g_strdup_printf ("%s: %s", first->pointer, first->message);
  return refuse_file (path, text, error);
}

/* The preview is not public: a workspace that has it not gets told what to do instead (CONTRACT 2). */
static gboolean
check_offered (SluiceCli *cli, SluiceClient *client, GError **error)
{
  gboolean offered = FALSE;

  sluice_audiences_probe_async (client, sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb,
                                cli);
  if (!sluice_audiences_probe_finish (client, sluice_cli_await (cli), &offered, error))
    return FALSE;
  if (!offered)
    g_propagate_error (
        error, sluice_api_error_new (
                   SLUICE_API_ERROR_NOT_FOUND,
                   _ ("Make, calculate and connect the audience in mParticle, under Audiences. It "
                      "appears in “sluicectl list audiences” afterwards."),
                   _ ("This workspace offers audiences through the API only to read and to "
                      "delete.")));
  return offered;
}

static SluiceSession *
open_offering (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceSession) session = sluice_cli_open_session (cli, error);

  if (session == NULL || !check_offered (cli, sluice_session_get_client (session), error))
    return NULL;
  return g_steal_pointer (&session);
}

/* Takes what the server said, which is NULL where it refused. */
static gboolean
print_answer (SluiceCli *cli, JsonObject *answer, const char *sentence)
{
  g_autoptr (JsonObject) owned = answer;
  g_autofree char *id = sluice_json_dup_text (answer, "id");

  if (answer == NULL)
    return FALSE;
  if (sluice_cli_wants_json (cli))
    sluice_cli_print_object (cli, answer);
  else
    sluice_terminal_print (sluice_cli_get_terminal (cli), "%s%s%s", sentence, id != NULL ? " " : "",
                           id != NULL ? id : "");
  return TRUE;
}

static SluiceBody *
new_body (JsonObject *object)
{
  g_autoptr (JsonNode) node = sluice_json_node_for_object (object);

  return sluice_body_new (node);
}

/* Whoever was killed between the request and the reply, and asks again, gets what was made then. */
static gboolean
find_made (SluiceCli *cli,
           SluiceClient *client,
           JsonObject *audience,
           JsonObject **made,
           GError **error)
{
  g_autoptr (JsonArray) list = NULL;

  *made = NULL;
  sluice_audiences_list_async (client, sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb,
                               cli);
  list = sluice_audiences_list_finish (client, sluice_cli_await (cli), error);
  for (guint i = 0; list != NULL && *made == NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *other = json_array_get_object_element (list, i);
      JsonNode *definition = json_object_get_member (other, "definition");

      if (definition != NULL &&
          g_strcmp0 (sluice_json_get_string (other, "name"),
                     sluice_json_get_string (audience, "name")) == 0 &&
          sluice_json_equal (definition, json_object_get_member (audience, "definition")))
        *made = json_object_ref (other);
    }
  return list != NULL;
}

static gboolean
run_create (SluiceCli *cli, GError **error)
{
  const char *path = sluice_cli_get_argument (cli, 0);
  g_autoptr (JsonObject) audience = sluice_cli_read_json_file (path, error);
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (SluiceBody) body = NULL;
  SluiceClient *client;
  JsonObject *made;

  if (audience == NULL || !check_audience (cli, path, audience, error))
    return FALSE;
  session = open_offering (cli, error);
  client = session != NULL ? sluice_session_get_client (session) : NULL;
  if (client == NULL || !find_made (cli, client, audience, &made, error))
    return FALSE;
  if (made != NULL)
    return print_answer (cli, made,
                         _ ("An audience of this name and definition is there already:"));
  body = new_body (audience);
  sluice_audiences_create_async (client, body, sluice_cli_get_cancellable (cli),
                                 sluice_cli_on_ready_cb, cli);
  return print_answer (cli, sluice_audiences_create_finish (client, sluice_cli_await (cli), error),
                       _ ("Created the audience:"));
}

static gboolean
run_calculate (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceSession) session = open_offering (cli, error);
  SluiceClient *client;

  if (session == NULL)
    return FALSE;
  client = sluice_session_get_client (session);
  sluice_audiences_calculate_async (client, sluice_cli_get_argument (cli, 0),
                                    sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  return print_answer (cli,
                       sluice_audiences_calculate_finish (client, sluice_cli_await (cli), error),
                       _ ("The calculation has begun:"));
}

static gboolean
run_connect (SluiceCli *cli, GError **error)
{
  const char *output = sluice_cli_get_argument (cli, 1);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (SluiceBody) body = NULL;
  SluiceClient *client;
  gint64 configuration_id;

  if (!g_ascii_string_to_signed (output, 10, 1, G_MAXINT64, &configuration_id, NULL))
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                            _ ("Give the number of an output configuration of the workspace."),
                            _ ("“%s” is no output configuration."), output);
      return FALSE;
    }
  session = open_offering (cli, error);
  if (session == NULL)
    return FALSE;
  json_object_set_int_member (object, "service_configuration_id", configuration_id);
  json_object_set_boolean_member (object, "is_active", TRUE);
  json_object_set_array_member (object, "settings", json_array_new ());
  body = new_body (object);
  client = sluice_session_get_client (session);
  sluice_audiences_connect_async (client, sluice_cli_get_argument (cli, 0), body,
                                  sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  return print_answer (cli, sluice_audiences_connect_finish (client, sluice_cli_await (cli), error),
                       _ ("Connected the audience:"));
}

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

static void
print_rows (SluiceTerminal *terminal, GListModel *rows)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SluiceForecastRow) row = g_list_model_get_item (rows, i);

      print_row (terminal, row);
    }
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
  else
    print_rows (terminal, G_LIST_MODEL (forecast));
  return TRUE;
}

#define PREVIEW_TEXT                                                                               \
  N_ ("Only a few workspaces offer this through the API; for the others the message says what to " \
      "do instead.")

static const char *const create_examples[] = {
  "sluicectl audience create likely-to-buy.json",
  NULL,
};

const SluiceCommand sluice_command_audience_create = {
  .name = "audience create",
  .arguments = "FILE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Make an audience from a file with its name and definition"),
  .details = PREVIEW_TEXT,
  .examples = create_examples,
  .run = run_create,
};

static const char *const calculate_examples[] = {
  "sluicectl audience calculate 2224",
  NULL,
};

const SluiceCommand sluice_command_audience_calculate = {
  .name = "audience calculate",
  .arguments = "ID",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Start the calculation of an audience's members"),
  .details = PREVIEW_TEXT,
  .examples = calculate_examples,
  .run = run_calculate,
};

static const char *const connect_examples[] = {
  "sluicectl audience connect 2224 301",
  NULL,
};

const SluiceCommand sluice_command_audience_connect = {
  .name = "audience connect",
  .arguments = "ID OUTPUT",
  .n_least = 2,
  .n_most = 2,
  .summary = N_ ("Have an audience forwarded to an output configuration"),
  .details = PREVIEW_TEXT,
  .examples = connect_examples,
  .run = run_connect,
};

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
