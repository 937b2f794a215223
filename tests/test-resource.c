/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include "api/sluice-audiences.h"
#include "api/sluice-platform.h"
#include "sluice-json.h"

#include <string.h>

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"
#define V1          "/v1/workspace/9"

static void
set_up (Api *api, gconstpointer data)
{
  api_set_up (api, data);
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
}

/* The body of the request that came as number n, as a document. */
static JsonObject *
get_sent (Api *api, const char *method, const char *path, guint n)
{
  g_autofree char *request = test_server_dup_request (api->server, method, path, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_nonnull (request);
  node = sluice_json_parse (strstr (request, "\n\n") + 2, -1, &error);
  g_assert_no_error (error);
  return json_node_dup_object (node);
}

static void
assert_same (JsonObject *object, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) wanted = sluice_json_parse (expected, -1, &error);
  g_autoptr (JsonNode) node = sluice_json_node_for_object (object);
  g_autofree char *text = sluice_json_to_text (node, FALSE);

  g_assert_no_error (error);
  if (!sluice_json_equal (node, wanted))
    g_error ("%s is not %s", text, expected);
}

static void
test_list_shapes (Api *api, gconstpointer data)
{
  static const char *const good[] = {
    "[{\"id\":1},{\"id\":\"b\"}]",
    "{\"items\":[{\"id\":1},{\"id\":\"b\"}]}",
    "{\"data\":[{\"id\":1},{\"id\":\"b\"}],\"dataType\":\"x\",\"errors\":null}",
    "{\"data\":[{\"id\":1},{\"id\":\"b\"}],\"data_type\":\"x\",\"errors\":null}",
  };
  static const char *const bad[] = { "{}",
                                     "{\"data\":{}}",
                                     "[1]",
                                     "{\"items\":null}",
                                     "[[]]",
                                     "",
                                     "{\"data\":[],\"errors\":[{\"message\":\"Down.\"}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) list = NULL;

      test_server_add (api->server, "GET", API_V2 "/connections", 1,
                       (TestReply){ .body = good[i] });
      list = api_list (api, SLUICE_FAMILY_CONNECTIONS, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (json_array_get_length (list), ==, 2);
      g_assert_cmpstr (sluice_json_get_string (json_array_get_object_element (list, 0), "id"), ==,
                       "1");
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      test_server_add (api->server, "GET", API_V2 "/connections", 1, (TestReply){ .body = bad[i] });
      g_assert_null (api_list (api, SLUICE_FAMILY_CONNECTIONS, &error));
      g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
    }
}

static void
test_second_route (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = NULL;
  g_autoptr (JsonObject) object = NULL;

  test_server_say (api->server, "GET", API_V2 "/pipelines", 200, "[]");
  test_server_say (api->server, "GET", API_V2 "/pipelines/p", 200, "{\"id\":\"p\"}");
  list = api_list (api, SLUICE_FAMILY_PIPELINES, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_profile_get_learned (api->profile, "pipelines"), ==, "pipelines");
  object = api_get (api, SLUICE_FAMILY_PIPELINES, "p", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "GET", API_V2 "/inputs/data-pipelines*"), ==,
                    1);
}

/* 405 is as good as 404, and a get finds the route by the collection. */
static void
test_route_by_collection (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  test_server_say (api->server, "GET", API_V2 "/data-models", 405, "");
  test_server_say (api->server, "GET", API_V2 "/inputs/data-models", 200, "[]");
  test_server_say (api->server, "GET", API_V2 "/inputs/data-models/m", 200, "{\"id\":\"m\"}");
  object = api_get (api, SLUICE_FAMILY_DATA_MODELS, "m", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "GET", API_V2 "/data-models/m"), ==, 0);
}

static void
test_writes_never_probe (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"p\",\"name\":\"P\"}");

  test_server_say (api->server, "GET", API_V2 "/pipelines", 200, "[]");
  test_server_say (api->server, "POST", API_V2 "/pipelines", 201, "{\"id\":\"p\",\"name\":\"P\"}");
  object = api_create (api, SLUICE_FAMILY_PIPELINES, body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/inputs/data-pipelines"), ==,
                    0);
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/pipelines"), ==, 1);
}

