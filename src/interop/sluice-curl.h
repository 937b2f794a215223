/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-body.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

#define SLUICE_CURL_ERROR (sluice_curl_error_quark ())

/**
 * SluiceCurlError:
 * @SLUICE_CURL_ERROR_ROUTE: neither a path of the API nor FAMILY[/ID]
 * @SLUICE_CURL_ERROR_METHOD: no HTTP method
 */
typedef enum
{
  SLUICE_CURL_ERROR_ROUTE,
  SLUICE_CURL_ERROR_METHOD,
} SluiceCurlError;

GQuark sluice_curl_error_quark (void);

char *sluice_curl_build_url (SluiceProfile *profile,
                             const char *method,
                             const char *route,
                             GError **error);
char *sluice_curl_format (SluiceProfile *profile,
                          const char *method,
                          const char *route,
                          SluiceBody *body,
                          gboolean include_secrets,
                          GError **error);

G_END_DECLS
