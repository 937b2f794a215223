/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/sluice-reply.h"
#include "api/sluice-run.h"
#include "api/sluice-shape.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
read_shapes (JsonNode *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = sluice_shape_read_list (document, &error);
  g_autoptr (JsonObject) object = sluice_shape_read_object (document);
  g_autoptr (JsonObject) merged = NULL;
  g_autoptr (SluiceReport) report = NULL;
  g_autoptr (SluiceRun) run = NULL;
  g_autoptr (JsonObject) told = NULL;

  g_assert_true ((list == NULL) == (error != NULL));
  if (object == NULL)
    return;
  sluice_shape_normalize_query (object);
  merged = sluice_shape_merge (object, object);
  sluice_shape_move_query_to_top (merged);
  report = sluice_report_new_from_json (object);
  run = sluice_run_new_from_json (object);
  told = sluice_run_to_json (run);
}

/* The first byte chooses the status, the rest is the body of a reply. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guint statuses[] = { 200, 400, 401, 404, 409, 422, 429, 500, 505, 302 };
  g_autoptr (SluiceRedactor) redactor = sluice_redactor_new ();
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("hunter22");
  g_autoptr (SluiceReply) reply = g_new0 (SluiceReply, 1);
  SluiceReplyCall call = { "GET", "/x", redactor };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) document = NULL;

  if (size == 0)
    return 0;
  sluice_redactor_add (redactor, secret);
  reply->status = statuses[data[0] % G_N_ELEMENTS (statuses)];
  reply->body = g_bytes_new (data + 1, size - 1);
  if (sluice_reply_is_success (reply))
    document = sluice_reply_parse (reply, &call, &error);
  else
    error = sluice_reply_to_error (reply, &call);
  if (document != NULL)
    read_shapes (document);
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
  return 0;
}