static void
test_no_route (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"p\"}");

  g_assert_null (api_create (api, SLUICE_FAMILY_PIPELINES, body, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "pipelines"));
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/*"), ==, 0);
  g_assert_null (sluice_profile_get_learned (api->profile, "pipelines"));
}

static void
test_refusal_is_no_missing_route (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines", 403, "");
  test_server_say (api->server, "GET", API_V2 "/pipelines", 200, "[]");
  g_assert_null (api_list (api, SLUICE_FAMILY_PIPELINES, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
}

static void
test_route_moves (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  sluice_profile_set_learned (api->profile, "pipelines", "inputs/data-pipelines");
  test_server_say (api->server, "GET", API_V2 "/pipelines", 200, "[]");
  test_server_say (api->server, "GET", API_V2 "/pipelines/p", 200, "{\"id\":\"p\"}");
  object = api_get (api, SLUICE_FAMILY_PIPELINES, "p", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_profile_get_learned (api->profile, "pipelines"), ==, "pipelines");
}

/* A remembered route that has no such object: with errors at once, without them after a look. */
static void
test_missing_object (Api *api, gconstpointer data)
{
  const char *body = data;
  g_autoptr (GError) error = NULL;

  sluice_profile_set_learned (api->profile, "pipelines", "inputs/data-pipelines");
  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines", 200, "[]");
  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines/p", 404, body);
  g_assert_null (api_get (api, SLUICE_FAMILY_PIPELINES, "p", &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no pipeline “p” in workspace 9.");
  g_assert_cmpuint (test_server_count (api->server, "GET", API_V2 "/inputs/data-pipelines"), ==,
                    *body != '\0' ? 0 : 1);
}

static void
test_bad_ids (Api *api, gconstpointer data)
{
  static const char *const ids[] = { "", ".", ".." };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (api_delete (api, SLUICE_FAMILY_CONNECTIONS, ids[i], &error));
      g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_VALIDATION);
    }
  g_assert_cmpuint (test_server_count (api->server, "DELETE", "*"), ==, 0);
}

static void
test_id_is_escaped (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  test_server_say (api->server, "GET", API_V2 "/connections/a%2F..%3Fb", 200, "{\"id\":\"x\"}");
  object = api_get (api, SLUICE_FAMILY_CONNECTIONS, "a/..?b", &error);
  g_assert_no_error (error);
}

static void
test_delete (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "DELETE", API_V2 "/connections/a", 204, "");
  g_assert_true (api_delete (api, SLUICE_FAMILY_CONNECTIONS, "a", &error));
  g_assert_no_error (error);
  test_server_say (api->server, "DELETE", "/v1/audiences/5", 202, "{\"data\":[],\"errors\":null}");
  g_assert_true (api_delete (api, SLUICE_FAMILY_AUDIENCES, "5", &error));
  g_assert_no_error (error);
  g_assert_false (api_delete (api, SLUICE_FAMILY_FEEDS, "5", &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_VALIDATION);
}

