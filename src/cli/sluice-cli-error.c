/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "api/sluice-api-error.h"
#include "audience/sluice-forecast.h"
#include "interop/sluice-curl.h"
#include "interop/sluice-postman-file.h"
#include "secrets/sluice-keyring.h"
#include "setup/sluice-setup.h"
#include "sluice-shorten.h"
#include "store/sluice-profile.h"
#include "store/sluice-store.h"
#include "warehouse/sluice-warehouse.h"

typedef struct
{
  char *remedy;
} SluiceCliErrorPrivate;

static void
sluice_cli_error_private_init (SluiceCliErrorPrivate *priv)
{
}

static void
sluice_cli_error_private_copy (const SluiceCliErrorPrivate *source, SluiceCliErrorPrivate *target)
{
  target->remedy = g_strdup (source->remedy);
}

static void
sluice_cli_error_private_clear (SluiceCliErrorPrivate *priv)
{
  g_free (priv->remedy);
}

G_DEFINE_EXTENDED_ERROR (SluiceCliError, sluice_cli_error)

/**
 * sluice_cli_error_set:
 * @error: (nullable): where to put it
 * @code: what went wrong
 * @remedy: (nullable): what to do about it, a sentence for people
 * @format: what happened, a sentence for people
 * @...: what it is made of
 *
 * Sets an error that carries its remedy.
 */
void
sluice_cli_error_set (GError **error,
                      SluiceCliError code,
                      const char *remedy,
                      const char *format,
                      ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  *error = g_error_new_valist (SLUICE_CLI_ERROR, (int) code, format, args);
  va_end (args);
  sluice_cli_error_get_private (*error)->remedy = g_strdup (remedy);
}

/* What an error of one domain is to a script and to a person. A code of -1 is any other. */
typedef struct
{
  int code;
  const char *word; /* the "code" of CONTRACT 8 */
  SluiceExit exit_code;
  const char *remedy;
} Meaning;

static const Meaning cli_meanings[] = {
  { SLUICE_CLI_ERROR_USAGE, "USAGE", SLUICE_EXIT_USAGE, NULL },
  { SLUICE_CLI_ERROR_FILE, "FILE", SLUICE_EXIT_USAGE, NULL },
  { SLUICE_CLI_ERROR_NOT_IT, "FILE", SLUICE_EXIT_FINDINGS, NULL },
  { SLUICE_CLI_ERROR_VALUE, "VALUE", SLUICE_EXIT_FINDINGS, NULL },
  { SLUICE_CLI_ERROR_CREDENTIALS, "AUTH", SLUICE_EXIT_CREDENTIALS, NULL },
  { SLUICE_CLI_ERROR_KEPT, "FILE", SLUICE_EXIT_FAILED, NULL },
  { SLUICE_CLI_ERROR_TIME, "TIMEOUT", SLUICE_EXIT_FAILED, NULL },
  { SLUICE_CLI_ERROR_DECLINED, "CANCELLED", SLUICE_EXIT_FAILED, NULL },
  { -1, "USAGE", SLUICE_EXIT_USAGE, NULL },
};

static const Meaning api_meanings[] = {
  { SLUICE_API_ERROR_AUTH, NULL, SLUICE_EXIT_CREDENTIALS, NULL },
  { SLUICE_API_ERROR_FORBIDDEN, NULL, SLUICE_EXIT_CREDENTIALS, NULL },
  { SLUICE_API_ERROR_NETWORK, NULL, SLUICE_EXIT_NETWORK, NULL },
  { SLUICE_API_ERROR_TIMEOUT, NULL, SLUICE_EXIT_NETWORK, NULL },
  { SLUICE_API_ERROR_TLS, NULL, SLUICE_EXIT_NETWORK, NULL },
  { -1, NULL, SLUICE_EXIT_FAILED, NULL },
};

static const Meaning value_meanings[] = {
  { SLUICE_VALUE_ERROR_MISSING, "VALUE", SLUICE_EXIT_FINDINGS,
    N_ ("Give it with --set KEY=VALUE or in the file of --values. “sluicectl fields KIND” explains "
        "each value.") },
  { SLUICE_VALUE_ERROR_INVALID, "VALUE", SLUICE_EXIT_FINDINGS,
    N_ ("Correct the value. “sluicectl fields KIND” shows an example of each.") },
  { SLUICE_VALUE_ERROR_SECRET, "USAGE", SLUICE_EXIT_USAGE,
    N_ ("Leave it out: the files hold a placeholder where a secret belongs.") },
  { -1, "USAGE", SLUICE_EXIT_USAGE,
    N_ ("“sluicectl fields KIND” lists the values, “sluicectl script KIND” the files.") },
};

static const Meaning setup_meanings[] = {
  { -1, "FILE", SLUICE_EXIT_FINDINGS,
    N_ ("Give a setup file: JSON with \"format\": \"sluice-setup/1\". “sluicectl export” writes "
        "one.") },
};

static const Meaning postman_meanings[] = {
  { -1, "FILE", SLUICE_EXIT_FINDINGS,
    N_ ("Export an environment, or a collection of version 2.0 or 2.1, from Postman.") },
};

static const Meaning forecast_meanings[] = {
  { -1, "VALUE", SLUICE_EXIT_FINDINGS, N_ ("Correct that member of the file.") },
};

static const Meaning curl_meanings[] = {
  { -1, "USAGE", SLUICE_EXIT_USAGE,
    N_ ("Write for example “sluicectl curl GET pipelines” or “sluicectl curl GET "
        "/v1/services”.") },
};

