/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sluice-profile-paste.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_digits (const char *text)
{
  if (text != NULL && (*text == '\0' || strspn (text, "0123456789") != strlen (text)))
    g_error ("An id that is no number");
}

/* Whatever was on the clipboard, what is found in it is a pod and numbers. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const pods[] = { "us1", "us2", "eu1", "au1", NULL };
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  g_autoptr (SluiceProfilePaste) found = sluice_profile_paste_parse (text);

  if (found == NULL)
    return 0;
  if (found->pod != NULL && !g_strv_contains (pods, found->pod))
    g_error ("A pod that is none");
  check_digits (found->org_id);
  check_digits (found->account_id);
  check_digits (found->workspace_id);
  return 0;
}
