/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-reply.h"
#include "secrets/sluice-secret.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TRANSPORT (sluice_transport_get_type ())

/**
 * SluiceTransport:
 *
 * One exchange with a server: sends a request, reads the whole reply within bounds of size and time.
 * The only user of SoupSession. Construct properties: connect-timeout and request-timeout (uint,
 * milliseconds), tls-database (GTlsDatabase, nullable).
 */
G_DECLARE_FINAL_TYPE (SluiceTransport, sluice_transport, SLUICE, TRANSPORT, GObject)

SluiceTransport *
sluice_transport_new (guint connect_timeout, guint request_timeout, GTlsDatabase *tls_database);

void sluice_transport_send_async (SluiceTransport *self,
                                  const char *method,
                                  const char *url,
                                  SluiceSecret *token,
                                  GBytes *body,
                                  const char *etag,
                                  guint attempt,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
SluiceReply *sluice_transport_send_finish (SluiceTransport *self,
                                           GAsyncResult *result,
                                           guint *sent,
                                           GError **error);

G_END_DECLS
