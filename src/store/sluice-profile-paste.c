/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-profile-paste.h"

#include <string.h>

/* The source of a page is some hundred kilobytes; far more than that is not one. */
#define MAX_TEXT (8 * 1024 * 1024)

/* A name as people and pages write it, anything that quotes, a colon or an equals sign, digits. */
#define QUOTES           "[\"'\\\\\u201c\u201d]*"
#define ID_PATTERN(name) "\\b" name "[ _-]?id" QUOTES "\\s*[:=]\\s*" QUOTES "([0-9]{1,18})"

static char *
find (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert (regex != NULL);
  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* The pod is in the address of the page; an address without one is the first pod's. */
static char *
find_pod (const char *text)
{
  g_autofree char *pod = find (text, "\\b(us1|us2|eu1|au1)\\.mparticle\\.com");

  if (pod == NULL)
    pod = find (text, "\\bpod[\"'\\\\]*\\s*[:=]\\s*[\"'\\\\]*(us1|us2|eu1|au1)\\b");
  if (pod == NULL && strstr (text, "app.mparticle.com") != NULL)
    pod = g_strdup ("us1");
  return pod != NULL ? g_ascii_strdown (pod, -1) : NULL;
}

/**
 * sluice_profile_paste_parse:
 * @text: anything: the source of a page of the mParticle app, an address, a note
 *
 * Picks out what describes a workspace. The first mention of each wins.
 *
 * Returns: (transfer full): what was found; members are %NULL where nothing was
 */
SluiceProfilePaste *
sluice_profile_paste_parse (const char *text)
{
  SluiceProfilePaste *self = g_new0 (SluiceProfilePaste, 1);
  g_autofree char *valid = NULL;

  g_return_val_if_fail (text != NULL, self);

  valid = g_utf8_make_valid (text, strnlen (text, MAX_TEXT));
  self->org_id = find (valid, ID_PATTERN ("org(?:anization)?"));
  self->account_id = find (valid, ID_PATTERN ("account"));
  self->workspace_id = find (valid, ID_PATTERN ("workspace"));
  if (self->workspace_id == NULL)
    self->workspace_id = find (valid, "/workspaces?/([0-9]{1,18})\\b");
  self->pod = find_pod (valid);
  return self;
}

/**
 * sluice_profile_paste_free:
 * @self: (transfer full): what was found
 */
void
sluice_profile_paste_free (SluiceProfilePaste *self)
{
  g_free (self->pod);
  g_free (self->org_id);
  g_free (self->account_id);
  g_free (self->workspace_id);
  g_free (self);
}
