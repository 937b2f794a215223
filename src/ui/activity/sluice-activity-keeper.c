/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/activity/sluice-activity-keeper.h"

#include "store/sluice-activity-store.h"

/* So many calls of earlier sessions are shown: enough to look back, few enough to be read at once. */
#define SHOWN_ENTRIES 500

#define KEY "keep-activity"

static SluiceCallRecord *
create_record (const SluiceActivityEntry *entry)
{
  const SluiceCallFacts facts = {
    .started = entry->started,
    .duration = entry->duration,
    .method = entry->method,
    .route = entry->route,
    .status = entry->status,
    .attempt = entry->attempt,
    .response_size = entry->response_size,
    .request = entry->request,
    .response = entry->response,
    .error = entry->error,
  };

  return sluice_call_record_new (&facts);
}

static void
clear_profile (SluiceStore *store, SluiceProfile *profile)
{
  g_autofree char *scope = sluice_profile_dup_scope (profile);
  g_autoptr (SluiceActivityStore) kept = sluice_activity_store_new (store, scope);
  g_autoptr (GError) error = NULL;

  if (!sluice_activity_store_clear (kept, &error))
    g_warning ("The kept activity could not be cleared: %s", error->message);
}

/* The past goes first, and before anything is kept again, so that it is not kept twice. */
static void
load (SluiceSession *session)
{
  SluiceActivity *activity = sluice_client_get_activity (sluice_session_get_client (session));
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (session));
  g_autoptr (SluiceActivityStore) kept =
      sluice_activity_store_new (sluice_session_get_store (session), scope);
  g_autoptr (GPtrArray) entries = sluice_activity_store_list (kept, SHOWN_ENTRIES, NULL);

  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    {
      g_autoptr (SluiceCallRecord) record = create_record (g_ptr_array_index (entries, i - 1));

      sluice_activity_append (activity, record);
    }
}

static void
on_session_keep_changed_cb (GSettings *settings, const char *key, SluiceSession *session)
{
  sluice_session_set_keeps_activity (session, g_settings_get_boolean (settings, KEY));
}

static void
on_pool_opened_cb (SluiceSessionPool *pool, SluiceSession *session, GSettings *settings)
{
  if (g_settings_get_boolean (settings, KEY))
    load (session);
  on_session_keep_changed_cb (settings, KEY, session);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (on_session_keep_changed_cb),
                           session, 0);
}

/* Who does not want it kept any more does not want what was kept. */
static void
on_keep_changed_cb (GSettings *settings, const char *key, SluiceSessionPool *pool)
{
  SluiceStore *store = sluice_session_pool_get_store (pool);
  GListModel *profiles = sluice_store_get_profiles (store);

  if (g_settings_get_boolean (settings, KEY))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (SluiceProfile) profile = g_list_model_get_item (profiles, i);

      clear_profile (store, profile);
    }
}

/**
 * sluice_activity_keeper_follow:
 * @pool: the open workspaces
 * @settings: the settings, whose "keep-activity" says whether calls outlive the session
 *
 * Keeps the activity of each workspace in the store while the setting is on, brings it back when the
 * workspace is opened, and deletes it when the setting is turned off.
 */
void
sluice_activity_keeper_follow (SluiceSessionPool *pool, GSettings *settings)
{
  g_return_if_fail (SLUICE_IS_SESSION_POOL (pool));

  g_signal_connect_object (pool, "opened", G_CALLBACK (on_pool_opened_cb), settings, 0);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (on_keep_changed_cb), pool, 0);
}

/**
 * sluice_activity_keeper_clear:
 * @session: an open workspace
 *
 * Forgets its calls, those on screen and those that were kept.
 */
void
sluice_activity_keeper_clear (SluiceSession *session)
{
  g_return_if_fail (SLUICE_IS_SESSION (session));

  sluice_activity_clear (sluice_client_get_activity (sluice_session_get_client (session)));
  clear_profile (sluice_session_get_store (session), sluice_session_get_profile (session));
}
