/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/activity/sluice-call-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/sluice-api-error.h"
#include "interop/sluice-curl.h"
#include "sluice-json.h"
#include "sluice-moment.h"

typedef struct
{
  guint status;
  const char *word;
  SluiceApiError code;
} Status;

/* The statuses that the API is known to answer with (CONTRACT 5), each with the kind of error whose
 * remedy helps. */
static const Status statuses[] = {
  { 200, N_ ("OK"), SLUICE_API_ERROR_PROTOCOL },
  { 201, N_ ("Created"), SLUICE_API_ERROR_PROTOCOL },
  { 202, N_ ("Accepted"), SLUICE_API_ERROR_PROTOCOL },
  { 204, N_ ("Done"), SLUICE_API_ERROR_PROTOCOL },
  { 304, N_ ("Unchanged"), SLUICE_API_ERROR_PROTOCOL },
  { 400, N_ ("Refused"), SLUICE_API_ERROR_VALIDATION },
  { 401, N_ ("Not signed in"), SLUICE_API_ERROR_AUTH },
  { 403, N_ ("Not allowed"), SLUICE_API_ERROR_FORBIDDEN },
  { 404, N_ ("Not found"), SLUICE_API_ERROR_NOT_FOUND },
  { 405, N_ ("No such call"), SLUICE_API_ERROR_NOT_FOUND },
  { 409, N_ ("Conflict"), SLUICE_API_ERROR_CONFLICT },
  { 422, N_ ("Refused"), SLUICE_API_ERROR_VALIDATION },
  { 429, N_ ("Too many requests"), SLUICE_API_ERROR_RATE_LIMITED },
  { 500, N_ ("Server error"), SLUICE_API_ERROR_SERVER },
  { 502, N_ ("Server error"), SLUICE_API_ERROR_SERVER },
  { 503, N_ ("Not available"), SLUICE_API_ERROR_SERVER },
  { 504, N_ ("Server too slow"), SLUICE_API_ERROR_SERVER },
};

static const Status *
find_status (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (statuses[i].status == status)
        return &statuses[i];
    }
  return NULL;
}

static SluiceApiError
code_of (guint status)
{
  const Status *known = find_status (status);

  if (known != NULL)
    return known->code;
  if (status == 0)
    return SLUICE_API_ERROR_NETWORK;
  if (status >= 500)
    return SLUICE_API_ERROR_SERVER;
  return status >= 400 ? SLUICE_API_ERROR_VALIDATION : SLUICE_API_ERROR_PROTOCOL;
}

/**
 * sluice_call_text_is_failed:
 * @record: a call
 *
 * Returns: whether it did not bring what was asked for
 */
gboolean
sluice_call_text_is_failed (SluiceCallRecord *record)
{
  guint status = sluice_call_record_get_status (record);

  return sluice_call_record_get_error_text (record) != NULL ||
         ((status < 200 || status >= 300) && status != 304);
}

/**
 * sluice_call_text_get_icon_name:
 * @record: a call
 *
 * Returns: (transfer none): the icon of how it went
 */
const char *
sluice_call_text_get_icon_name (SluiceCallRecord *record)
{
  return sluice_call_text_is_failed (record) ? "dialog-error-symbolic" : "emblem-ok-symbolic";
}

/**
 * sluice_call_text_get_css_class:
 * @record: a call
 *
 * Returns: (transfer none): the colour that underlines how it went
 */
const char *
sluice_call_text_get_css_class (SluiceCallRecord *record)
{
  return sluice_call_text_is_failed (record) ? "error" : "success";
}

/**
 * sluice_call_text_dup_status:
 * @record: a call
 *
 * Returns: (transfer full): how it went, as a number and a word, translated
 */
char *
sluice_call_text_dup_status (SluiceCallRecord *record)
{
  guint status = sluice_call_record_get_status (record);
  const Status *known = find_status (status);

  if (status == 0)
    return g_strdup (_ ("No answer"));
  if (known == NULL)
    return g_strdup_printf ("%u", status);
  /* Translators: a status of HTTP and what it means, for example "404 Not found" */
  return g_strdup_printf (_ ("%u %s"), status, _ (known->word));
}

/**
 * sluice_call_text_dup_place:
 * @record: a call
 *
 * Returns: (transfer full): its route as a person reads it: without the root that all routes share,
 *   the workspace and the query
 */
char *
sluice_call_text_dup_place (SluiceCallRecord *record)
{
  const char *route = sluice_call_record_get_route (record);
  static const char *const roots[] = { "/platform/v2/workspaces/", "/v1/workspace/" };
  g_autofree char *path = g_strndup (route, strcspn (route, "?"));
  const char *shown = path;

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      const char *after = NULL;

      if (g_str_has_prefix (path, roots[i]))
        after = strchr (path + strlen (roots[i]), '/');
      if (after != NULL)
        shown = after + 1;
    }
  if (shown == path && g_str_has_prefix (path, "/v1/"))
    shown = path + strlen ("/v1/");
  return g_uri_unescape_string (shown, NULL) ?: g_strdup (shown);
}

/**
 * sluice_call_text_dup_name:
 * @record: a call
 *
 * Returns: (transfer full): what assistive technology calls it
 */
