/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-secret-match.h"

#include <string.h>

/* Where a comparison stands: in the text, and in the secret that is looked for. */
typedef struct
{
  const char *at;
  const char *end;
  const char *secret;
  const char *secret_end;
  gboolean
      after_backslashes; /* a run of them was passed, of which the last may belong to what follows */
} Match;

static gboolean
read_hex (const char *at, const char *end, guint digits, guint *value)
{
  *value = 0;
  if (end - at < (gssize) digits)
    return FALSE;
  for (guint i = 0; i < digits; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return FALSE;
      *value = *value * 16 + (guint) g_ascii_xdigit_value (at[i]);
    }
  return TRUE;
}

/* The character of one or two escapes like u00e9 or ud83d\ude00, that begin behind their backslashes. */
static const char *
read_code (const char *at, const char *end, gunichar *character)
{
  const char *after = at + 5;
  guint high, low;

  if (at >= end || *at != 'u' || !read_hex (at + 1, end, 4, &high))
    return NULL;
  *character = high;
  if (high < 0xd800 || high > 0xdbff)
    return after;
  while (after < end && *after == '\\')
    after++;
  if (after >= end || *after != 'u' || !read_hex (after + 1, end, 4, &low) || low < 0xdc00 ||
      low > 0xdfff)
    return NULL;
  *character = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  return after + 5;
}

static gboolean
match_code (Match *match, const char *from)
{
  gunichar character;
  const char *after = read_code (from, match->end, &character);
  char utf8[6];
  int length;

  if (after == NULL)
    return FALSE;
  length = g_unichar_to_utf8 (character, utf8);
  if (match->secret_end - match->secret < length ||
      memcmp (match->secret, utf8, (gsize) length) != 0)
    return FALSE;
  match->secret += length;
  match->at = after;
  return TRUE;
}

/* The letter that stands for a line's end and the like behind a backslash; 0 for any other character. */
static char
get_letter (char c)
{
  static const char controls[] = "\n\t\r\b\f";
  const char *found = c != '\0' ? strchr (controls, c) : NULL;

  return found != NULL ? "ntrbf"[found - controls] : '\0';
}

/* JSON within JSON doubles the backslashes each time, so any number of them counts as one. */
static gboolean
match_backslashes (Match *match)
{
  const char *behind = match->at;
  char letter = get_letter (*match->secret);

  while (behind < match->end && *behind == '\\')
    behind++;
  if (behind == match->at && !match->after_backslashes)
    return FALSE;
  if (match_code (match, behind))
    return TRUE;
  if (letter != '\0' && behind < match->end && *behind == letter)
    {
      match->at = behind + 1;
      match->secret++;
      return TRUE;
    }
  if (behind == match->at)
    return FALSE;
  if (*match->secret == '\\')
    while (match->secret < match->secret_end && *match->secret == '\\')
      match->secret++;
  else if (behind >= match->end || *behind != *match->secret || strchr ("\"'/", *behind) == NULL)
    return FALSE;
  match->at = behind;
  match->after_backslashes = TRUE;
  return TRUE;
}

static gboolean
match_one (Match *match)
{
  guint value;

  if (*match->at == '\\' || match->after_backslashes)
    {
      gboolean matched = match_backslashes (match);

      if (matched)
        return TRUE;
      match->after_backslashes = FALSE;
      if (*match->at == '\\')
        return FALSE;
    }
  if (*match->at == '%' && read_hex (match->at + 1, match->end, 2, &value) &&
      value == (guchar) *match->secret)
    match->at += 3;
  else if (*match->at == *match->secret || (*match->at == '+' && *match->secret == ' '))
    match->at++;
  else
    return FALSE;
  match->secret++;
  return TRUE;
}

/**
 * sluice_secret_match:
 * @at: a place in a text
 * @end: the text's end
 * @secret: what is looked for
 * @length: its length in bytes
 *
 * Compares whatever the text spells @secret with: as it is, in JSON with any of its escapes, in JSON
 * within JSON, in an address or a form.
 *
 * Returns: how many bytes at @at are the secret, 0 where it does not stand there
 */
gsize
sluice_secret_match (const char *at, const char *end, const char *secret, gsize length)
{
  Match match = { at, end, secret, secret + length, FALSE };

  while (match.secret < match.secret_end)
    if (match.at >= match.end || !match_one (&match))
      return 0;
  return (gsize) (match.at - at);
}
