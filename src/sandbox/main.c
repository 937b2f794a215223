/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>

#define EXIT_USAGE 2

static gboolean
on_signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
serve (SluiceSandbox *sandbox)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;

  /* Before the address file is there: who waits for it may end us at once. */
  g_unix_signal_add (SIGTERM, on_signal_cb, loop);
  g_unix_signal_add (SIGINT, on_signal_cb, loop);
  if (!sluice_sandbox_start (sandbox, &error))
    {
      g_printerr ("sluice-sandbox: %s\n", error->message);
      return 1;
    }
  g_print ("%s\n", sluice_sandbox_get_url (sandbox));
  fflush (stdout);
  g_main_loop_run (loop);
  sluice_sandbox_stop (sandbox);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSandboxOptions) options = NULL;
  g_autoptr (SluiceSandbox) sandbox = NULL;

  setlocale (LC_ALL, "");
  options = sluice_sandbox_options_parse (&argc, &argv, &error);
  if (options == NULL)
    {
      g_printerr ("sluice-sandbox: %s\n", error->message);
      return EXIT_USAGE;
    }
  sandbox = sluice_sandbox_new (g_steal_pointer (&options));
  return serve (sandbox);
}