static void
test_feed (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) got = NULL;
  g_autoptr (JsonArray) list = NULL;
  g_autofree char *request = NULL;
  g_autoptr (SluiceBody) body =
      api_body ("{\"module_name\":\"Snowflake\",\"name\":\"F\",\"os\":\"Unknown\",\"settings\":[],"
                "\"is_debug\":false}");

  test_server_say (api->server, "POST", V1 "/partnerfeeds", 201,
                   "{\"data\":[{\"data_type\":\"Partner Feed\",\"id\":689,\"created_on\":"
                   "\"2019-07-16T20:46:45.25\"}],\"data_type\":\"Partner Feed\",\"errors\":null}");
  test_server_say (api->server, "GET", "/v1/partnerfeeds/689", 200,
                   "{\"data\":[{\"id\":689,\"name\":\"F\",\"module_name\":\"Snowflake\"}],"
                   "\"data_type\":\"x\",\"errors\":null}");
  test_server_say (
      api->server, "GET", V1 "/partnerfeeds", 200,
      "{\"data\":[{\"id\":\"689\",\"name\":\"F\"}],\"dataType\":\"x\",\"errors\":null}");
  made = api_create (api, SLUICE_FAMILY_FEEDS, body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (made, "id"), ==, "689");
  g_assert_cmpstr (sluice_json_get_string (made, "name"), ==, "F");
  got = api_get (api, SLUICE_FAMILY_FEEDS, "689", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (got, "module_name"), ==, "Snowflake");
  list = api_list (api, SLUICE_FAMILY_FEEDS, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  request = test_server_dup_request (api->server, "POST", V1 "/partnerfeeds", 0);
  g_assert_nonnull (strstr (request, "POST /v1/workspace/9/partnerfeeds?accountId=8 "));
}

/* Cut off before the answer: by the look, by a second request, or not at all. */
static void
test_cut_off_create (Api *api, gconstpointer data)
{
  gboolean was_done = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"a\",\"name\":\"A\"}");

  test_server_add (api->server, "POST", API_V2 "/connections", 1, (TestReply){ .raw = "" });
  test_server_say (api->server, "POST", API_V2 "/connections", 200,
                   "{\"id\":\"a\",\"name\":\"A\"}");
  test_server_say (api->server, "GET", API_V2 "/connections/a", was_done ? 200 : 404,
                   "{\"id\":\"a\",\"name\":\"A\"}");
  made = api_create (api, SLUICE_FAMILY_CONNECTIONS, body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (made, "name"), ==, "A");
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/connections"), ==,
                    was_done ? 1 : 2);
  g_assert_cmpuint (test_server_count (api->server, "GET", API_V2 "/connections/a"), ==, 1);
}

static void
test_cut_off_feed (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"module_name\":\"Snowflake\",\"name\":\"F\"}");

  test_server_add (api->server, "POST", V1 "/partnerfeeds", 0,
                   (TestReply){ .body = "{\"data\":[{\"id\":7}]}", .cut_after = 4 });
  test_server_say (api->server, "GET", V1 "/partnerfeeds", 200,
                   "{\"data\":[{\"id\":6,\"name\":\"E\"},{\"id\":7,\"name\":\"F\"}]}");
  made = api_create (api, SLUICE_FAMILY_FEEDS, body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (made, "id"), ==, "7");
  g_assert_cmpuint (test_server_count (api->server, "POST", V1 "/partnerfeeds"), ==, 1);
}

/* Without its id, which only the server knows, a pipeline would be made that nothing feeds. */
static void
test_feed_without_id (Api *api, gconstpointer data)
{
  static const char *const answers[] = { "{}", "[]", "{\"data\":[{\"id\":null}]}",
                                         "{\"id\":\"\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) made = NULL;
      g_autofree char *name = g_strdup_printf ("F%u", i);
      g_autofree char *text = g_strdup_printf ("{\"name\":\"%s\"}", name);
      g_autoptr (SluiceBody) body = api_body (text);

      test_server_add (api->server, "POST", V1 "/partnerfeeds", 1,
                       (TestReply){ .body = answers[i] });
      test_server_add (api->server, "GET", V1 "/partnerfeeds", 1,
                       (TestReply){ .body = i == 0 ? "{\"data\":[{\"id\":7,\"name\":\"F0\"}]}"
                                                   : "{\"data\":[{\"name\":\"F1\"}]}" });
      made = api_create (api, SLUICE_FAMILY_FEEDS, body, &error);
      if (i == 0)
        g_assert_cmpstr (sluice_json_get_string (made, "id"), ==, "7");
      else
        g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
    }
  g_assert_cmpuint (test_server_count (api->server, "POST", V1 "/partnerfeeds"), ==,
                    G_N_ELEMENTS (answers));
}

