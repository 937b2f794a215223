/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#define CONNECTIONS FIXTURE_V2 "connections"

static void
start_with (Fixture *fixture, const char *faults)
{
  g_autofree char *text = g_strdup_printf ("{\"faults\":[%s]}", faults);
  g_autoptr (GError) error = NULL;

  fixture_start (fixture, sluice_sandbox_options_new ());
  sluice_sandbox_scenario_add (sluice_sandbox_get_scenario (fixture->sandbox), text, &error);
  g_assert_no_error (error);
}

static void
test_status (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, "{\"method\":\"GET\",\"route\":\"*/connections*\",\"skip\":1,\"count\":2,"
                        "\"status\":503,\"headers\":{\"Retry-After\":\"1\",\"X-Number\":7},"
                        "\"body\":{\"errors\":[]}}");
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "data-models", NULL);
  fixture_must (&fixture, 503, "GET", CONNECTIONS, NULL);
  g_assert_cmpstr (fixture.text, ==, "{\"errors\":[]}");
  g_assert_cmpstr (soup_message_headers_get_one (
                       soup_message_get_response_headers (fixture.message), "Retry-After"),
                   ==, "1");
  fixture_must (&fixture, 200, "POST", CONNECTIONS, FIXTURE_CONNECTION);
  fixture_must (&fixture, 503, "GET", CONNECTIONS "/c", NULL);
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
}

/* A fault that answers by itself keeps the request from being done. */
static void
test_status_does_nothing (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, "{\"method\":\"POST\",\"count\":1,\"status\":500,\"body\":\"oops\"}");
  fixture_must (&fixture, 500, "POST", CONNECTIONS, FIXTURE_CONNECTION);
  g_assert_cmpstr (fixture.text, ==, "oops");
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 0);
}

static void
test_drop (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, "{\"method\":\"POST\",\"count\":1,\"drop\":\"before\"},"
                        "{\"method\":\"POST\",\"count\":1,\"drop\":\"after\"}");
  fixture_send (&fixture, "POST", CONNECTIONS, FIXTURE_CONNECTION);
  g_assert_cmpuint (fixture.status, ==, 0);
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 0);
  fixture_send (&fixture, "POST", CONNECTIONS, FIXTURE_CONNECTION);
  g_assert_cmpuint (fixture.status, ==, 0);
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 1);
}

static void
test_cut (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, "{\"route\":\"*/connections\",\"count\":2,\"cut\":1}");
  fixture_send (&fixture, "GET", CONNECTIONS, NULL);
  g_assert_cmpuint (fixture.status, ==, 0);
  fixture_send (&fixture, "POST", CONNECTIONS, FIXTURE_CONNECTION);
  g_assert_cmpuint (fixture.status, ==, 0);
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 1);
}

static void
test_garbage (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, "{\"route\":\"*/connections\",\"count\":1,\"garbage\":100000}");
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
  g_assert_cmpuint (strlen (fixture.text), ==, 100000);
  g_assert_null (fixture.reply);
}

static void
test_delay (void)
{
  g_auto (Fixture) fixture = { 0 };
  gint64 before;

  start_with (&fixture, "{\"route\":\"*/connections\",\"count\":1,\"delay\":120}");
  before = g_get_monotonic_time ();
  fixture_must (&fixture, 200, "GET", CONNECTIONS, NULL);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 110000);
}

static void
test_refuses (void)
{
  static const char *const bad[] = {
    "[]",
    "{",
    "{}",
    "{\"faults\":[1]}",
    "{\"faults\":[{\"status\":1000}]}",
    "{\"faults\":[{\"stauts\":500}]}",
    "{\"faults\":[{\"drop\":\"now\"}]}",
    "{\"faults\":[{\"count\":-2}]}",
    "{\"faults\":[{\"headers\":{\"X-A\":\"b\\nX-C: d\"}}]}",
    "{\"faults\":[{\"headers\":{\"X A\":\"b\"}}]}",
    "{\"faults\":[{\"headers\":{\"\":\"b\"}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SluiceSandboxScenario) scenario = sluice_sandbox_scenario_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (sluice_sandbox_scenario_add (scenario, bad[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/faults/status", test_status);
  g_test_add_func ("/sandbox/faults/status-does-nothing", test_status_does_nothing);
  g_test_add_func ("/sandbox/faults/drop", test_drop);
  g_test_add_func ("/sandbox/faults/cut", test_cut);
  g_test_add_func ("/sandbox/faults/garbage", test_garbage);
  g_test_add_func ("/sandbox/faults/delay", test_delay);
  g_test_add_func ("/sandbox/faults/refuses", test_refuses);

  return g_test_run ();
}
