/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-session-token.h"

#include <string.h>

/* Whose token it is, as the start of the text: one line each. */
static char *
make_head (SluiceProfile *profile)
{
  return g_strdup_printf ("%s\n%s\n", sluice_profile_get_client_id (profile),
                          sluice_profile_get_token_url (profile));
}

/**
 * sluice_session_token_write:
 * @profile: the workspace
 * @token: its token
 * @expires: when it ends, in microseconds since the epoch
 *
 * Returns: (transfer full): the text to keep
 */
SluiceSecret *
sluice_session_token_write (SluiceProfile *profile, SluiceSecret *token, gint64 expires)
{
  g_autofree char *head = make_head (profile);
  char *text =
      g_strdup_printf ("%s%" G_GINT64_FORMAT "\n%s", head, expires, sluice_secret_peek (token));
  SluiceSecret *kept = sluice_secret_new (text);

  sluice_secret_wipe_memory (text, strlen (text));
  g_free (text);
  return kept;
}

/**
 * sluice_session_token_read:
 * @profile: the workspace
 * @kept: a text as by sluice_session_token_write()
 * @expires: (out): when the token ends, in microseconds since the epoch
 *
 * Returns: (transfer full) (nullable): the token, unless it belongs to another credential
 */
SluiceSecret *
sluice_session_token_read (SluiceProfile *profile, SluiceSecret *kept, gint64 *expires)
{
  g_autofree char *head = make_head (profile);
  const char *text = sluice_secret_peek (kept);
  char *end = NULL;

  if (!g_str_has_prefix (text, head))
    return NULL;
  *expires = g_ascii_strtoll (text + strlen (head), &end, 10);
  if (*end != '\n' || end[1] == '\0')
    return NULL;
  return sluice_secret_new (end + 1);
}
