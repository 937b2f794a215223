/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reply that is too large to be read in one turn of the main loop says what a short one would. */
#include "test-api.h"

#include "api/sluice-reply.h"
#include "sluice-json.h"
#include "sluice-worker.h"

#include <string.h>

#define MANY     10000
#define PASSWORD "open-sesame/4711"

static void
set_up (Api *api, gconstpointer data)
{
  api_set_up (api, data);
  test_server_say (api->server, "POST", "/oauth/token", 200,
                   "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}");
}

/* A list of objects with numbers for ids; @last stands in the place of the last one. */
static char *
create_list (guint n_objects, const char *last)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i + 1 < n_objects; i++)
    g_string_append_printf (text, "{\"id\":%u,\"name\":\"Object %u\",\"config\":{\"a\":[1,2]}},", i,
                            i);
  g_string_append_printf (text, "%s]", last);
  g_assert_cmpuint (text->len, >, SLUICE_REPLY_LARGE_BYTES);
  return g_string_free (text, FALSE);
}

static char *
dup_last_response (Api *api)
{
  GListModel *activity = G_LIST_MODEL (sluice_client_get_activity (api->client));
  g_autoptr (SluiceCallRecord) record =
      g_list_model_get_item (activity, g_list_model_get_n_items (activity) - 1);

  return g_strdup (sluice_call_record_get_response_text (record));
}

static void
check_list (JsonArray *list)
{
  g_assert_nonnull (list);
  g_assert_cmpuint (json_array_get_length (list), ==, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      JsonObject *object = json_array_get_object_element (list, i);

      g_assert_cmpstr (sluice_json_get_string (object, "id"), ==, id);
      g_assert_nonnull (sluice_json_get_array (sluice_json_get_object (object, "config"), "a"));
    }
}

static void
test_whole (Api *api, gconstpointer data)
{
  g_autofree char *body = create_list (MANY, "{\"id\":\"9999\",\"config\":{\"a\":[]}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = NULL;
  g_autofree char *shown = NULL;

  test_server_say (api->server, "GET", API_V2 "/connections", 200, body);
  list = api_list (api, SLUICE_FAMILY_CONNECTIONS, &error);
  g_assert_no_error (error);
  check_list (list);
  /* What is shown of it begins with what it begins with. */
  shown = dup_last_response (api);
  g_assert_true (g_str_has_prefix (shown, "HTTP 200\n\n[{\"id\":0,\"name\":\"Object 0\","));
}

/* None of them waits for another one's turn for ever, and none gets what is another one's. */
static void
test_several (Api *api, gconstpointer data)
{
  static const SluiceFamily families[] = { SLUICE_FAMILY_CONNECTIONS, SLUICE_FAMILY_FEEDS,
                                           SLUICE_FAMILY_CONNECTIONS, SLUICE_FAMILY_CONNECTIONS };
  g_autofree char *body = create_list (MANY, "{\"id\":\"9999\",\"config\":{\"a\":[]}}");
  ApiWait waits[G_N_ELEMENTS (families)] = { 0 };

  test_server_say (api->server, "GET", API_V2 "/connections", 200, body);
  test_server_say (api->server, "GET", "*", 200, "[{\"id\":\"short\"}]");
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    sluice_resource_list_async (api->client, families[i], NULL, api_on_done_cb, &waits[i]);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) list = NULL;

      api_wait (&waits[i]);
      list = sluice_resource_list_finish (api->client, waits[i].result, &error);
      g_assert_no_error (error);
      if (families[i] == SLUICE_FAMILY_CONNECTIONS)
        check_list (list);
      else
        g_assert_cmpuint (json_array_get_length (list), ==, 1);
      g_assert_cmpuint (waits[i].done, ==, 1);
      api_wait_clear (&waits[i]);
    }
}

