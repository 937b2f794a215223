/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli.h"

#include <glib-unix.h>
#include <signal.h>

struct _SluiceCli
{
  SluiceArguments *arguments;
  SluiceTerminal *terminal;
  GCancellable *cancellable;
  GMainLoop *loop;
  GAsyncResult *result; /* (nullable): of the job that was waited for last */
  guint interrupt_id;   /* 0 until something is waited for */
  SluiceExit exit_code;
};

/**
 * sluice_cli_new:
 * @arguments: (transfer full): a command line
 *
 * Returns: (transfer full): a run that has done nothing yet
 */
SluiceCli *
sluice_cli_new (SluiceArguments *arguments)
{
  SluiceCli *self = g_new0 (SluiceCli, 1);

  self->arguments = arguments;
  self->terminal = sluice_terminal_new (!sluice_arguments_has (arguments, "no-color"));
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * sluice_cli_free:
 * @self: (transfer full): a run
 */
void
sluice_cli_free (SluiceCli *self)
{
  g_clear_handle_id (&self->interrupt_id, g_source_remove);
  g_clear_object (&self->result);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_object_unref (self->cancellable);
  sluice_terminal_free (self->terminal);
  sluice_arguments_free (self->arguments);
  g_free (self);
}

/**
 * sluice_cli_get_arguments:
 * @self: a run
 *
 * Returns: (transfer none): its command line
 */
SluiceArguments *
sluice_cli_get_arguments (SluiceCli *self)
{
  return self->arguments;
}

/**
 * sluice_cli_get_terminal:
 * @self: a run
 *
 * Returns: (transfer none): where it prints
 */
SluiceTerminal *
sluice_cli_get_terminal (SluiceCli *self)
{
  return self->terminal;
}

/**
 * sluice_cli_get_cancellable:
 * @self: a run
 *
 * Returns: (transfer none): what Ctrl+C cancels
 */
GCancellable *
sluice_cli_get_cancellable (SluiceCli *self)
{
  return self->cancellable;
}

/**
 * sluice_cli_wants_json:
 * @self: a run
 *
 * Returns: whether the result is to be one JSON document
 */
gboolean
sluice_cli_wants_json (SluiceCli *self)
{
  return sluice_arguments_has (self->arguments, "json");
}

/**
 * sluice_cli_get_argument:
 * @self: a run
 * @index: which, from 0
 *
 * Returns: (transfer none) (nullable): an argument of the command
 */
const char *
sluice_cli_get_argument (SluiceCli *self, guint index)
{
  return sluice_arguments_get_argument (self->arguments, index);
}

/**
 * sluice_cli_get_option:
 * @self: a run
 * @option: a long name
 *
 * Returns: (transfer none) (nullable): the option's value
 */
const char *
sluice_cli_get_option (SluiceCli *self, const char *option)
{
  return sluice_arguments_get (self->arguments, option);
}

/**
 * sluice_cli_has_option:
 * @self: a run
 * @option: a long name
 *
 * Returns: whether the option was given
 */
gboolean
sluice_cli_has_option (SluiceCli *self, const char *option)
{
  return sluice_arguments_has (self->arguments, option);
}

/**
 * sluice_cli_set_exit_code:
 * @self: a run
 * @code: what to exit with though the command did its work
 *
 * Says that what was found is not what one hopes for.
 */
void
sluice_cli_set_exit_code (SluiceCli *self, SluiceExit code)
{
  self->exit_code = code;
}

/**
 * sluice_cli_get_exit_code:
 * @self: a run
 *
 * Returns: what the command wants to exit with
 */
SluiceExit
sluice_cli_get_exit_code (SluiceCli *self)
{
  return self->exit_code;
}

/**
 * sluice_cli_complain:
 * @self: a run
 * @error: an error of any domain
 *
 * Tells what went wrong and what to do about it, on standard error.
 */
void
sluice_cli_complain (SluiceCli *self, const GError *error)
{
  g_autofree char *message = sluice_failure_dup_message (error);

  sluice_terminal_complain (self->terminal, message, sluice_failure_get_remedy (error));
}

static gboolean
on_interrupt_cb (gpointer user_data)
{
  SluiceCli *self = user_data;

  /* The second Ctrl+C is meant: back to what the system does with it. */
  self->interrupt_id = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
run_loop (SluiceCli *self)
{
  if (self->loop == NULL)
    {
      self->loop = g_main_loop_new (NULL, FALSE);
      self->interrupt_id = g_unix_signal_add (SIGINT, on_interrupt_cb, self);
    }
  g_main_loop_run (self->loop);
}

/**
 * sluice_cli_on_ready_cb:
 * @source: (nullable): what the job was asked of
 * @result: its result
 * @user_data: the #SluiceCli that waits for it in sluice_cli_await()
 *
 * The callback to give to every job of a command.
 */
void
sluice_cli_on_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SluiceCli *self = user_data;

  g_set_object (&self->result, result);
  if (self->loop != NULL)
    g_main_loop_quit (self->loop);
}

/**
 * sluice_cli_await:
 * @self: a run, for which exactly one job with sluice_cli_on_ready_cb() has been started
 *
 * Runs the main loop until the job is over.
 *
 * Returns: (transfer none): its result, until the next one is waited for
 */
GAsyncResult *
sluice_cli_await (SluiceCli *self)
{
  g_clear_object (&self->result);
  while (self->result == NULL)
    run_loop (self);
  return self->result;
}

static gboolean
on_sleep_over_cb (gpointer user_data)
{
  SluiceCli *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_sleep_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  return on_sleep_over_cb (user_data);
}

/**
 * sluice_cli_sleep:
 * @self: a run
 * @milliseconds: how long
 *
 * Runs the main loop for a while.
 *
 * Returns: %FALSE where it was cancelled meanwhile
 */
gboolean
sluice_cli_sleep (SluiceCli *self, guint milliseconds)
{
  guint timer = g_timeout_add (milliseconds, on_sleep_over_cb, self);
  g_autoptr (GSource) cancelled = g_cancellable_source_new (self->cancellable);

  g_source_set_callback (cancelled, G_SOURCE_FUNC (on_sleep_cancelled_cb), self, NULL);
  g_source_attach (cancelled, NULL);
  run_loop (self);
  g_source_destroy (cancelled);
  g_source_remove (timer);
  return !g_cancellable_is_cancelled (self->cancellable);
}
