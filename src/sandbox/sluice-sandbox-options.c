/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-options.h"

#include <string.h>

/* A year in a minute is as fast as the times of a reply, whole seconds, still make sense. */
#define SPEED_MAX 500000.0

static const char help_text[] =
    "A local stand-in for the mParticle API, for trying Sluice, for demonstrations and for tests.\n"
    "It listens on this machine only, prints its URL and serves until it gets SIGTERM or SIGINT.";

static const char help_more[] =
    "Workspace profile for it:\n"
    "  api_url        the printed URL\n"
    "  token_url      the printed URL followed by /oauth/token\n"
    "  client         any client id and secret that do not begin with 'wrong', 'bad' or "
    "'invalid';\n"
    "                 the first secret seen for a client id is the right one from then on\n"
    "  organisation   1234; account 5678; workspace 9012 (the seeded world is in this workspace).\n"
    "                 Other numbers are accepted unless --account-id or --workspace-id is given;\n"
    "                 each workspace begins empty.\n"
    "\n"
    "The clock: all times in replies, the Date header included, are the sandbox's own time, which\n"
    "begins at the time of day and runs --speed times as fast. The minute in which a new pipeline\n"
    "has no report, the runs and the calculation of an audience follow it. The lifetime of a "
    "token\n"
    "and --latency are real time.\n"
    "\n"
    "Decisions where the documents are silent:\n"
    "  Members of a body that are not known are kept and given back, so that a PUT which drops "
    "one\n"
    "  can be noticed. A name with the wrong case in service_provider or module_name is refused "
    "at\n"
    "  once. A secret is answered as ************; sent back in a PUT, this mask keeps the "
    "secret.\n"
    "  A query is read as far as that goes without a warehouse: no WITH, no semicolon, no change "
    "of\n"
    "  data, at most 100 columns, and the iterator field among them. A trigger of a paused "
    "pipeline\n"
    "  is refused. currentPage counts from 1.\n"
    "  A missing object is a 404 with JSON errors, a wrong route a 404 in plain text.\n"
    "  A connection with a value in its config that begins with 'wrong' is faulted, and runs over\n"
    "  it fail. A run whose query names a table that begins with 'no_such_' fails.\n"
    "\n"
    "Extensions beyond the public documents:\n"
    "  server_to_server_key in GET /v1/partnerfeeds/{id}\n"
    "  an ETag on each reply to a GET; If-None-Match with it is answered with 304 and no body\n"
    "  preview audiences: POST, GET .../audiences; GET, PUT .../audiences/{id};\n"
    "  POST .../audiences/{id}/calculate; GET, POST .../audiences/{id}/connections;\n"
    "  DELETE .../audiences/{id}/connections/{cid}\n"
    "\n"
    "A scenario file is JSON. Its faults are tried in order for each request:\n"
    "  {\"faults\": [{\"method\": \"GET\", \"route\": \"*/connections*\", \"skip\": 1, \"count\": "
    "2,\n"
    "               \"status\": 503, \"headers\": {\"Retry-After\": \"1\"}, \"body\": {\"any\": "
    "\"JSON\"},\n"
    "               \"delay\": 250, \"cut\": 20, \"garbage\": 64, \"drop\": \"before\"}]}\n"
    "  method   a method, or * (also when absent)\n"
    "  route    pattern for the path, * stands for any text\n"
    "  skip     so many matching requests pass first\n"
    "  count    so many requests are hit (absent: all)\n"
    "  status, headers, body   answer so and do nothing (a body that is a text is sent as it is);\n"
    "           headers without status and body are added to the usual reply\n"
    "  delay    milliseconds to wait before the reply\n"
    "  cut      end the connection after so many bytes of the body\n"
    "  garbage  send so many bytes that are no JSON\n"
    "  drop     end the connection without a reply, 'before' or 'after' the request was done\n"
    "\n"
    "A state file holds one JSON document a line and is written as things change, so that a "
    "restart\n"
    "with the same file goes on where the last one was, even if it was killed.";

/**
 * sluice_sandbox_options_new:
 *
 * Returns: (transfer full): what holds without any option
 */
SluiceSandboxOptions *
sluice_sandbox_options_new (void)
{
  SluiceSandboxOptions *self = g_new0 (SluiceSandboxOptions, 1);

  self->speed = 1.0;
  self->token_lifetime = 28800;
  self->active_limit = 5;
  self->failure_rate = 4;
  return self;
}

static gboolean
parse_choice (const char *option,
              const char *value,
              const char *plain,
              const char *other,
              gboolean *is_other,
              GError **error)
{
  *is_other = g_strcmp0 (value, other) == 0;
  if (value == NULL || *is_other || g_str_equal (value, plain))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s is %s or %s, not '%s'.",
               option, plain, other, value);
  return FALSE;
}