static void
test_cut_off_twice (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"a\"}");

  test_server_add (api->server, "POST", API_V2 "/connections", 0, (TestReply){ .raw = "" });
  g_assert_null (api_create (api, SLUICE_FAMILY_CONNECTIONS, body, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/connections"), ==, 2);
  g_assert_cmpuint (test_server_count (api->server, "GET", API_V2 "/connections/a"), ==, 2);
}

/* The look fails: nobody knows, so nothing is sent again. */
static void
test_cut_off_blind (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"a\"}");

  test_server_add (api->server, "POST", API_V2 "/connections", 0, (TestReply){ .raw = "" });
  test_server_say (api->server, "GET", API_V2 "/connections/a", 500, "");
  g_assert_null (api_create (api, SLUICE_FAMILY_CONNECTIONS, body, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/connections"), ==, 1);
}

static void
test_failed_create_was_done (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"a\"}");

  test_server_say (api->server, "POST", API_V2 "/connections", 500, "");
  test_server_add (api->server, "GET", API_V2 "/connections/a", 1, (TestReply){ .status = 404 });
  test_server_say (api->server, "GET", API_V2 "/connections/a", 200, "{\"id\":\"a\"}");
  g_assert_null (api_create (api, SLUICE_FAMILY_CONNECTIONS, body, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER);
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/connections"), ==, 1);
  g_clear_error (&error);
  made = api_create (api, SLUICE_FAMILY_CONNECTIONS, body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/connections"), ==, 2);
}

static void
test_update (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) sent = NULL;
  g_autoptr (SluiceSecret) password = sluice_secret_new ("p\"w");
  g_autoptr (SluiceBody) body =
      api_body ("{\"name\":\"B\",\"config\":{\"role\":\"R2\",\"region\":null}}");

  sluice_body_set_secret (body, "/config/password", password);
  test_server_say (
      api->server, "GET", API_V2 "/connections/a", 200,
      "{\"id\":\"a\",\"name\":\"A\",\"state\":\"active\",\"status\":\"healthy\",\"errors\":[],"
      "\"created_on\":\"x\",\"created_by\":\"y\",\"last_modified_on\":null,\"new_member\":{\"q\":["
      "1]},"
      "\"empty\":null,\"config\":{\"role\":\"R\",\"region\":\"r\",\"password\":\"************\","
      "\"token\":\"********\",\"aws_iam_user_arn\":\"arn\",\"aws_external_id\":\"e\",\"port\":null}"
      "}");
  test_server_say (api->server, "PUT", API_V2 "/connections/a", 200, "");
  made = api_update (api, SLUICE_FAMILY_CONNECTIONS, "a", body, &error);
  g_assert_no_error (error);
  sent = get_sent (api, "PUT", API_V2 "/connections/a", 0);
  assert_same (sent, "{\"id\":\"a\",\"name\":\"B\",\"state\":\"active\",\"new_member\":{\"q\":[1]},"
                     "\"empty\":null,\"config\":{\"role\":\"R2\",\"password\":\"p\\\"w\","
                     "\"port\":null}}");
  g_assert_cmpstr (sluice_json_get_string (made, "name"), ==, "B");
  g_assert_null (
      json_object_get_member (json_object_get_object_member (made, "config"), "password"));
}

/* The id goes back the way the server writes it, and what the API documents as a number as one. */
static void
test_update_numbers (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) sent = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SluiceBody) body =
      api_body ("{\"id\":\"17\",\"partner_feed_id\":7,\"plan_version\":\"3\",\"name\":\"B\"}");

  sluice_profile_set_learned (api->profile, "pipelines", "inputs/data-pipelines");
  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines/17", 200,
                   "{\"id\":17,\"name\":\"A\",\"partner_feed_id\":\"7\",\"plan_version\":3}");
  test_server_say (api->server, "PUT", API_V2 "/inputs/data-pipelines/17", 200, "");
  made = api_update (api, SLUICE_FAMILY_PIPELINES, "17", body, &error);
  g_assert_no_error (error);
  sent = get_sent (api, "PUT", API_V2 "/inputs/data-pipelines/17", 0);
  text = sluice_json_object_to_text (sent, FALSE);
  g_assert_cmpstr (text, ==, "{\"id\":17,\"name\":\"B\",\"partner_feed_id\":7,\"plan_version\":3}");
  g_assert_cmpstr (sluice_json_get_string (made, "id"), ==, "17");
}

