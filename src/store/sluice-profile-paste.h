/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceProfilePaste:
 * @pod: (nullable): us1, us2, eu1 or au1
 * @org_id: (nullable): digits
 * @account_id: (nullable): digits
 * @workspace_id: (nullable): digits
 *
 * What of a workspace was found in a text.
 */
typedef struct
{
  char *pod;
  char *org_id;
  char *account_id;
  char *workspace_id;
} SluiceProfilePaste;

SluiceProfilePaste *sluice_profile_paste_parse (const char *text);
void sluice_profile_paste_free (SluiceProfilePaste *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceProfilePaste, sluice_profile_paste_free)

G_END_DECLS