/* It is too large to be kept: each time it is another one. */
static void
test_news (Api *api, gconstpointer data)
{
  g_autofree char *body = create_list (MANY, "{\"id\":\"9999\",\"config\":{\"a\":[]}}");
  g_autoptr (JsonNode) last = NULL;

  test_server_say (api->server, "GET", API_V2 "/connections", 200, body);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) list = api_list_news (api, SLUICE_FAMILY_CONNECTIONS, &last, &error);

      g_assert_no_error (error);
      g_assert_nonnull (last);
      check_list (list);
    }
}

static void
assert_refused (Api *api, const char *body, const char *message)
{
  g_autoptr (GError) error = NULL;

  test_server_add (api->server, "GET", API_V2 "/connections", 1, (TestReply){ .body = body });
  g_assert_null (api_list (api, SLUICE_FAMILY_CONNECTIONS, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_cmpuint (sluice_api_error_get_status (error), ==, 200);
}

/* Each in short, and where it is the last of many. */
static void
test_wrong (Api *api, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *message;
  } wrongs[] = {
    { "{\"id\":\"x\"} {", "a comma is missing" },
    { "{\"id\":\"x\",\"id\":\"y\"}", "the member stands here a second time" },
    { "\"x\"", "The reply holds no list where one belongs." },
    { "{\"name\":\"x\"}", "The reply lists an object without a usable id." },
    { "{\"id\":\"\xff\"}", "it is not UTF-8 text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *large = create_list (MANY, wrongs[i].body);
      g_autofree char *small = g_strdup_printf ("[%s]", wrongs[i].body);
      g_autofree char *blank = g_strnfill (2 * SLUICE_REPLY_LARGE_BYTES, ' ');

      memcpy (blank, small, strlen (small));
      assert_refused (api, small, wrongs[i].message);
      assert_refused (api, large, wrongs[i].message);
      assert_refused (api, blank, wrongs[i].message);
    }
}

/* The place is told, and how it begins, without its secrets. */
static void
test_place (Api *api, gconstpointer data)
{
  g_autofree char *list = create_list (MANY, "nul");
  g_autofree char *body = g_strconcat ("[\"" API_TOKEN "\",\n", list, NULL);
  g_autofree char *place =
      g_strdup_printf ("(line 2, column %" G_GSIZE_FORMAT ": not a JSON value)",
                       strlen (list) - strlen ("nul]") + 1);
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "GET", "/x", 200, body);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, place));
  g_assert_nonnull (strstr (error->message, "It begins: [\"" SLUICE_MASK "\","));
}

/* A reply of nothing but space is empty, however much of it there is. */
static void
test_empty (Api *api, gconstpointer data)
{
  g_autofree char *body = g_strnfill (2 * SLUICE_REPLY_LARGE_BYTES, '\n');
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "GET", "/x", 200, body);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_no_error (error);
}

/* What a server says of an error may be long as well. */
static void
test_error (Api *api, gconstpointer data)
{
  g_autofree char *list = create_list (MANY, "{}");
  g_autofree char *body =
      g_strdup_printf ("{\"errors\":[{\"message\":\"The name is too long: " API_TOKEN
                       "\"}],\"seen\":%s}",
                       list);
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  test_server_say (api->server, "GET", "/x", 422, body);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_VALIDATION);
  g_assert_cmpstr (error->message, ==, "The name is too long: " SLUICE_MASK);
  shown = dup_last_response (api);
  g_assert_null (strstr (shown, API_TOKEN));
}

static void
test_secrets (Api *api, gconstpointer data)
{
  g_autofree char *list = create_list (MANY, "{\"id\":\"9999\",\"config\":{\"a\":[]}}");
  g_autofree char *body =
      g_strdup_printf ("{\"said\":\"" API_TOKEN "\",\"password\":\"" PASSWORD "\",\"items\":%s}",
                       list);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *shown = NULL;

  test_server_say (api->server, "GET", "/x", 200, body);
  document = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (document);
  shown = dup_last_response (api);
  g_assert_nonnull (
      strstr (shown, "{\"said\":\"" SLUICE_MASK "\",\"password\":\"" SLUICE_MASK "\","));
}

