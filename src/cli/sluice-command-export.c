/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-session.h"
#include "cli/sluice-command-table.h"
#include "interop/sluice-export.h"
#include "setup/sluice-check.h"

/* Some servers do not tell all that a connection needs; that is to be filled in by hand. */
static void
tell_what_is_missing (SluiceTerminal *terminal, SluiceSetup *setup)
{
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);
  GListModel *findings = sluice_check_get_findings (check);

  if (!sluice_check_has_errors (check))
    return;
  sluice_terminal_note (terminal,
                        _ ("Not all of it could be read, or it breaks a rule. Before the file can "
                           "be applied, correct:"));
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      if (sluice_finding_get_severity (finding) == SLUICE_SEVERITY_ERROR)
        sluice_terminal_note (terminal, "  %s: %s", sluice_finding_get_path (finding),
                              sluice_finding_get_message (finding));
    }
}

static gboolean
run_export (SluiceCli *cli, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (SluiceSession) session = sluice_cli_open_session (cli, error);
  g_autoptr (SluiceSetup) setup = NULL;
  g_autofree char *text = NULL;

  if (session == NULL)
    return FALSE;
  sluice_export_pipeline_async (session, sluice_cli_get_argument (cli, 0),
                                sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  setup = sluice_export_pipeline_finish (sluice_cli_await (cli), error);
  if (setup == NULL)
    return FALSE;
  text = sluice_setup_to_text (setup);
  sluice_terminal_print_raw (terminal, text);
  if (!g_str_has_suffix (text, "\n"))
    sluice_terminal_print_raw (terminal, "\n");
  tell_what_is_missing (terminal, setup);
  return TRUE;
}

static const char *const examples[] = {
  "sluicectl export acme-customers-pipeline > acme.setup.json",
  NULL,
};

const SluiceCommand sluice_command_export = {
  .name = "export",
  .arguments = "PIPELINE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Print the setup file of a pipeline, whoever made it"),
  .details = N_ ("The file holds no secret, and can be applied to another workspace as it is."),
  .examples = examples,
  .run = run_export,
};
