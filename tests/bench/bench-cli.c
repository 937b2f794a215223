/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* How long whole processes of sluicectl take, from start to end, beside curl telling its version. The
 * programs take turns. */

#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 41

extern char **environ;

static const char setup[] =
    "{\"format\": \"sluice-setup/1\", \"warehouse\": \"snowflake\","
    " \"feed\": {\"name\": \"Acme feed\"},"
    " \"connection\": {\"id\": \"acme-connection\", \"name\": \"Acme connection\"},"
    " \"data_model\": {\"id\": \"acme-model\", \"name\": \"Acme model\","
    "  \"sql_query\": \"SELECT updated_at, id AS customer_id FROM acme.crm.customers\"}}";

typedef struct
{
  const char *name;
  const char *arguments[4];
  GArray *samples;
} Program;

/* Waits for the program's end and throws its output away; FALSE where it cannot be started. */
static gboolean
run (const Program *program)
{
  posix_spawn_file_actions_t files;
  int status = 0;
  pid_t child;
  int result;

  posix_spawn_file_actions_init (&files);
  posix_spawn_file_actions_addopen (&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen (&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  result = posix_spawnp (&child, program->arguments[0], &files, NULL,
                         (char *const *) program->arguments, environ);
  posix_spawn_file_actions_destroy (&files);
  if (result != 0)
    return FALSE;
  waitpid (child, &status, 0);
  return WIFEXITED (status) && WEXITSTATUS (status) != 127;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("sluice-bench-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "setup.json", NULL);
  Program programs[] = {
    { "curl --version", { "curl", "--version" } },
    { "sluicectl --version", { argv[1], "--version" } },
    { "sluicectl fields snowflake", { argv[1], "fields", "snowflake" } },
    { "sluicectl check FILE", { argv[1], "check", file } },
  };

  g_return_val_if_fail (argc == 2, 2);
  g_file_set_contents (file, setup, -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    programs[i].samples = bench_samples_new ();
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
      {
        gint64 start = g_get_monotonic_time ();

        if (run (&programs[i]))
          bench_add (programs[i].samples, bench_since (start));
      }

  bench_print_header ();
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      if (programs[i].samples->len > 0)
        bench_print (programs[i].name, programs[i].samples, "ms");
      g_array_unref (programs[i].samples);
    }
  unlink (file);
  rmdir (folder);
  return 0;
}
