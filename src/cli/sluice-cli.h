/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cli/sluice-arguments.h"
#include "cli/sluice-cli-error.h"
#include "cli/sluice-command.h"
#include "cli/sluice-terminal.h"

G_BEGIN_DECLS

/**
 * SluiceCli:
 *
 * One run of sluicectl: the command line, the way out, what cancels it and what it will exit with.
 * Every command is handed it.
 */

SluiceCli *sluice_cli_new (SluiceArguments *arguments);
void sluice_cli_free (SluiceCli *self);

SluiceArguments *sluice_cli_get_arguments (SluiceCli *self);
SluiceTerminal *sluice_cli_get_terminal (SluiceCli *self);
GCancellable *sluice_cli_get_cancellable (SluiceCli *self);
gboolean sluice_cli_wants_json (SluiceCli *self);

const char *sluice_cli_get_argument (SluiceCli *self, guint index);
const char *sluice_cli_get_option (SluiceCli *self, const char *option);
gboolean sluice_cli_has_option (SluiceCli *self, const char *option);

void sluice_cli_complain (SluiceCli *self, const GError *error);
void sluice_cli_set_exit_code (SluiceCli *self, SluiceExit code);
SluiceExit sluice_cli_get_exit_code (SluiceCli *self);

void sluice_cli_on_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *sluice_cli_await (SluiceCli *self);
gboolean sluice_cli_sleep (SluiceCli *self, guint milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceCli, sluice_cli_free)

G_END_DECLS
