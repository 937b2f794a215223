/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often, how much at once, and by whose clock the monitor looks. */
#include "sluice-config.h"

#include "monitor/sluice-monitor.h"

#include "sluice-time.h"
#include "test-api.h"

#define TOKEN_REPLY                                                                                \
  "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800,\"token_type\":\"Bearer\"}"
#define PIPELINES   20
#define MAX_AT_ONCE 8

/* A machine whose network comes and goes as a test wants. */

typedef struct
{
  GObject parent_instance;
  gboolean available;
} FakeNetwork;

typedef GObjectClass FakeNetworkClass;

static GType fake_network_get_type (void);
static void fake_network_iface_init (GNetworkMonitorInterface *iface);
static void fake_network_initable_init (GInitableIface *iface);

G_DEFINE_TYPE_WITH_CODE (FakeNetwork,
                         fake_network,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, fake_network_initable_init)
                             G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                    fake_network_iface_init))

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
fake_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, id == PROP_AVAILABLE && ((FakeNetwork *) object)->available);
}

static void
fake_network_class_init (FakeNetworkClass *klass)
{
  klass->get_property = fake_network_get_property;
  g_object_class_override_property (klass, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (klass, PROP_METERED, "network-metered");
  g_object_class_override_property (klass, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_network_init (FakeNetwork *self)
{
}

static void
fake_network_iface_init (GNetworkMonitorInterface *iface)
{
}

static gboolean
fake_network_initable_start (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
fake_network_initable_init (GInitableIface *iface)
{
  iface->init = fake_network_initable_start;
}

static void
set_network (gboolean available)
{
  GNetworkMonitor *network = g_network_monitor_get_default ();

  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (network, fake_network_get_type ()));
  ((FakeNetwork *) network)->available = available;
  g_signal_emit_by_name (network, "network-changed", available);
}

/* Watching */

static SluiceSession *
open_session (const char *url)
{
  g_autoptr (SluiceProfile) profile = api_make_profile (url);
  g_autoptr (SluiceSecret) secret = sluice_secret_new (API_SECRET);

  return sluice_session_new (profile, NULL, NULL, secret);
}

static char *
make_list (guint n_pipelines)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < n_pipelines; i++)
    g_string_append_printf (
        list,
        "%s{\"id\":\"p%u\",\"schedule\":{\"type\":\"interval\",\"frequency\":\"hourly\","
        "\"start\":\"2026-01-01T00:15:00Z\"}}",
        i > 0 ? "," : "", i);
  g_string_append_c (list, ']');
  return g_string_free (list, FALSE);
}

static TestServer *
start_server (guint n_pipelines, TestReply report)
{
  TestServer *server = test_server_new ();
  g_autofree char *list = make_list (n_pipelines);

  report.body = "{\"status\":\"idle\",\"latest_pipeline_run\":{\"id\":1,\"status\":\"success\","
                "\"started_on\":\"2026-11-01T10:15:10Z\"}}";
  test_server_say (server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (server, "GET", API_V2 "/inputs/data-pipelines", 200, list);
  test_server_say (server, "GET", API_V2 "/connections", 200, "[]");
  test_server_add (server, "GET", API_V2 "/inputs/data-pipelines/*", 0, report);
  return server;
}

static void
on_observed_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, guint *observed)
{
  (*observed)++;
}

static SluiceMonitor *
make_monitor (guint *observed)
{
  SluiceMonitor *monitor = sluice_monitor_new ();

  g_signal_connect (monitor, "observed", G_CALLBACK (on_observed_cb), observed);
  return monitor;
}

static gboolean
on_time_over_cb (gpointer user_data)
{
  g_error ("Nothing happened in time");
  return G_SOURCE_REMOVE;
}

static void
wait_for (guint *observed, guint wanted)
{
  guint timeout = g_timeout_add_seconds (8, on_time_over_cb, NULL);

  while (*observed < wanted)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

/* How many requests were under way when each one began, at most. */
static guint
count_at_once (GPtrArray *records)
{
  guint most = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gint64 moment = sluice_call_record_get_started (g_ptr_array_index (records, i));
      guint under_way = 0;

      for (guint j = 0; j < records->len; j++)
        {
          SluiceCallRecord *record = g_ptr_array_index (records, j);
          gint64 started = sluice_call_record_get_started (record);

          under_way +=
              started <= moment && moment < started + sluice_call_record_get_duration (record);
        }
      most = MAX (most, under_way);
    }
  return most;
}

static void
add_records (GPtrArray *records, SluiceSession *session)
{
  GListModel *activity =
      G_LIST_MODEL (sluice_client_get_activity (sluice_session_get_client (session)));

  for (guint i = 0; i < g_list_model_get_n_items (activity); i++)
    g_ptr_array_add (records, g_list_model_get_item (activity, i));
}

static void
test_at_once (void)
{
  g_autoptr (TestServer) server = start_server (PIPELINES, (TestReply){ .delay = 40 });
  g_autoptr (SluiceSession) first = open_session (test_server_get_url (server));
  g_autoptr (SluiceSession) second = open_session (test_server_get_url (server));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  guint observed = 0;
  g_autoptr (SluiceMonitor) monitor = make_monitor (&observed);
  guint most;

  sluice_monitor_watch (monitor, first);
  sluice_monitor_watch (monitor, second);
  wait_for (&observed, 2 * PIPELINES);
  add_records (records, first);
  add_records (records, second);
  most = count_at_once (records);
  g_assert_cmpuint (most, <=, MAX_AT_ONCE);
  g_assert_cmpuint (most, >, MAX_AT_ONCE / 2);
}

/* What is wanted while an answer is on its way is asked for once more: that answer may be older. */
static void
test_again (void)
{
  g_autoptr (TestServer) server = start_server (1, (TestReply){ .delay = 200 });
  g_autoptr (SluiceSession) session = open_session (test_server_get_url (server));
  const char *path = API_V2 "/inputs/data-pipelines/p0/report";
  guint observed = 0;
  g_autoptr (SluiceMonitor) monitor = make_monitor (&observed);

  sluice_monitor_watch (monitor, session);
  while (test_server_count (server, "GET", path) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (observed, ==, 0);
  sluice_monitor_refresh (monitor, session, "p0");
  wait_for (&observed, 2);
}

/* Next runs go by the server's clock, however wrong this machine's is. */
static void
test_skew (void)
{
  static const char date[] = "Sun, 03 Jan 2027 10:20:00 GMT";
  g_autoptr (TestServer) server =
      start_server (1, (TestReply){ .headers = "Date: Sun, 03 Jan 2027 10:20:00 GMT\r\n" });
  g_autoptr (SluiceSession) session = open_session (test_server_get_url (server));
  g_autoptr (GDateTime) told = sluice_time_parse_http_date (date);
  g_autoptr (GDateTime) server_now = NULL;
  g_autofree char *next = NULL;
  guint observed = 0;
  g_autoptr (SluiceMonitor) monitor = make_monitor (&observed);
  SluicePipelineStatus *status;

  sluice_monitor_watch (monitor, session);
  wait_for (&observed, 1);
  status = sluice_monitor_find (monitor, session, "p0");
  next = sluice_time_format (sluice_pipeline_status_get_next_run (status));
  g_assert_cmpstr (next, ==, "2027-01-03T11:15:00Z");
  server_now = sluice_monitor_get_server_time (session);
  g_assert_cmpint (ABS (g_date_time_difference (server_now, told)), <, G_TIME_SPAN_MINUTE);
}

/* Without a network nothing is asked and nothing waits to wake up; with it, at once. */
static void
test_offline (void)
{
  g_autoptr (TestServer) server = start_server (1, (TestReply){ 0 });
  g_autoptr (SluiceSession) here = open_session (test_server_get_url (server));
  g_autoptr (SluiceSession) away = open_session ("https://api.example.invalid");
  guint observed = 0;
  g_autoptr (SluiceMonitor) monitor = make_monitor (&observed);

  /* What is left of connections that ended with the tests before. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  set_network (FALSE);
  sluice_monitor_watch (monitor, away);
  g_assert_false (sluice_monitor_is_busy (monitor));
  g_assert_false (g_main_context_pending (NULL));
  /* What is on this machine needs no network. */
  sluice_monitor_watch (monitor, here);
  g_assert_true (sluice_monitor_is_busy (monitor));
  wait_for (&observed, 1);
  while (sluice_monitor_is_busy (monitor))
    g_main_context_iteration (NULL, TRUE);
  sluice_monitor_unwatch (monitor, here);

  set_network (TRUE);
  g_assert_true (sluice_monitor_is_busy (monitor));
  sluice_monitor_unwatch (monitor, away);
  while (sluice_monitor_is_busy (monitor))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GIO_USE_NETWORK_MONITOR", "fake", TRUE);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, fake_network_get_type (),
                                  "fake", 1000);
  set_network (TRUE);
  g_test_add_func ("/monitor-pace/at-once", test_at_once);
  g_test_add_func ("/monitor-pace/again", test_again);
  g_test_add_func ("/monitor-pace/skew", test_skew);
  g_test_add_func ("/monitor-pace/offline", test_offline);
  return g_test_run ();
}
