/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-router.h"

#include "sandbox/sluice-sandbox-rules.h"

#include <string.h>

#define V2 "/platform/v2/workspaces/*/"

typedef enum
{
  ALWAYS,
  DEFAULT,   /* first candidates of CONTRACT 2 */
  ALTERNATE, /* second candidates */
  PREVIEW,   /* audiences beyond the public documents */
} When;

typedef struct
{
  const char *method;
  const char *pattern; /* a star is any one segment */
  When when;
  SluiceSandboxFamily family;
  void (*serve) (SluiceSandboxRequest *request);
} Route;

#define COLLECTION(when, path, family)                                                             \
  { "GET", V2 path, when, family, sluice_sandbox_serve_list },                                     \
      { "POST", V2 path, when, family, sluice_sandbox_serve_create },                              \
      { "GET", V2 path "/*", when, family, sluice_sandbox_serve_read },                            \
      { "PUT", V2 path "/*", when, family, sluice_sandbox_serve_replace },                         \
  {                                                                                                \
    "DELETE", V2 path "/*", when, family, sluice_sandbox_serve_delete                              \
  }

/* clang-format off */
static const Route routes[] = {
  { "POST", "/oauth/token", ALWAYS, 0, sluice_sandbox_serve_token },

  { "GET", "/v1/workspace", ALWAYS, 0, sluice_sandbox_serve_workspaces },
  { "GET", "/v1/accounts", ALWAYS, 0, sluice_sandbox_serve_accounts },
  { "GET", "/v1/accounts/*", ALWAYS, 0, sluice_sandbox_serve_account },
  { "GET", "/v1/workspace/*/partnerfeeds", ALWAYS, SLUICE_SANDBOX_FEEDS, sluice_sandbox_serve_feeds },
  { "POST", "/v1/workspace/*/partnerfeeds", ALWAYS, SLUICE_SANDBOX_FEEDS, sluice_sandbox_serve_create_feed },
  { "PUT", "/v1/workspace/*/partnerfeeds/*", ALWAYS, SLUICE_SANDBOX_FEEDS, sluice_sandbox_serve_replace_feed },
  { "GET", "/v1/partnerfeeds/*", ALWAYS, SLUICE_SANDBOX_FEEDS, sluice_sandbox_serve_feed },

  { "GET", "/v1/services", ALWAYS, 0, sluice_sandbox_serve_services },
  { "GET", "/v1/services/*", ALWAYS, 0, sluice_sandbox_serve_service },
  { "GET", "/v1/workspace/*/*/serviceconfigurations", ALWAYS, 0, sluice_sandbox_serve_configurations },
  { "GET", "/v1/partnerfeeds/*/subscriptions", ALWAYS, 0, sluice_sandbox_serve_subscriptions },
  { "POST", "/v1/partnerfeeds/*/subscriptions", ALWAYS, 0, sluice_sandbox_serve_create_subscription },

  { "GET", "/v1/audiences", ALWAYS, 0, sluice_sandbox_serve_account_audiences },
  { "GET", "/v1/workspace/*/audiences", ALWAYS, 0, sluice_sandbox_serve_audiences },
  { "DELETE", "/v1/audiences/*", ALWAYS, 0, sluice_sandbox_serve_delete_audience },
  { "GET", V2 "audiences", PREVIEW, 0, sluice_sandbox_serve_preview_audiences },
  { "POST", V2 "audiences", PREVIEW, 0, sluice_sandbox_serve_create_audience },
  { "GET", V2 "audiences/*", PREVIEW, 0, sluice_sandbox_serve_preview_audience },
  { "PUT", V2 "audiences/*", PREVIEW, 0, sluice_sandbox_serve_replace_audience },
  { "POST", V2 "audiences/*/calculate", PREVIEW, 0, sluice_sandbox_serve_calculate_audience },
  { "GET", V2 "audiences/*/connections", PREVIEW, 0, sluice_sandbox_serve_audience_connections },
  { "POST", V2 "audiences/*/connections", PREVIEW, 0, sluice_sandbox_serve_create_audience_connection },
  { "DELETE", V2 "audiences/*/connections/*", PREVIEW, 0, sluice_sandbox_serve_delete_audience_connection },

  COLLECTION (ALWAYS, "connections", SLUICE_SANDBOX_CONNECTIONS),
  COLLECTION (DEFAULT, "data-models", SLUICE_SANDBOX_DATA_MODELS),
  COLLECTION (ALTERNATE, "inputs/data-models", SLUICE_SANDBOX_DATA_MODELS),
  COLLECTION (DEFAULT, "field-transformations", SLUICE_SANDBOX_FIELD_TRANSFORMATIONS),
  COLLECTION (ALTERNATE, "inputs/field-transformations", SLUICE_SANDBOX_FIELD_TRANSFORMATIONS),
  COLLECTION (DEFAULT, "inputs/data-pipelines", SLUICE_SANDBOX_PIPELINES),
  COLLECTION (ALTERNATE, "pipelines", SLUICE_SANDBOX_PIPELINES),

  { "GET", V2 "inputs/data-pipelines/*/report", DEFAULT, 0, sluice_sandbox_serve_report },
  { "GET", V2 "inputs/data-pipelines/*/report/runs", DEFAULT, 0, sluice_sandbox_serve_runs },
  { "GET", V2 "inputs/data-pipelines/*/report/runs/*", DEFAULT, 0, sluice_sandbox_serve_run },
  { "POST", V2 "inputs/data-pipelines/*/trigger", DEFAULT, 0, sluice_sandbox_serve_trigger },
  { "GET", V2 "pipelines/*/status", ALTERNATE, 0, sluice_sandbox_serve_report },
  { "GET", V2 "pipelines/*/status/runs", ALTERNATE, 0, sluice_sandbox_serve_runs },
  { "GET", V2 "pipelines/*/status/runs/*", ALTERNATE, 0, sluice_sandbox_serve_run },
  { "POST", V2 "pipelines/*", ALTERNATE, 0, sluice_sandbox_serve_trigger },
};
/* clang-format on */