char *
sluice_call_text_dup_name (SluiceCallRecord *record)
{
  g_autofree char *place = sluice_call_text_dup_place (record);
  g_autofree char *status = sluice_call_text_dup_status (record);

  /* Translators: a call: its method, its route, how it went; "GET connections, 200 OK" */
  return g_strdup_printf (_ ("%s %s, %s"), sluice_call_record_get_method (record), place, status);
}

/**
 * sluice_call_text_dup_duration:
 * @record: a call
 *
 * Returns: (transfer full): how long it took, translated
 */
char *
sluice_call_text_dup_duration (SluiceCallRecord *record)
{
  gint64 duration = sluice_call_record_get_duration (record);

  if (duration < G_USEC_PER_SEC)
    /* Translators: milliseconds */
    return g_strdup_printf (_ ("%d ms"), (int) (duration / 1000));
  /* Translators: seconds */
  return g_strdup_printf (_ ("%.1f s"), (double) duration / G_USEC_PER_SEC);
}

/**
 * sluice_call_text_dup_time:
 * @record: a call
 * @with_date: whether the day is wanted, too
 *
 * Returns: (transfer full): when it began, in local time
 */
char *
sluice_call_text_dup_time (SluiceCallRecord *record, gboolean with_date)
{
  gint64 started = sluice_call_record_get_started (record);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (started / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = sluice_moment_describe_day (time, now);
  g_autofree char *today = sluice_moment_describe_day (now, now);
  g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");

  if (!with_date && g_str_equal (day, today))
    return g_steal_pointer (&clock);
  /* Translators: a day and a time of day */
  return g_strdup_printf (_ ("%s, %s"), day, clock);
}

/* What stands under the first empty line of a request or reply. */
static const char *
find_body (const char *text)
{
  const char *gap = text != NULL ? strstr (text, "\n\n") : NULL;

  return gap != NULL ? gap + 2 : NULL;
}

/**
 * sluice_call_text_dup_body:
 * @text: (nullable): a request or a reply as the log has it
 * @is_json: (out): whether the body could be read as JSON
 *
 * Returns: (transfer full) (nullable): its body, laid out where it is JSON
 */
char *
sluice_call_text_dup_body (const char *text, gboolean *is_json)
{
  const char *body = find_body (text);
  g_autoptr (JsonNode) node = NULL;

  *is_json = FALSE;
  if (body == NULL || *body == '\0')
    return NULL;
  node = sluice_json_parse (body, -1, NULL);
  *is_json = node != NULL;
  return node != NULL ? sluice_json_to_text (node, TRUE) : g_strdup (body);
}

/**
 * sluice_call_text_dup_curl:
 * @record: a call
 * @profile: the workspace it went to
 *
 * Returns: (transfer full) (nullable): a command that repeats it, redacted; %NULL where it went
 *   elsewhere than to the API, as for a token
 */
char *
sluice_call_text_dup_curl (SluiceCallRecord *record, SluiceProfile *profile)
{
  const char *text = find_body (sluice_call_record_get_request_text (record));
  g_autoptr (JsonNode) json = text != NULL ? sluice_json_parse (text, -1, NULL) : NULL;
  g_autoptr (SluiceBody) body = json != NULL ? sluice_body_new (json) : NULL;

  return sluice_curl_format (profile, sluice_call_record_get_method (record),
                             sluice_call_record_get_route (record), body, FALSE, NULL);
}

/**
 * sluice_call_text_create_error:
 * @record: a call
 *
 * Returns: (transfer full) (nullable): what went wrong with the sentence that helps; %NULL for a call
 *   that went well
 */
GError *
sluice_call_text_create_error (SluiceCallRecord *record)
{
  const char *text = sluice_call_record_get_error_text (record);
  g_autofree char *status = NULL;

  if (!sluice_call_text_is_failed (record))
    return NULL;
  status = sluice_call_text_dup_status (record);
  return sluice_api_error_new (code_of (sluice_call_record_get_status (record)), NULL, "%s",
                               text != NULL ? text : status);
}

/* A log of many megabytes is searched at each key: bytes are compared, and letters beyond ASCII as
 * they are written. */
static gboolean
holds (const char *text, const char *words)
{
  gsize length = strlen (words);
  const char first[] = { g_ascii_tolower (*words), g_ascii_toupper (*words), '\0' };

  for (const char *at = text != NULL ? strpbrk (text, first) : NULL; at != NULL;
       at = strpbrk (at + 1, first))
    {
      if (g_ascii_strncasecmp (at, words, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_call_text_contains:
 * @record: a call
 * @words: (nullable): what is looked for
 *
 * Returns: whether it stands in the method and route, the status, the error or one of the texts
 */
gboolean
sluice_call_text_contains (SluiceCallRecord *record, const char *words)
{
  g_autofree char *name = NULL;

  if (words == NULL || *words == '\0')
    return TRUE;
  name = sluice_call_text_dup_name (record);
  return holds (name, words) || holds (sluice_call_record_get_route (record), words) ||
         holds (sluice_call_record_get_error_text (record), words) ||
         holds (sluice_call_record_get_request_text (record), words) ||
         holds (sluice_call_record_get_response_text (record), words);
}
