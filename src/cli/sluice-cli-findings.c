/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-findings.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-files.h"

/**
 * sluice_cli_read_setup:
 * @path: a file, "-" for standard input
 * @error: return location for a %SLUICE_CLI_ERROR_FILE where it cannot be read, or a
 *   #SluiceSetupError where it is no setup file
 *
 * Returns: (transfer full) (nullable): the setup in it
 */
SluiceSetup *
sluice_cli_read_setup (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = sluice_cli_read_file (path, &length, error);

  return text != NULL ? sluice_setup_parse (text, (gssize) length, error) : NULL;
}

static void
set_number (JsonObject *object, const char *member, guint number)
{
  if (number != 0)
    json_object_set_int_member (object, member, number);
  else
    json_object_set_null_member (object, member);
}

static void
describe_finding (JsonObject *object, gpointer finding)
{
  json_object_set_string_member (object, "severity",
                                 sluice_severity_to_string (sluice_finding_get_severity (finding)));
  json_object_set_string_member (object, "code", sluice_finding_get_code (finding));
  json_object_set_string_member (object, "path", sluice_finding_get_path (finding));
  json_object_set_string_member (object, "message", sluice_finding_get_message (finding));
  set_number (object, "line", sluice_finding_get_line (finding));
  set_number (object, "column", sluice_finding_get_column (finding));
}

static void
describe_column (JsonObject *object, gpointer column)
{
  json_object_set_string_member (object, "name", sluice_column_get_name (column));
  json_object_set_string_member (object, "becomes",
                                 sluice_becomes_to_string (sluice_column_get_becomes (column)));
}

static void
print_document (SluiceCli *cli, GListModel *findings, GListModel *columns)
{
  const SluiceTerminalList lists[] = {
    { "findings", findings, describe_finding },
    { "columns", columns, describe_column },
  };

  sluice_terminal_print_lists (sluice_cli_get_terminal (cli), lists, G_N_ELEMENTS (lists));
}

/* "severity code path message" (CONTRACT 8), the first three a word each; a finding about the whole file
 * has no path. */
static void
print_finding (SluiceTerminal *terminal, SluiceFinding *finding)
{
  static const SluiceStyle styles[] = {
    [SLUICE_SEVERITY_ERROR] = SLUICE_STYLE_BAD,
    [SLUICE_SEVERITY_WARNING] = SLUICE_STYLE_WARNING,
    [SLUICE_SEVERITY_HINT] = SLUICE_STYLE_DIM,
  };
  SluiceSeverity severity = sluice_finding_get_severity (finding);
  const char *path = sluice_finding_get_path (finding);
  g_autofree char *message = g_strdup (sluice_finding_get_message (finding));
  g_autofree char *place = NULL;

  /* Translators: where in the query a finding is; the message follows */
  if (sluice_finding_get_line (finding) != 0)
    place = g_strdup_printf (_ ("line %u, column %u: "), sluice_finding_get_line (finding),
                             sluice_finding_get_column (finding));
  g_strdelimit (message, "\n", ' ');
  sluice_terminal_print_styled (terminal, styles[severity], sluice_severity_to_string (severity));
  sluice_terminal_print (terminal, " %s %s %s%s", sluice_finding_get_code (finding),
                         *path != '\0' ? path : "-", place != NULL ? place : "", message);
}

/**
 * sluice_cli_print_check:
 * @cli: a run
 * @check: a preflight
 *
 * Prints the findings, one a line, or with --json the findings and what becomes of the columns.
 * With an error among them the run will exit with 3.
 */
void
sluice_cli_print_check (SluiceCli *cli, SluiceCheck *check)
{
  GListModel *findings = sluice_check_get_findings (check);

  if (sluice_check_has_errors (check))
    sluice_cli_set_exit_code (cli, SLUICE_EXIT_FINDINGS);
  if (sluice_cli_wants_json (cli))
    {
      print_document (cli, findings, sluice_check_get_columns (check));
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      print_finding (sluice_cli_get_terminal (cli), finding);
    }
}

/**
 * sluice_cli_print_no_setup:
 * @cli: a run
 * @reason: why what was given is no setup file
 *
 * To a check that is a finding as any other, of code "file" (CONTRACT 8).
 */
void
sluice_cli_print_no_setup (SluiceCli *cli, const GError *reason)
{
  g_autoptr (SluiceFinding) finding =
      sluice_finding_new (SLUICE_SEVERITY_ERROR, "file", "", "%s", reason->message);
  g_autoptr (GListStore) findings = g_list_store_new (SLUICE_TYPE_FINDING);
  g_autoptr (GListStore) columns = g_list_store_new (SLUICE_TYPE_COLUMN);

  sluice_cli_set_exit_code (cli, SLUICE_EXIT_FINDINGS);
  if (!sluice_cli_wants_json (cli))
    {
      print_finding (sluice_cli_get_terminal (cli), finding);
      return;
    }
  g_list_store_append (findings, finding);
  print_document (cli, G_LIST_MODEL (findings), G_LIST_MODEL (columns));
}
