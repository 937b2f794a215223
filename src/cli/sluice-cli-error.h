/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_CLI_ERROR (sluice_cli_error_quark ())

/**
 * SluiceCliError:
 * @SLUICE_CLI_ERROR_USAGE: the command line makes no sense
 * @SLUICE_CLI_ERROR_FILE: a file cannot be read or written
 * @SLUICE_CLI_ERROR_NOT_IT: a file can be read, and is none of the kind that is needed
 * @SLUICE_CLI_ERROR_VALUE: a value cannot be used
 * @SLUICE_CLI_ERROR_CREDENTIALS: there are none
 * @SLUICE_CLI_ERROR_KEPT: a file was left as it was
 * @SLUICE_CLI_ERROR_TIME: what was waited for did not come in time
 * @SLUICE_CLI_ERROR_DECLINED: the user was asked and said no
 */
typedef enum
{
  SLUICE_CLI_ERROR_USAGE,
  SLUICE_CLI_ERROR_FILE,
  SLUICE_CLI_ERROR_NOT_IT,
  SLUICE_CLI_ERROR_VALUE,
  SLUICE_CLI_ERROR_CREDENTIALS,
  SLUICE_CLI_ERROR_KEPT,
  SLUICE_CLI_ERROR_TIME,
  SLUICE_CLI_ERROR_DECLINED,
} SluiceCliError;

GQuark sluice_cli_error_quark (void);

void sluice_cli_error_set (GError **error,
                           SluiceCliError code,
                           const char *remedy,
                           const char *format,
                           ...) G_GNUC_PRINTF (4, 5);

/* CONTRACT 8: the exit codes of sluicectl. */
typedef enum
{
  SLUICE_EXIT_DONE = 0,
  SLUICE_EXIT_FAILED = 1,
  SLUICE_EXIT_USAGE = 2,
  SLUICE_EXIT_FINDINGS = 3,
  SLUICE_EXIT_CREDENTIALS = 4,
  SLUICE_EXIT_NETWORK = 5,
} SluiceExit;

SluiceExit sluice_failure_get_exit_code (const GError *error);
const char *sluice_failure_get_remedy (const GError *error);
char *sluice_failure_dup_message (const GError *error);
JsonObject *sluice_failure_to_json (const GError *error);

G_END_DECLS