static const Meaning keyring_meanings[] = {
  { SLUICE_KEYRING_ERROR_LOCKED, "AUTH", SLUICE_EXIT_CREDENTIALS,
    N_ ("Unlock the keyring, for example by signing in to the desktop, and try again.") },
  { -1, "AUTH", SLUICE_EXIT_CREDENTIALS,
    N_ ("Sluice keeps secrets in the system keyring only. Start a keyring (such as GNOME Keyring), "
        "or work without one: set SLUICE_POD, SLUICE_ORG_ID, SLUICE_ACCOUNT_ID, "
        "SLUICE_WORKSPACE_ID, SLUICE_CLIENT_ID and SLUICE_CLIENT_SECRET.") },
};

static const Meaning profile_meanings[] = {
  { SLUICE_PROFILE_ERROR_PLAIN_HTTP, "USAGE", SLUICE_EXIT_USAGE,
    N_ ("Use an address that begins with https. Plain http is for this machine only.") },
  { -1, "USAGE", SLUICE_EXIT_USAGE, N_ ("Correct it and try again.") },
};

static const Meaning store_meanings[] = {
  { SLUICE_STORE_ERROR_EXISTS, "USAGE", SLUICE_EXIT_USAGE,
    N_ ("Choose another name, or remove the old one with “sluicectl workspace remove”.") },
  { SLUICE_STORE_ERROR_BUSY, "FILE", SLUICE_EXIT_FAILED,
    N_ ("Another program holds the database. Try again in a moment.") },
  { SLUICE_STORE_ERROR_CHANGED, "FILE", SLUICE_EXIT_FAILED, N_ ("Start it again.") },
  { SLUICE_STORE_ERROR_NEWER, "FILE", SLUICE_EXIT_FAILED, N_ ("Update Sluice.") },
  { -1, "FILE", SLUICE_EXIT_FAILED,
    N_ ("Look whether the folder can be written and the disk has room.") },
};

static const Meaning io_meanings[] = {
  { G_IO_ERROR_CANCELLED, "CANCELLED", SLUICE_EXIT_FAILED, NULL },
  { -1, "FILE", SLUICE_EXIT_USAGE, N_ ("Look at the name and whether you may use the file.") },
};

/* Anything nobody thought of: said as it is. */
static const Meaning other_meanings[] = {
  { -1, "PROTOCOL", SLUICE_EXIT_FAILED, NULL },
};

static const Meaning *
find_table (GQuark domain)
{
  const struct
  {
    GQuark domain;
    const Meaning *meanings;
  } tables[] = {
    { SLUICE_CLI_ERROR, cli_meanings },
    { SLUICE_API_ERROR, api_meanings },
    { SLUICE_VALUE_ERROR, value_meanings },
    { SLUICE_SETUP_ERROR, setup_meanings },
    { SLUICE_POSTMAN_ERROR, postman_meanings },
    { SLUICE_FORECAST_ERROR, forecast_meanings },
    { SLUICE_CURL_ERROR, curl_meanings },
    { SLUICE_KEYRING_ERROR, keyring_meanings },
    { SLUICE_PROFILE_ERROR, profile_meanings },
    { SLUICE_STORE_ERROR, store_meanings },
    { G_IO_ERROR, io_meanings },
    { G_FILE_ERROR, io_meanings },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].domain == domain)
      return tables[i].meanings;
  return other_meanings;
}

static const Meaning *
find_meaning (const GError *error)
{
  const Meaning *meaning = find_table (error->domain);

  while (meaning->code != -1 && meaning->code != error->code)
    meaning++;
  return meaning;
}

/**
 * sluice_failure_get_exit_code:
 * @error: an error of any domain
 *
 * Returns: what sluicectl exits with because of it (CONTRACT 8)
 */
SluiceExit
sluice_failure_get_exit_code (const GError *error)
{
  return find_meaning (error)->exit_code;
}

/**
 * sluice_failure_get_remedy:
 * @error: an error of any domain
 *
 * Returns: (transfer none) (nullable): what to do about it, translated
 */
const char *
sluice_failure_get_remedy (const GError *error)
{
  const Meaning *meaning = find_meaning (error);

  if (error->domain == SLUICE_CLI_ERROR)
    return sluice_cli_error_get_private (error)->remedy;
  if (error->domain == SLUICE_API_ERROR)
    return sluice_api_error_get_remedy (error);
  return meaning->remedy != NULL ? _ (meaning->remedy) : NULL;
}

/**
 * sluice_failure_dup_message:
 * @error: an error of any domain
 *
 * Returns: (transfer full): what went wrong, valid and of a sane length: the words of the API were cut
 *   when they came, all others may repeat a value of any length
 */
char *
sluice_failure_dup_message (const GError *error)
{
  return error->domain == SLUICE_API_ERROR ? g_utf8_make_valid (error->message, -1)
                                           : sluice_shorten_message (error->message);
}

/**
 * sluice_failure_to_json:
 * @error: an error of any domain
 *
 * Returns: (transfer full): code, message, remedy and http_status as CONTRACT 8 has them
 */
JsonObject *
sluice_failure_to_json (const GError *error)
{
  JsonObject *object = json_object_new ();
  const char *word = find_meaning (error)->word;
  g_autofree char *message = sluice_failure_dup_message (error);
  guint status = 0;

  if (error->domain == SLUICE_API_ERROR)
    {
      word = sluice_api_error_code_to_string ((SluiceApiError) error->code);
      status = sluice_api_error_get_status (error);
    }
  json_object_set_string_member (object, "code", word);
  json_object_set_string_member (object, "message", message);
  json_object_set_string_member (object, "remedy", sluice_failure_get_remedy (error));
  if (status != 0)
    json_object_set_int_member (object, "http_status", status);
  else
    json_object_set_null_member (object, "http_status");
  return object;
}