static void
test_update_schedule (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) sent = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"schedule\":{\"type\":\"once\"}}");

  sluice_profile_set_learned (api->profile, "pipelines", "inputs/data-pipelines");
  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines/p", 200,
                   "{\"id\":\"p\",\"schedule\":{\"type\":\"interval\",\"frequency\":\"hourly\","
                   "\"start\":\"s\",\"end\":null,\"theirs\":1}}");
  test_server_say (api->server, "PUT", API_V2 "/inputs/data-pipelines/p", 200, "{}");
  made = api_update (api, SLUICE_FAMILY_PIPELINES, "p", body, &error);
  g_assert_no_error (error);
  sent = get_sent (api, "PUT", API_V2 "/inputs/data-pipelines/p", 0);
  assert_same (sent, "{\"id\":\"p\",\"schedule\":{\"type\":\"once\",\"end\":null,\"theirs\":1}}");
}

#define MODEL                                                                                      \
  "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\",\"config\":{\"sql_query\":\"SELECT 1\"}}"
#define MODEL_ON_TOP "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\",\"sql_query\":\"SELECT 1\"}"
#define WANTS_ON_TOP "{\"errors\":[{\"message\":\"Field 'sql_query' is required.\"}]}"
#define MODELS       API_V2 "/data-models"

static void
test_model_shape_on_create (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) one = NULL;
  g_autoptr (JsonObject) two = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) third = NULL;
  g_autoptr (SluiceBody) body = api_body (MODEL);

  sluice_profile_set_learned (api->profile, "data-models", "data-models");
  test_server_add (api->server, "POST", MODELS, 1,
                   (TestReply){ .status = 400, .body = WANTS_ON_TOP });
  test_server_say (api->server, "POST", MODELS, 201, MODEL_ON_TOP);
  one = api_create (api, SLUICE_FAMILY_DATA_MODELS, body, &error);
  g_assert_no_error (error);
  assert_same (one, MODEL);
  first = get_sent (api, "POST", MODELS, 0);
  assert_same (first, MODEL);
  second = get_sent (api, "POST", MODELS, 1);
  assert_same (second, MODEL_ON_TOP);
  /* From now on it is known. */
  two = api_create (api, SLUICE_FAMILY_DATA_MODELS, body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", MODELS), ==, 3);
  third = get_sent (api, "POST", MODELS, 2);
  assert_same (third, MODEL_ON_TOP);
}

/* The query itself is refused: the words of the first refusal count. */
static void
test_model_is_wrong (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceBody) body = api_body (MODEL);

  sluice_profile_set_learned (api->profile, "data-models", "data-models");
  test_server_add (api->server, "POST", MODELS, 1,
                   (TestReply){
                       .status = 400,
                       .body = "{\"errors\":[{\"message\":\"config.sql_query is no SQL\"}]}" });
  test_server_say (api->server, "POST", MODELS, 400,
                   "{\"errors\":[{\"message\":\"config is required\"}]}");
  g_assert_null (api_create (api, SLUICE_FAMILY_DATA_MODELS, body, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_VALIDATION);
  g_assert_cmpstr (error->message, ==, "config.sql_query is no SQL");
  g_assert_cmpuint (test_server_count (api->server, "POST", MODELS), ==, 2);
}

static void
test_model_shape_on_update (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) sent = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"config\":{\"sql_query\":\"SELECT 2\"}}");

  sluice_profile_set_learned (api->profile, "data-models", "data-models");
  test_server_say (api->server, "GET", MODELS "/m", 200, MODEL_ON_TOP);
  test_server_say (api->server, "PUT", MODELS "/m", 200, "");
  made = api_update (api, SLUICE_FAMILY_DATA_MODELS, "m", body, &error);
  g_assert_no_error (error);
  sent = get_sent (api, "PUT", MODELS "/m", 0);
  g_assert_cmpstr (sluice_json_get_string (sent, "sql_query"), ==, "SELECT 2");
  g_assert_false (json_object_has_member (sent, "config"));
  g_assert_cmpstr (sluice_json_get_string (sluice_json_get_object (made, "config"), "sql_query"),
                   ==, "SELECT 2");
}

