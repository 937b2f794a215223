/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-ask.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Longer than a terminal lets anyone type into one line. */
#define MAX_LINE 4096

static struct termios terminal_before;

static void
restore_terminal (void)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal_before);
}

/* None of what ends a program from outside may leave a terminal that shows nothing. */
static const int deadly_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

/* Both calls are safe in a signal handler. */
static void
on_signal (int number)
{
  restore_terminal ();
  signal (number, SIG_DFL);
  raise (number);
}

static gsize
read_line (char *line)
{
  gssize n_read;

  do
    n_read = read (STDIN_FILENO, line, MAX_LINE);
  while (n_read < 0 && errno == EINTR);
  if (n_read > 0 && line[n_read - 1] == '\n')
    n_read--;
  return n_read > 0 ? (gsize) n_read : 0;
}

/**
 * sluice_cli_ask:
 * @cli: a run on a terminal
 * @question: a question that can be answered by yes or no
 *
 * Returns: whether the user said yes; an empty line means no
 */
gboolean
sluice_cli_ask (SluiceCli *cli, const char *question)
{
  /* Translators: the letter that means yes, and how the choice is shown with “no” preset */
  const char *yes = C_ ("answer", "y");
  char line[MAX_LINE];
  gsize length;
  g_autofree char *clean = sluice_terminal_clean (question);
  g_autofree char *answer = NULL;

  sluice_terminal_flush (sluice_cli_get_terminal (cli));
  fprintf (stderr, "%s %s ", clean, C_ ("answer", "[y/N]"));
  length = read_line (line);
  answer = g_ascii_strdown (line, (gssize) length);
  return g_str_has_prefix (answer, yes) || g_str_has_prefix (answer, "y");
}

static SluiceSecret *
read_hidden (void)
{
  SluiceSecret *secret = NULL;
  struct termios hidden = terminal_before;
  char line[MAX_LINE];
  gsize length;
  void (*handlers[G_N_ELEMENTS (deadly_signals)]) (int);

  hidden.c_lflag &= ~(tcflag_t) ECHO;
  hidden.c_lflag |= ECHONL;
  for (guint i = 0; i < G_N_ELEMENTS (deadly_signals); i++)
    handlers[i] = signal (deadly_signals[i], on_signal);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  length = read_line (line);
  restore_terminal ();
  for (guint i = 0; i < G_N_ELEMENTS (deadly_signals); i++)
    signal (deadly_signals[i], handlers[i]);
  if (length > 0)
    secret = sluice_secret_new_from_bytes (line, length);
  sluice_secret_wipe_memory (line, sizeof line);
  return secret;
}

/**
 * sluice_cli_ask_secret:
 * @cli: a run on a terminal
 * @what: what is asked for, e.g. "Client secret"
 * @error: return location for a %SLUICE_CLI_ERROR_CREDENTIALS where nothing was typed
 *
 * Asks for a secret, which is not shown while it is typed.
 *
 * Returns: (transfer full) (nullable): the secret
 */
SluiceSecret *
sluice_cli_ask_secret (SluiceCli *cli, const char *what, GError **error)
{
  SluiceSecret *secret = NULL;
  g_autofree char *clean = sluice_terminal_clean (what);

  if (tcgetattr (STDIN_FILENO, &terminal_before) == 0)
    {
      sluice_terminal_flush (sluice_cli_get_terminal (cli));
      fprintf (stderr, "%s: ", clean);
      secret = read_hidden ();
    }
  if (secret == NULL)
    sluice_cli_error_set (error, SLUICE_CLI_ERROR_CREDENTIALS, _ ("Type it and press Enter."),
                          _ ("Nothing was typed for “%s”."), what);
  return secret;
}
