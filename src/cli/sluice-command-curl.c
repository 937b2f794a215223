/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-files.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-workspace-choice.h"
#include "interop/sluice-curl.h"
#include "sluice-json.h"

static gboolean
read_body (SluiceCli *cli, SluiceBody **body, GError **error)
{
  const char *path = sluice_cli_get_option (cli, "data");
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (path == NULL)
    return TRUE;
  object = sluice_cli_read_json_file (path, error);
  if (object == NULL)
    return FALSE;
  node = sluice_json_node_for_object (object);
  *body = sluice_body_new (node);
  return TRUE;
}

static gboolean
run_curl (SluiceCli *cli, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (SluiceStore) store = NULL;
  g_autoptr (SluiceProfile) profile = NULL;
  g_autoptr (SluiceBody) body = NULL;
  g_autoptr (JsonObject) document = json_object_new ();
  g_autofree char *text = NULL;

  if (!read_body (cli, &body, error))
    return FALSE;
  profile = sluice_cli_choose_profile (cli, &store, error);
  if (profile == NULL)
    return FALSE;
  text = sluice_curl_format (profile, sluice_cli_get_argument (cli, 0),
                             sluice_cli_get_argument (cli, 1), body,
                             sluice_cli_has_option (cli, "include-secrets"), error);
  if (text == NULL)
    return FALSE;
  json_object_set_string_member (document, "command", text);
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  else
    sluice_terminal_print_raw (terminal, text);
  if (!sluice_cli_wants_json (cli) && !g_str_has_suffix (text, "\n"))
    sluice_terminal_print_raw (terminal, "\n");
  return TRUE;
}

static const SluiceOption options[] = {
  { "data", 0, "FILE", N_ ("the JSON object to send") },
  { "include-secrets", 0, NULL, N_ ("show secrets of the data instead of a placeholder") },
  { NULL },
};

static const char *const examples[] = {
  "sluicectl curl GET pipelines",
  "sluicectl curl GET connections/acme-snowflake-connection",
  "sluicectl curl POST connections --data connection.json",
  "sluicectl curl GET /v1/services",
  NULL,
};

const SluiceCommand sluice_command_curl = {
  .name = "curl",
  .arguments = "METHOD ROUTE",
  .n_least = 2,
  .n_most = 2,
  .summary = N_ ("Print the cURL command of a call"),
  .details = N_ ("ROUTE is a path of the API, or a kind as in “list” with or without an id behind "
                 "it. The token stands as $SLUICE_TOKEN. Nothing is sent."),
  .options = options,
  .examples = examples,
  .run = run_curl,
};
