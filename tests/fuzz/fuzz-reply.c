/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/sluice-reply.h"
#include "api/sluice-run.h"
#include "api/sluice-shape.h"

#include <stdint.h>
#include <string.h>

#define SECRET "h\"u/\\n2"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
read_shapes (JsonNode *document, SluiceRedactor *redactor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) no_ids = NULL;
  g_autoptr (JsonArray) list = sluice_shape_read_list (document, &error);
  g_autoptr (JsonArray) with_ids = NULL;
  g_autoptr (JsonObject) object = sluice_shape_read_object (document);
  g_autoptr (JsonObject) merged = NULL;
  g_autoptr (SluiceReport) report = NULL;
  g_autoptr (SluiceRun) run = NULL;
  g_autoptr (JsonObject) told = NULL;

  g_assert_true ((list == NULL) == (error != NULL));
  with_ids = sluice_shape_expect_ids (list != NULL ? json_array_ref (list) : NULL, &no_ids);
  g_assert_true (list == NULL || (with_ids == NULL) == (no_ids != NULL));
  if (object == NULL)
    return;
  sluice_shape_set_missing_id (object, "id");
  sluice_shape_redact_errors (object, redactor);
  sluice_shape_normalize_query (object);
  merged = sluice_shape_merge (object, object);
  sluice_shape_move_query_to_top (merged);
  report = sluice_report_new_from_json (object);
  run = sluice_run_new_from_json (object);
  told = sluice_run_to_json (run);
}

/* Once: a secret's pages are locked, which takes longer than to read a reply. */
static SluiceRedactor *
make_redactor (void)
{
  SluiceRedactor *redactor = sluice_redactor_new ();
  g_autoptr (SluiceSecret) secret = sluice_secret_new (SECRET);

  sluice_redactor_add (redactor, secret);
  return redactor;
}

/* The first byte chooses the status, the rest is the body of a reply. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guint statuses[] = { 200, 400, 401, 404, 409, 422, 429, 500, 505, 302 };
  static SluiceRedactor *redactor = NULL;
  g_autoptr (SluiceReply) reply = g_new0 (SluiceReply, 1);
  SluiceReplyCall call = { "GET", "/x", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) document = NULL;

  if (size == 0)
    return 0;
  if (redactor == NULL)
    redactor = make_redactor ();
  call.redactor = redactor;
  reply->status = statuses[data[0] % G_N_ELEMENTS (statuses)];
  reply->body = g_bytes_new (data + 1, size - 1);
  if (sluice_reply_is_success (reply))
    document = sluice_reply_parse (reply, &call, &error);
  else
    error = sluice_reply_to_error (reply, &call);
  if (document != NULL)
    read_shapes (document, redactor);
  if (error == NULL)
    return 0;
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, SECRET));
  return 0;
}
