/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "api/sluice-api-error.h"
#include "api/sluice-redactor.h"

G_BEGIN_DECLS

/* A larger reply is refused (CONTRACT 5). */
#define SLUICE_REPLY_MAX_BYTES (32 * 1024 * 1024)
/* A list of a hundred pipelines has about 60 KiB; a larger reply than this takes half a frame to read, and
 * its tree some ten times its text. */
#define SLUICE_REPLY_LARGE_BYTES (128 * 1024)

/**
 * SluiceReply:
 *
 * What came back of one exchange, read to its end. The only place where a reply becomes a document or
 * an error.
 */
typedef struct
{
  guint status;
  GBytes *body;
  char *request_id;    /* (nullable) */
  char *retry_after;   /* (nullable) the header as it came */
  char *location;      /* (nullable) */
  char *limit;         /* (nullable) which rate limit was exceeded */
  char *etag;          /* (nullable) what the server calls this state of the route */
  char *shown;         /* (nullable) see sluice_reply_show() */
  gboolean unmeasured; /* its head does not tell how long it is */
  gboolean was_read;
  JsonNode *document; /* (nullable) what the body was read as */
  GError *flaw;       /* (nullable) of SLUICE_JSON_ERROR: why there is none */
  gint64 date;        /* the Date header in microseconds since the epoch, 0 where there was none */
} SluiceReply;

void sluice_reply_free (SluiceReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceReply, sluice_reply_free)

/* The call a reply belongs to, for what is said about it. */
typedef struct
{
  const char *method;
  const char *route; /* "token" for the token request */
  SluiceRedactor *redactor;
} SluiceReplyCall;

gboolean sluice_reply_is_success (SluiceReply *self);
gboolean sluice_reply_is_large (SluiceReply *self);
const char *sluice_reply_show (SluiceReply *self, SluiceRedactor *redactor);
JsonNode *sluice_reply_parse (SluiceReply *self, const SluiceReplyCall *call, GError **error);
GError *sluice_reply_to_error (SluiceReply *self, const SluiceReplyCall *call);

void sluice_reply_prepare_async (SluiceReply *self,
                                 SluiceRedactor *redactor,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
SluiceReply *sluice_reply_prepare_finish (GAsyncResult *result);

G_END_DECLS
