/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-api-error.h"

G_BEGIN_DECLS

/* What an error of the domain carries beside its code and message; for src/api, which fills it in. */
typedef struct
{
  guint status; /* 0 without a reply */
  GStrv messages;
  char *request_id;
  char *method;
  char *route;
  char *remedy;
  gint64 until; /* RATE_LIMITED: microseconds since the epoch, 0 where not told */
  SluiceDoubt doubt;
  gboolean transient;   /* worth another try by CONTRACT 5 */
  gboolean wrong_route; /* a 404 or 405 that does not speak of an object */
} SluiceApiErrorPrivate;

SluiceApiErrorPrivate *sluice_api_error_peek (const GError *error);
void sluice_api_error_set_remedy (GError *error, const char *remedy);
void sluice_api_error_set_message (GError *error, const char *message);

G_END_DECLS
