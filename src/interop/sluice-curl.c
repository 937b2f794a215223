/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-curl.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/sluice-routes.h"

G_DEFINE_QUARK (sluice_curl_error, sluice_curl_error)

static const char *const methods[] = { "GET", "POST", "PUT", "DELETE", NULL };

/* The route of a family, or of one of its objects: the one that was learned, else the likeliest. */
static char *
family_route (SluiceProfile *profile, const char *method, const char *route)
{
  g_auto (GStrv) parts = g_strsplit (route, "/", 3);
  SluiceFamily family;
  guint index = 0;

  if (!sluice_family_from_string (parts[0], &family) || (parts[1] != NULL && parts[2] != NULL))
    return NULL;
  sluice_routes_get_known (profile, family, &index);
  if (parts[1] == NULL || *parts[1] == '\0')
    return sluice_routes_collection (profile, family, index);
  return sluice_routes_object (profile, family, index, method, parts[1]);
}

static gboolean
is_api_path (const char *route)
{
  if (!g_str_has_prefix (route, "/v1/") && !g_str_has_prefix (route, "/platform/"))
    return FALSE;
  for (const char *at = route; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at) || *at == '#')
      return FALSE;
  return TRUE;
}

/* A call of version 1 without the account is answered as if the credential were wrong (FACTS 2.3). */
static char *
with_account (SluiceProfile *profile, const char *path)
{
  if (!g_str_has_prefix (path, "/v1/") || strstr (path, "accountId=") != NULL)
    return g_strdup (path);
  return g_strdup_printf ("%s%saccountId=%s", path, strchr (path, '?') != NULL ? "&" : "?",
                          sluice_profile_get_account_id (profile));
}

static gboolean
refuse_route (const char *route, GError **error)
{
  g_set_error (
      error, SLUICE_CURL_ERROR, SLUICE_CURL_ERROR_ROUTE,
      _ ("“%s” is no route. Use a path of the API, such as /v1/workspace, or a family with "
         "or without an id: feeds, connections, data-models, field-transformations, "
         "pipelines, audiences."),
      route);
  return FALSE;
}

static char *
find_path (SluiceProfile *profile, const char *method, const char *route, GError **error)
{
  const char *api_url = sluice_profile_get_api_url (profile);
  g_autofree char *rooted = NULL;
  char *found;

  /* A whole URL will do, if it is this workspace's API. */
  if (g_str_has_prefix (route, api_url) && route[strlen (api_url)] == '/')
    route += strlen (api_url);
  found = family_route (profile, method, route);
  if (found != NULL)
    return found;
  rooted = *route == '/' ? g_strdup (route) : g_strconcat ("/", route, NULL);
  if (is_api_path (rooted))
    return with_account (profile, rooted);
  refuse_route (route, error);
  return NULL;
}

/**
 * sluice_curl_build_url:
 * @profile: a workspace
 * @method: the HTTP method, since some objects are read and written at different places
 * @route: a path of the API, or a family as in "pipelines" or "pipelines/my-pipeline"
 * @error: return location for a #SluiceCurlError
 *
 * Returns: (transfer full) (nullable): the whole URL
 */
char *
sluice_curl_build_url (SluiceProfile *profile,
                       const char *method,
                       const char *route,
                       GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (SLUICE_IS_PROFILE (profile) && route != NULL, NULL);

  path = find_path (profile, method, route, error);
  return path != NULL ? g_strconcat (sluice_profile_get_api_url (profile), path, NULL) : NULL;
}

static void
append_argument (GString *command, const char *option, const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

  g_string_append_printf (command, " \\\n  %s %s", option, quoted);
}

static void
append_body (GString *command, SluiceBody *body, gboolean include_secrets)
{
  append_argument (command, "--header", "Content-Type: application/json");
  if (include_secrets)
    {
      g_autoptr (GBytes) bytes = sluice_body_serialize (body);
      gsize length = 0;
      const char *data = g_bytes_get_data (bytes, &length);
      g_autofree char *text = g_strndup (data, length);

      append_argument (command, "--data-raw", text);
    }
  else
    {
      g_autofree char *text = sluice_body_to_redacted_text (body, FALSE);

      append_argument (command, "--data-raw", text);
    }
}

/**
 * sluice_curl_format:
 * @profile: a workspace
 * @method: GET, POST, PUT or DELETE, in any case
 * @route: as in sluice_curl_build_url()
 * @body: (nullable): the request's body
 * @include_secrets: whether the secrets in the body stand there in clear, which only its user may choose
 * @error: return location for a #SluiceCurlError
 *
 * The token stands as $SLUICE_TOKEN, for the shell to fill in.
 *
 * Returns: (transfer full) (nullable): a command for a POSIX shell, without a newline at its end
 */
char *
sluice_curl_format (SluiceProfile *profile,
                    const char *method,
                    const char *route,
                    SluiceBody *body,
                    gboolean include_secrets,
                    GError **error)
{
  g_autofree char *upper = g_ascii_strup (method, -1);
  g_autofree char *url = NULL;
  GString *command;

  g_return_val_if_fail (SLUICE_IS_PROFILE (profile) && route != NULL, NULL);

  if (!g_strv_contains (methods, upper))
    {
      g_set_error (error, SLUICE_CURL_ERROR, SLUICE_CURL_ERROR_METHOD,
                   _ ("“%s” is no method of this API. Use GET, POST, PUT or DELETE."), method);
      return NULL;
    }
  url = sluice_curl_build_url (profile, upper, route, error);
  if (url == NULL)
    return NULL;
  command = g_string_new ("curl");
  g_string_append_printf (command, " --request %s", upper);
  append_argument (command, "--url", url);
  g_string_append (command, " \\\n  --header \"Authorization: Bearer $SLUICE_TOKEN\"");
  if (body != NULL)
    append_body (command, body, include_secrets);
  return g_string_free (command, FALSE);
}
