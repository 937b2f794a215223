/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_API_ERROR (sluice_api_error_quark ())

/* CONTRACT 5, in its order; sluice_api_error_code_to_string() gives the word there. */
typedef enum
{
  SLUICE_API_ERROR_AUTH,
  SLUICE_API_ERROR_FORBIDDEN,
  SLUICE_API_ERROR_NOT_READY,
  SLUICE_API_ERROR_NOT_FOUND,
  SLUICE_API_ERROR_CONFLICT,
  SLUICE_API_ERROR_VALIDATION,
  SLUICE_API_ERROR_BUSY,
  SLUICE_API_ERROR_LIMIT,
  SLUICE_API_ERROR_RATE_LIMITED,
  SLUICE_API_ERROR_WAREHOUSE,
  SLUICE_API_ERROR_SERVER,
  SLUICE_API_ERROR_NETWORK,
  SLUICE_API_ERROR_TIMEOUT,
  SLUICE_API_ERROR_TLS,
  SLUICE_API_ERROR_PROTOCOL,
  SLUICE_API_ERROR_CANCELLED,
} SluiceApiError;

GQuark sluice_api_error_quark (void);

const char *sluice_api_error_code_to_string (SluiceApiError code);

/**
 * SluiceDoubt:
 * @SLUICE_DOUBT_NONE: the request was refused, or never left
 * @SLUICE_DOUBT_ANSWERED: the server answered, but may have done what was asked all the same
 * @SLUICE_DOUBT_CUT_OFF: the connection went before the answer was here
 *
 * Whether a request that failed may have been done.
 */
typedef enum
{
  SLUICE_DOUBT_NONE,
  SLUICE_DOUBT_ANSWERED,
  SLUICE_DOUBT_CUT_OFF,
} SluiceDoubt;

GError *sluice_api_error_new (SluiceApiError code, const char *remedy, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
GError *sluice_api_error_new_cancelled (void);

/* An extended GError: every error of this domain carries these. */
guint sluice_api_error_get_status (const GError *error);
const char *const *sluice_api_error_get_messages (const GError *error);
const char *sluice_api_error_get_request_id (const GError *error);
const char *sluice_api_error_get_method (const GError *error);
const char *sluice_api_error_get_route (const GError *error);
const char *sluice_api_error_get_remedy (const GError *error);
gint64 sluice_api_error_get_until (const GError *error);
SluiceDoubt sluice_api_error_get_doubt (const GError *error);
gboolean sluice_api_error_is_wrong_route (const GError *error);
gboolean sluice_api_error_may_mean_exists (const GError *error);

G_END_DECLS