static void
test_limit_names_the_active (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"p6\"}");

  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines", 200,
                   "[{\"id\":\"p1\",\"state\":\"active\"},{\"id\":\"p2\",\"state\":\"paused\"},"
                   "{\"id\":\"p3\",\"state\":\"active\"}]");
  test_server_say (api->server, "POST", API_V2 "/inputs/data-pipelines", 400,
                   "{\"errors\":[{\"message\":\"At most 5 pipelines may be active.\"}]}");
  g_assert_null (api_create (api, SLUICE_FAMILY_PIPELINES, body, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_LIMIT);
  g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), "p1, p3"));
}

static void
test_audiences (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_auto (ApiWait) wait = { 0 };
  gboolean available = TRUE;

  test_server_say (api->server, "GET", V1 "/audiences", 200, "[{\"id\":12,\"name\":\"A\"}]");
  list = api_list (api, SLUICE_FAMILY_AUDIENCES, &error);
  g_assert_no_error (error);
  object = api_get (api, SLUICE_FAMILY_AUDIENCES, "12", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (object, "name"), ==, "A");
  g_assert_null (api_get (api, SLUICE_FAMILY_AUDIENCES, "13", &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  g_clear_error (&error);
  sluice_audiences_probe_async (api->client, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  g_assert_true (sluice_audiences_probe_finish (api->client, wait.result, &available, &error));
  g_assert_no_error (error);
  g_assert_false (available);
}

/* A connection of an audience is found again by what it leads to. */
static void
test_cut_off_audience_connection (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_auto (ApiWait) wait = { 0 };
  g_autoptr (SluiceBody) body = api_body ("{\"service_configuration_id\":31,\"is_active\":true}");

  test_server_add (api->server, "POST", API_V2 "/audiences/5/connections", 0,
                   (TestReply){ .raw = "" });
  test_server_say (api->server, "GET", API_V2 "/audiences/5/connections", 200,
                   "[{\"id\":\"c1\",\"service_configuration_id\":\"31\"}]");
  sluice_audiences_connect_async (api->client, "5", body, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  made = sluice_audiences_connect_finish (api->client, wait.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (made, "id"), ==, "c1");
  g_assert_cmpuint (test_server_count (api->server, "POST", API_V2 "/audiences/5/connections"), ==,
                    1);
}

static void
test_platform (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = NULL;
  g_auto (ApiWait) wait = { 0 };
  g_autofree char *request = NULL;

  test_server_say (api->server, "GET", V1 "/Some%20Output/serviceconfigurations", 200,
                   "{\"data\":[{\"id\":3,\"name\":\"n\"}],\"errors\":null}");
  sluice_platform_configurations_async (api->client, "Some Output", NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  list = sluice_platform_configurations_finish (api->client, wait.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  request = test_server_dup_request (api->server, "GET", V1 "/*", 0);
  g_assert_nonnull (strstr (request, "?accountId=8 HTTP"));
}

/* What a feed is connected to is read, and a subscription is made once. */
static void
test_subscriptions (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = NULL;
  g_autoptr (JsonObject) made = NULL;
  g_auto (ApiWait) read = { 0 };
  g_auto (ApiWait) written = { 0 };
  g_autofree char *request = NULL;
  gint64 id = 0;
  g_autoptr (SluiceBody) body = api_body ("{\"service_configuration_id\":31}");

  test_server_say (api->server, "GET", "/v1/partnerfeeds/689/subscriptions", 200,
                   "{\"data\":[{\"id\":4,\"service_configuration_id\":30}]}");
  test_server_say (api->server, "POST", "/v1/partnerfeeds/689/subscriptions", 201,
                   "{\"data\":{\"id\":5,\"service_configuration_id\":31}}");
  sluice_platform_subscriptions_async (api->client, "689", NULL, api_on_done_cb, &read);
  api_wait (&read);
  list = sluice_platform_subscriptions_finish (api->client, read.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  sluice_platform_subscribe_async (api->client, "689", body, NULL, api_on_done_cb, &written);
  api_wait (&written);
  made = sluice_platform_subscribe_finish (api->client, written.result, &error);
  g_assert_no_error (error);
  g_assert_true (sluice_json_get_int (made, "id", &id));
  g_assert_cmpint (id, ==, 5);
  request = test_server_dup_request (api->server, "POST", "/v1/*", 0);
  g_assert_nonnull (strstr (request, "\"service_configuration_id\":31"));
}

/* A definition that was changed replaces the one that the draft had. */
static void
test_replace_audience (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) replaced = NULL;
  g_auto (ApiWait) wait = { 0 };
  g_autofree char *request = NULL;
  g_autoptr (SluiceBody) body = api_body ("{\"name\":\"Gold\"}");

  test_server_say (api->server, "PUT", API_V2 "/audiences/5", 200,
                   "{\"id\":\"5\",\"name\":\"Gold\"}");
  sluice_audiences_replace_async (api->client, "5", body, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  replaced = sluice_audiences_replace_finish (api->client, wait.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (replaced, "name"), ==, "Gold");
  request = test_server_dup_request (api->server, "PUT", API_V2 "/audiences/5", 0);
  g_assert_nonnull (strstr (request, "{\"name\":\"Gold\"}"));
}

#define TEST(path, data, function)                                                                 \
  g_test_add ("/resource/" path, Api, data, set_up, function, api_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("list-shapes", NULL, test_list_shapes);
  TEST ("second-route", NULL, test_second_route);
  TEST ("route-by-collection", NULL, test_route_by_collection);
  TEST ("writes-never-probe", NULL, test_writes_never_probe);
  TEST ("no-route", NULL, test_no_route);
  TEST ("refusal-is-no-missing-route", NULL, test_refusal_is_no_missing_route);
  TEST ("route-moves", NULL, test_route_moves);
  TEST ("missing-object/spoken", "{\"errors\":[{\"message\":\"Pipeline p not found\"}]}",
        test_missing_object);
  TEST ("missing-object/silent", "", test_missing_object);
  TEST ("bad-ids", NULL, test_bad_ids);
  TEST ("id-is-escaped", NULL, test_id_is_escaped);
  TEST ("delete", NULL, test_delete);
  TEST ("feed", NULL, test_feed);
  TEST ("cut-off-create/done", GINT_TO_POINTER (TRUE), test_cut_off_create);
  TEST ("cut-off-create/not-done", GINT_TO_POINTER (FALSE), test_cut_off_create);
  TEST ("cut-off-feed", NULL, test_cut_off_feed);
  TEST ("feed-without-id", NULL, test_feed_without_id);
  TEST ("cut-off-twice", NULL, test_cut_off_twice);
  TEST ("cut-off-blind", NULL, test_cut_off_blind);
  TEST ("failed-create-was-done", NULL, test_failed_create_was_done);
  TEST ("update", NULL, test_update);
  TEST ("update-numbers", NULL, test_update_numbers);
  TEST ("update-schedule", NULL, test_update_schedule);
  TEST ("model-shape-on-create", NULL, test_model_shape_on_create);
  TEST ("model-is-wrong", NULL, test_model_is_wrong);
  TEST ("model-shape-on-update", NULL, test_model_shape_on_update);
  TEST ("limit-names-the-active", NULL, test_limit_names_the_active);
  TEST ("audiences", NULL, test_audiences);
  TEST ("cut-off-audience-connection", NULL, test_cut_off_audience_connection);
  TEST ("platform", NULL, test_platform);
  TEST ("subscriptions", NULL, test_subscriptions);
  TEST ("replace-audience", NULL, test_replace_audience);
  return g_test_run ();
}
