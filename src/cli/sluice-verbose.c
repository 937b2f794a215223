/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-verbose.h"

#include "api/sluice-call-record.h"
#include "sluice-time.h"

#include <glib/gi18n.h>

static void
tell_call (SluiceTerminal *terminal, SluiceCallRecord *record)
{
  const char *method = sluice_call_record_get_method (record);
  const char *route = sluice_call_record_get_route (record);
  const char *reason = sluice_call_record_get_error_text (record);
  guint status = sluice_call_record_get_status (record);

  if (status != 0)
    sluice_terminal_note (terminal, "%s %s: %u, %" G_GINT64_FORMAT " ms", method, route, status,
                          sluice_call_record_get_duration (record) / 1000);
  else
    sluice_terminal_note (terminal, "%s %s: %s", method, route,
                          reason != NULL ? reason : _ ("no reply"));
}

static void
on_activity_items_changed_cb (GListModel *activity,
                              guint position,
                              guint removed,
                              guint added,
                              gpointer user_data)
{
  SluiceCli *cli = user_data;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceCallRecord) record = g_list_model_get_item (activity, i);

      tell_call (sluice_cli_get_terminal (cli), record);
    }
}

static void
on_client_waiting_cb (SluiceClient *client, const char *reason, gint64 until, gpointer user_data)
{
  SluiceCli *cli = user_data;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (until / G_USEC_PER_SEC);
  g_autofree char *text = sluice_time_format (time);

  sluice_terminal_progress (sluice_cli_get_terminal (cli), _ ("Waiting until %s: %s"), text,
                            reason);
}

/**
 * sluice_verbose_follow:
 * @cli: a run
 * @client: the client it works with; both last as long as the run
 *
 * Tells why the client waits, and with -v each request and the status of its reply. Routes hold no
 * secrets, and the activity log is redacted.
 */
void
sluice_verbose_follow (SluiceCli *cli, SluiceClient *client)
{
  g_signal_connect (client, "waiting", G_CALLBACK (on_client_waiting_cb), cli);
  if (sluice_cli_has_option (cli, "verbose"))
    g_signal_connect (sluice_client_get_activity (client), "items-changed",
                      G_CALLBACK (on_activity_items_changed_cb), cli);
}