/* A secret of another call may become known while it is being read. */
static void
test_late_secret (void)
{
  g_autofree char *body = create_list (MANY, "{}");
  g_autoptr (SluiceRedactor) redactor = sluice_redactor_new ();
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("Object 17\"");
  g_autoptr (SluiceReply) reply = NULL;
  SluiceReply *first = g_new0 (SluiceReply, 1);
  g_auto (ApiWait) wait = { 0 };

  first->status = 200;
  first->body = g_bytes_new_static (body, strlen (body));
  sluice_reply_prepare_async (first, redactor, api_on_done_cb, &wait);
  sluice_redactor_add (redactor, secret);
  api_wait (&wait);
  reply = sluice_reply_prepare_finish (wait.result);
  g_assert_true (reply == first);
  g_assert_nonnull (reply->document);
  g_assert_nonnull (strstr (sluice_reply_show (reply, redactor), "Object 16\""));
  g_assert_null (strstr (sluice_reply_show (reply, redactor), "Object 17\""));
}

static void
test_cancelled (Api *api, gconstpointer data)
{
  /* So many that no machine is done with them in one turn of the main loop. */
  g_autofree char *body = create_list (3 * MANY, "{\"id\":\"last\"}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (ApiWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "GET", API_V2 "/connections", 200, body);
  sluice_resource_list_async (api->client, SLUICE_FAMILY_CONNECTIONS, cancellable, api_on_done_cb,
                              &wait);
  /* It is in the log as soon as it was read, and its list is then brought into shape bit by bit. */
  while (g_list_model_get_n_items (G_LIST_MODEL (sluice_client_get_activity (api->client))) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (wait.done, ==, 0);
  g_cancellable_cancel (cancellable);
  api_wait (&wait);
  g_assert_null (sluice_resource_list_finish (api->client, wait.result, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED);
}

/* What is done beside the main loop: in its order, and told in the main loop's thread. */
typedef struct
{
  GThread *thread;
  GString *order;
} Work;

static void
work (gpointer data)
{
  Work *w = data;

  w->thread = g_thread_self ();
  g_string_append (w->order, "w");
}

static void
drop (gpointer data)
{
  g_string_append (data, "d");
}

static void
test_worker (void)
{
  g_autoptr (GString) order = g_string_new (NULL);
  Work one = { .order = order };
  Work two = { .order = order };
  ApiWait waits[2] = { 0 };

  sluice_worker_run_async (work, &one, api_on_done_cb, &waits[0]);
  sluice_worker_drop (order, drop);
  sluice_worker_run_async (work, &two, api_on_done_cb, &waits[1]);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      api_wait (&waits[i]);
      sluice_worker_run_finish (waits[i].result);
      api_wait_clear (&waits[i]);
    }
  g_assert_cmpstr (order->str, ==, "wdw");
  g_assert_true (one.thread != g_thread_self () && two.thread != g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/large-replies/whole", Api, NULL, set_up, test_whole, api_tear_down);
  g_test_add ("/large-replies/several", Api, NULL, set_up, test_several, api_tear_down);
  g_test_add ("/large-replies/news", Api, NULL, set_up, test_news, api_tear_down);
  g_test_add ("/large-replies/wrong", Api, NULL, set_up, test_wrong, api_tear_down);
  g_test_add ("/large-replies/place", Api, NULL, set_up, test_place, api_tear_down);
  g_test_add ("/large-replies/empty", Api, NULL, set_up, test_empty, api_tear_down);
  g_test_add ("/large-replies/error", Api, NULL, set_up, test_error, api_tear_down);
  g_test_add ("/large-replies/secrets", Api, NULL, set_up, test_secrets, api_tear_down);
  g_test_add ("/large-replies/cancelled", Api, NULL, set_up, test_cancelled, api_tear_down);
  g_test_add_func ("/large-replies/late-secret", test_late_secret);
  g_test_add_func ("/large-replies/worker", test_worker);
  return g_test_run ();
}
