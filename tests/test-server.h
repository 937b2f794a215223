/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A stand-in for the API that says what a test tells it to, byte for byte where that matters. It runs in
 * threads of its own on a free port of the loopback interface. */
typedef struct _TestServer TestServer;

/* What a rule answers. Zero is a 200 with no body. */
typedef struct
{
  guint status;
  const char *headers; /* (nullable) lines ending in \r\n */
  const char *body;    /* (nullable) */
  guint delay;         /* milliseconds before the answer */
  gsize
      cut_after; /* close after so many bytes of the body, with the whole Content-Length; 0: never */
  const char *raw;  /* (nullable) sent instead of everything above; then the connection is closed */
  gsize raw_length; /* of raw, where it holds NUL; 0: up to NUL */
  const char *endless; /* (nullable) sent after raw again and again until the peer goes */
  const char *with;    /* (nullable) only where the request holds this text */
  gboolean close;      /* close after the answer */
} TestReply;

TestServer *test_server_new (void);
TestServer *test_server_new_full (GTlsCertificate *certificate, gboolean ipv6);
void test_server_free (TestServer *self);

const char *test_server_get_url (TestServer *self);
guint16 test_server_get_port (TestServer *self);

/* Rules are tried in the order they came; path is compared without the query, a "*" at its end stands
 * for anything; a rule is used up after so many times, 0: never. */
void test_server_add (TestServer *self,
                      const char *method,
                      const char *path,
                      guint times,
                      TestReply reply);
void test_server_say (TestServer *self,
                      const char *method,
                      const char *path,
                      guint status,
                      const char *body);

guint test_server_count (TestServer *self, const char *method, const char *path);
guint test_server_count_connections (TestServer *self);
char *test_server_dup_request (TestServer *self, const char *method, const char *path, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

G_END_DECLS