static gboolean
is_served (const Route *route, const SluiceSandboxOptions *options)
{
  switch (route->when)
    {
    case DEFAULT:
      return !options->alternate;
    case ALTERNATE:
      return options->alternate;
    case PREVIEW:
      return !options->no_preview;
    case ALWAYS:
    default:
      return TRUE;
    }
}

/* Walks pattern and path side by side. What stands for a star is cut out into arguments, in copies
 * that the caller frees. */
static gboolean
match (const char *pattern, const char *path, char *arguments[SLUICE_SANDBOX_MAX_ARGUMENTS])
{
  guint n_arguments = 0;

  while (*pattern != '\0' && *path != '\0')
    {
      gsize length;

      if (*pattern != '*')
        {
          if (*pattern++ != *path++)
            return FALSE;
          continue;
        }
      length = strcspn (path, "/");
      if (length == 0)
        return FALSE;
      g_free (arguments[n_arguments]);
      arguments[n_arguments++] = g_strndup (path, length);
      path += length;
      pattern++;
    }
  return *pattern == '\0' && *path == '\0';
}

static const Route *
find_route (SluiceSandboxRequest *request, char **arguments, gboolean *other_method)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const Route *route = &routes[i];

      if (!is_served (route, request->options) || !match (route->pattern, request->path, arguments))
        continue;
      if (g_str_equal (route->method, request->method))
        return route;
      *other_method = TRUE;
    }
  return NULL;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static gboolean
check_token (SluiceSandboxRequest *request)
{
  const char *header = soup_message_headers_get_one (request->headers, "Authorization");
  const char *token =
      header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0 ? header + 7 : NULL;

  if (sluice_sandbox_tokens_check (request->tokens, token))
    return TRUE;
  sluice_sandbox_request_refuse (request, 401, "%s",
                                 token == NULL ? "A bearer token is required."
                                               : "The token is not known or has expired.");
  return FALSE;
}

/* Platform v1 answers a missing account as a missing login (FACTS 2.3). */
static gboolean
check_account (SluiceSandboxRequest *request)
{
  const char *id = sluice_sandbox_request_get_parameter (request, "accountId");
  const char *own = request->options->account_id;

  if (request->api != SLUICE_SANDBOX_PLATFORM_V1)
    return TRUE;
  if (id != NULL && is_number (id) && (own == NULL || g_str_equal (own, id)))
    return TRUE;
  sluice_sandbox_request_refuse (request, 401, "%s",
                                 id == NULL ? "The query parameter accountId is required."
                                            : "accountId is not an account of this credential.");
  return FALSE;
}

static gboolean
check_workspace (SluiceSandboxRequest *request)
{
  const char *own = request->options->workspace_id;

  if (request->workspace == NULL)
    return TRUE;
  if (is_number (request->workspace) && (own == NULL || g_str_equal (own, request->workspace)))
    return TRUE;
  sluice_sandbox_request_refuse (request, 404, "Workspace %s was not found.", request->workspace);
  return FALSE;
}

static void
set_api (SluiceSandboxRequest *request)
{
  if (g_str_has_prefix (request->path, "/v1/"))
    request->api = SLUICE_SANDBOX_PLATFORM_V1;
  else if (g_str_has_prefix (request->path, "/platform/"))
    request->api = SLUICE_SANDBOX_PLATFORM_V2;
}

static void
serve_route (SluiceSandboxRequest *request, const Route *route)
{
  request->family = route->family;
  if (strstr (route->pattern, "/workspace") != NULL)
    request->workspace = request->arguments[0];
  if (request->api == SLUICE_SANDBOX_OAUTH ||
      (check_token (request) && check_account (request) && check_workspace (request)))
    route->serve (request);
}

/**
 * sluice_sandbox_router_serve:
 * @request: a request
 *
 * Finds the route, checks who asks, and lets the route's handler reply.
 */
void
sluice_sandbox_router_serve (SluiceSandboxRequest *request)
{
  char *arguments[SLUICE_SANDBOX_MAX_ARGUMENTS] = { NULL };
  gboolean other_method = FALSE;
  const Route *route;

  set_api (request);
  route = find_route (request, arguments, &other_method);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    request->arguments[i] = arguments[i];
  if (route != NULL)
    serve_route (request, route);
  else if (other_method)
    sluice_sandbox_request_refuse (request, 405, "%s is not allowed here.", request->method);
  else
    sluice_sandbox_request_refuse_route (request);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    g_free (arguments[i]);
}
