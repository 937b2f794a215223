/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/context/sluice-sandbox-process.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <sys/prctl.h>

#include "ui/context/sluice-settings.h"

#define PROGRAM    "sluice-sandbox"
#define PROFILE_ID "sandbox"

/* An hour of the sandbox passes in a minute, so that an hourly pipeline runs while one looks on. */
#define SPEED "60"

struct _SluiceSandboxProcess
{
  GObject parent_instance;

  GSubprocess *child;
  GDataInputStream *output;
  char *url;
};

G_DEFINE_FINAL_TYPE (SluiceSandboxProcess, sluice_sandbox_process, G_TYPE_OBJECT)

/* Where it is beside this program: in the same folder when installed, in a neighbouring one when
 * run from the build folder. */
static char *
find_program (void)
{
  g_autofree char *folder = sluice_settings_dup_program_folder ();
  const char *const places[] = { ".", "../sandbox" };

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], PROGRAM, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return g_find_program_in_path (PROGRAM);
}

/* Runs in the child, before exec: it must not outlive a window that crashed. */
static void
end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* The same port as last time, if it is free: the journal knows an API by its address. */
static guint
get_last_port (SluiceProfile *profile)
{
  g_autoptr (GUri) uri = g_uri_parse (sluice_profile_get_api_url (profile), G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 0;
}

static GSubprocess *
spawn (guint port, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = find_program ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "sluice", NULL);
  g_autofree char *state = g_build_filename (folder, "sandbox.json", NULL);
  g_autofree char *port_text = g_strdup_printf ("%u", port);

  if (program == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The program %s was not found. Install it beside Sluice, or in a folder of "
                      "your PATH, and try again."),
                   PROGRAM);
      return NULL;
    }

  g_mkdir_with_parents (folder, 0700);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  return g_subprocess_launcher_spawn (launcher, error, program, "--port", port_text, "--speed",
                                      SPEED, "--seed-world", "--state", state, NULL);
}

static void listen_at (SluiceSandboxProcess *self, GTask *task, guint port);

static void
on_address_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceSandboxProcess *self = g_task_get_source_object (task);
  g_autofree char *line = NULL;
  const char *address;
  GError *error = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                    &error);
  address = line != NULL ? strstr (line, "http://") : NULL;
  if (address != NULL)
    {
      self->url = g_strndup (address, strcspn (address, " \t"));
      g_task_return_pointer (task, g_strdup (self->url), g_free);
      return;
    }

  g_clear_object (&self->child);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (g_task_get_task_data (task) != NULL)
    listen_at (self, g_steal_pointer (&task), 0);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _ ("The sandbox ended before it said where it is."));
}

/* Starts the child and waits for its address. Takes the task, whose data is the port if one is wished. */
static void
listen_at (SluiceSandboxProcess *self, GTask *task, guint port)
{
  g_autoptr (GTask) owned = task;
  GError *error = NULL;

  g_task_set_task_data (task, GUINT_TO_POINTER (port), NULL);
  g_clear_object (&self->child);
  self->child = spawn (port, &error);
  if (self->child == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Kept open, so that the sandbox can go on printing. */
  g_clear_object (&self->output);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->child));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), on_address_read_cb,
                                       g_steal_pointer (&owned));
}

static void
sluice_sandbox_process_dispose (GObject *object)
{
  SluiceSandboxProcess *self = SLUICE_SANDBOX_PROCESS (object);

  if (self->child != NULL)
    g_subprocess_send_signal (self->child, SIGTERM);
  g_clear_object (&self->output);
  g_clear_object (&self->child);
  g_clear_pointer (&self->url, g_free);

  G_OBJECT_CLASS (sluice_sandbox_process_parent_class)->dispose (object);
}

static void
sluice_sandbox_process_class_init (SluiceSandboxProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_sandbox_process_dispose;
}

static void
sluice_sandbox_process_init (SluiceSandboxProcess *self)
{
}

/**
 * sluice_sandbox_process_new:
 *
 * Returns: (transfer full): a sandbox that is not running yet
 */
SluiceSandboxProcess *
sluice_sandbox_process_new (void)
{
  return g_object_new (SLUICE_TYPE_SANDBOX_PROCESS, NULL);
}

/**
 * sluice_sandbox_process_start_async:
 * @self: the sandbox
 * @profile: its workspace, which knows where it was last time
 * @cancellable: (nullable): a cancellable
 * @callback: called when it serves
 * @user_data: for the callback
 *
 * Starts it, or finds that it runs.
 */
void
sluice_sandbox_process_start_async (SluiceSandboxProcess *self,
                                    SluiceProfile *profile,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (SLUICE_IS_SANDBOX_PROCESS (self));

  g_task_set_source_tag (task, sluice_sandbox_process_start_async);
  if (self->url != NULL && g_subprocess_get_identifier (self->child) != NULL)
    {
      g_task_return_pointer (task, g_strdup (self->url), g_free);
      return;
    }

  g_clear_pointer (&self->url, g_free);
  listen_at (self, g_steal_pointer (&task), get_last_port (profile));
}

/**
 * sluice_sandbox_process_start_finish:
 * @self: the sandbox
 * @result: what the callback got
 * @error: where to put an error: the program is missing, or ended at once
 *
 * Returns: (transfer full): its URL, or %NULL with @error set
 */
char *
sluice_sandbox_process_start_finish (SluiceSandboxProcess *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sluice_sandbox_process_create_profile:
 *
 * Returns: (transfer full): a workspace of the sandbox's made-up world; its address is filled in
 *   when it is opened
 */
SluiceProfile *
sluice_sandbox_process_create_profile (void)
{
  return g_object_new (SLUICE_TYPE_PROFILE, "id", PROFILE_ID, "name", _ ("Sandbox"), "pod", "us1",
                       "org-id", "1234", "account-id", "5678", "workspace-id", "9012", "client-id",
                       "sandbox", NULL);
}

/**
 * sluice_sandbox_process_owns:
 * @profile: a workspace
 *
 * Returns: whether it is the one of this application's own sandbox
 */
gboolean
sluice_sandbox_process_owns (SluiceProfile *profile)
{
  return g_strcmp0 (sluice_profile_get_id (profile), PROFILE_ID) == 0;
}

/**
 * sluice_sandbox_process_create_secret:
 *
 * Returns: (transfer full): the client secret of that workspace, which is no secret: the sandbox's
 *   help tells it
 */
SluiceSecret *
sluice_sandbox_process_create_secret (void)
{
  return sluice_secret_new ("sandbox-secret");
}
