/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-reply-memory.h"

#include <string.h>

#define MAX_BYTES (1024 * 1024)
/* An ETag is the server's to choose, but has to fit into a header. */
#define MAX_ETAG 256

struct _SluiceReplyMemory
{
  SluiceRedactor *redactor;
  GHashTable *replies; /* route -> SluiceKnownReply */
  gsize bytes;         /* of all bodies */
};

static void
known_reply_clear (SluiceKnownReply *self)
{
  g_free (self->etag);
  g_bytes_unref (self->body);
  json_node_unref (self->document);
}

/**
 * sluice_known_reply_release:
 * @self: (transfer full): a known reply
 */
void
sluice_known_reply_release (SluiceKnownReply *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) known_reply_clear);
}

/**
 * sluice_reply_memory_new:
 * @redactor: knows what must not be kept
 *
 * Returns: (transfer full): a memory with nothing in it
 */
SluiceReplyMemory *
sluice_reply_memory_new (SluiceRedactor *redactor)
{
  SluiceReplyMemory *self = g_new0 (SluiceReplyMemory, 1);

  self->redactor = g_object_ref (redactor);
  self->replies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) sluice_known_reply_release);
  return self;
}

/**
 * sluice_reply_memory_free:
 * @self: (transfer full): a memory
 */
void
sluice_reply_memory_free (SluiceReplyMemory *self)
{
  g_object_unref (self->redactor);
  g_hash_table_unref (self->replies);
  g_free (self);
}

static void
forget (SluiceReplyMemory *self, const char *route)
{
  SluiceKnownReply *known = g_hash_table_lookup (self->replies, route);

  if (known == NULL)
    return;
  self->bytes -= g_bytes_get_size (known->body);
  g_hash_table_remove (self->replies, route);
}

/**
 * sluice_reply_memory_find:
 * @self: a memory
 * @route: an API path with its query
 *
 * A reply from before a secret became known is forgotten: it might hold the secret.
 *
 * Returns: (transfer full) (nullable): what a GET of @route answered last
 */
SluiceKnownReply *
sluice_reply_memory_find (SluiceReplyMemory *self, const char *route)
{
  SluiceKnownReply *known = g_hash_table_lookup (self->replies, route);

  if (known != NULL && known->serial != sluice_redactor_get_serial (self->redactor))
    {
      forget (self, route);
      return NULL;
    }
  return known != NULL ? g_rc_box_acquire (known) : NULL;
}

/* Whether nothing in it had to be hidden. */
static gboolean
is_clean (SluiceReplyMemory *self, SluiceReply *reply)
{
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);
  const char *shown = sluice_reply_show (reply, self->redactor);

  return strlen (shown) == length && memcmp (shown, text, length) == 0;
}

/* Takes the place of what @route answered before. Large replies are not kept, and where the memory is full
 * it begins anew. */
static void
keep (SluiceReplyMemory *self, const char *route, SluiceReply *reply, JsonNode *document)
{
  gsize size = g_bytes_get_size (reply->body);
  SluiceKnownReply *known;

  forget (self, route);
  if (sluice_reply_is_large (reply) || !is_clean (self, reply))
    return;
  if (self->bytes + size > MAX_BYTES)
    {
      g_hash_table_remove_all (self->replies);
      self->bytes = 0;
    }
  known = g_rc_box_new0 (SluiceKnownReply);
  if (reply->etag != NULL && strlen (reply->etag) <= MAX_ETAG)
    known->etag = g_strdup (reply->etag);
  known->body = g_bytes_ref (reply->body);
  known->document = json_node_ref (document);
  known->serial = sluice_redactor_get_serial (self->redactor);
  g_hash_table_insert (self->replies, g_strdup (route), known);
  self->bytes += size;
}

/* The document that the route gave last, where it gives the same again. */
static JsonNode *
recall (SluiceReplyMemory *self,
        const char *route,
        const SluiceKnownReply *known,
        SluiceReply *reply)
{
  /* Asked on condition, the server says that nothing has changed. */
  if (reply->status == 304 && known->etag != NULL)
    return json_node_ref (known->document);
  if (reply->status != 200 || !g_bytes_equal (reply->body, known->body))
    return NULL;
  /* It was kept because there was nothing in it to redact. */
  reply->shown = g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
  if (g_strcmp0 (reply->etag, known->etag) != 0)
    keep (self, route, reply, known->document);
  return json_node_ref (known->document);
}

/**
 * sluice_reply_memory_read:
 * @self: a memory
 * @known: (nullable): what the route answered last
 * @reply: what it answered now
 * @call: the call
 * @error: return location for a #SluiceApiError
 *
 * Reads a reply, or finds that it says what is known. What a GET answered takes the place of what its route
 * answered before.
 *
 * Returns: (transfer full) (nullable): the document, immutable, or %NULL where the reply is empty (no
 *   error) or an error (with @error)
 */
JsonNode *
sluice_reply_memory_read (SluiceReplyMemory *self,
                          const SluiceKnownReply *known,
                          SluiceReply *reply,
                          const SluiceReplyCall *call,
                          GError **error)
{
  JsonNode *document = known != NULL ? recall (self, call->route, known, reply) : NULL;

  if (document != NULL)
    return document;
  if (!sluice_reply_is_success (reply))
    {
      g_propagate_error (error, sluice_reply_to_error (reply, call));
      return NULL;
    }
  document = sluice_reply_parse (reply, call, error);
  if (document != NULL && reply->status == 200 && g_str_equal (call->method, "GET"))
    keep (self, call->route, reply, document);
  return document;
}
