/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-body.h"
#include "api/sluice-routes.h"
#include "setup/sluice-setup.h"

G_BEGIN_DECLS

/* The bodies that a setup becomes (CONTRACT 3), one for each of its objects. */

/**
 * SluiceRequestPurpose:
 * @SLUICE_REQUEST_CREATE: whole, with what is sent where the file says nothing
 * @SLUICE_REQUEST_CHANGE: only what the file says, for comparing and changing
 */
typedef enum
{
  SLUICE_REQUEST_CREATE,
  SLUICE_REQUEST_CHANGE,
} SluiceRequestPurpose;

gboolean sluice_request_has (SluiceSetup *setup, SluiceFamily family);
JsonObject *sluice_request_build (SluiceSetup *setup,
                                  SluiceFamily family,
                                  SluiceRequestPurpose purpose,
                                  SluiceProfile *profile,
                                  const char *feed_id,
                                  GError **error);
char **sluice_request_list_secrets (SluiceSetup *setup);
SluiceBody *sluice_request_to_body (SluiceSetup *setup,
                                    SluiceFamily family,
                                    JsonObject *request,
                                    GHashTable *secrets);

G_END_DECLS