static gboolean
check_range (const char *option, double value, double least, double most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s must be from %g to %g.",
               option, least, most);
  return FALSE;
}

static gboolean
check_number (const char *option, const char *value, GError **error)
{
  if (value == NULL || (*value != '\0' && strspn (value, "0123456789") == strlen (value)))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s must be a number, not '%s'.",
               option, value);
  return FALSE;
}

static gboolean
check (SluiceSandboxOptions *self, GError **error)
{
  return check_range ("port", self->port, 0, 65535, error) &&
         check_range ("speed", self->speed, 0.001, SPEED_MAX, error) &&
         check_range ("latency", self->latency_ms, 0, 600000, error) &&
         check_range ("token-lifetime", self->token_lifetime, 1, 1000000, error) &&
         check_range ("active-limit", self->active_limit, 0, 100000, error) &&
         check_range ("failure-rate", self->failure_rate, 0, 100, error) &&
         check_number ("account-id", self->account_id, error) &&
         check_number ("workspace-id", self->workspace_id, error);
}

static gboolean
read_secret (SluiceSandboxOptions *self, const char *path, GError **error)
{
  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, &self->client_secret, NULL, error))
    return FALSE;
  if (g_str_has_suffix (self->client_secret, "\n"))
    self->client_secret[strlen (self->client_secret) - 1] = '\0';
  return TRUE;
}

/**
 * sluice_sandbox_options_parse:
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments; `--help` prints the help and ends the program
 * @error: return location for a #GOptionError or #GFileError
 *
 * Returns: (transfer full) (nullable): what the command line says, or %NULL with @error set
 */
SluiceSandboxOptions *
sluice_sandbox_options_parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (SluiceSandboxOptions) self = sluice_sandbox_options_new ();
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *routes = NULL;
  g_autofree char *dialect = NULL;
  g_autofree char *secret_file = NULL;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port to listen on (any free one)", "N" },
    { "address-file", 0, 0, G_OPTION_ARG_FILENAME, &self->address_file,
      "Write the URL to FILE once it serves", "FILE" },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &self->speed, "Run the clock FACTOR times as fast (1)",
      "FACTOR" },
    { "scenario", 0, 0, G_OPTION_ARG_FILENAME, &self->scenario_file,
      "Add the faults of FILE, see below", "FILE" },
    { "latency", 0, 0, G_OPTION_ARG_INT, &self->latency_ms, "Delay each reply by MS (0)", "MS" },
    { "routes", 0, 0, G_OPTION_ARG_STRING, &routes,
      "Serve the default or the alternate routes (default)", "SET" },
    { "dialect", 0, 0, G_OPTION_ARG_STRING, &dialect,
      "Report and run in the shape of v2 or early-access (v2)", "NAME" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &self->state_file,
      "Keep everything in FILE across restarts", "FILE" },
    { "seed-world", 0, 0, G_OPTION_ARG_NONE, &self->seed_world,
      "Begin with pipelines, runs and audiences, unless the state file has a world", NULL },
    { "no-preview-audiences", 0, 0, G_OPTION_ARG_NONE, &self->no_preview,
      "Leave out the routes that create and connect audiences", NULL },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self->client_id, "Accept this client id only",
      "ID" },
    { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &secret_file,
      "Accept the client secret in FILE only", "FILE" },
    { "account-id", 0, 0, G_OPTION_ARG_STRING, &self->account_id, "Accept this account only", "N" },
    { "workspace-id", 0, 0, G_OPTION_ARG_STRING, &self->workspace_id, "Accept this workspace only",
      "N" },
    { "token-lifetime", 0, 0, G_OPTION_ARG_INT, &self->token_lifetime,
      "Lifetime of a token in seconds (28800)", "S" },
    { "active-limit", 0, 0, G_OPTION_ARG_INT, &self->active_limit,
      "Active pipelines of a workspace (5)", "N" },
    { "failure-rate", 0, 0, G_OPTION_ARG_INT, &self->failure_rate,
      "Percent of runs that fail, never of the first three (4)", "P" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, help_text);
  g_option_context_set_description (context, help_more);
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "'%s' is not an option.",
                   (*argv)[1]);
      return NULL;
    }
  if (!parse_choice ("routes", routes, "default", "alternate", &self->alternate, error) ||
      !parse_choice ("dialect", dialect, "v2", "early-access", &self->early_access, error) ||
      !read_secret (self, secret_file, error) || !check (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sluice_sandbox_options_free:
 * @self: (transfer full): options
 */
void
sluice_sandbox_options_free (SluiceSandboxOptions *self)
{
  g_free (self->address_file);
  g_free (self->scenario_file);
  g_free (self->state_file);
  g_free (self->client_id);
  g_free (self->client_secret);
  g_free (self->account_id);
  g_free (self->workspace_id);
  g_free (self);
}
