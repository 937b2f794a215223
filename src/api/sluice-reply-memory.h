/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "api/sluice-redactor.h"
#include "api/sluice-reply.h"

G_BEGIN_DECLS

/**
 * SluiceKnownReply:
 * @etag: (nullable): what the server calls this state of the route
 * @body: what it sent
 * @document: that, read; immutable
 *
 * What a route answered last.
 */
typedef struct
{
  char *etag;
  GBytes *body;
  JsonNode *document;
  guint serial; /* of the redactor when it was kept */
} SluiceKnownReply;

void sluice_known_reply_release (SluiceKnownReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceKnownReply, sluice_known_reply_release)

/**
 * SluiceReplyMemory:
 *
 * The last reply of each route that is asked over and over, so that one which says nothing new is not
 * read anew: where the server names its states (ETag) it need not even be sent. A reply in which
 * something had to be redacted is not kept.
 */
typedef struct _SluiceReplyMemory SluiceReplyMemory;

SluiceReplyMemory *sluice_reply_memory_new (SluiceRedactor *redactor);
void sluice_reply_memory_free (SluiceReplyMemory *self);

SluiceKnownReply *sluice_reply_memory_find (SluiceReplyMemory *self, const char *route);
JsonNode *sluice_reply_memory_read (SluiceReplyMemory *self,
                                    const SluiceKnownReply *known,
                                    SluiceReply *reply,
                                    const SluiceReplyCall *call,
                                    GError **error);

G_END_DECLS
