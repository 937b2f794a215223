/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "sandbox/sluice-sandbox.h"
#include "store-fixture.h"

/* A sandbox in this process with its ready-made world, and a session on it with a store of its own. */

typedef struct
{
  StoreFixture store;
  SluiceSandbox *sandbox;
  SluiceSession *session;
} MonitorFixture;

static inline void
monitor_start_sandbox (MonitorFixture *fixture, gboolean early_access)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();
  g_autoptr (GError) error = NULL;

  options->seed_world = TRUE;
  options->early_access = early_access;
  options->failure_rate = 0;
  fixture->sandbox = sluice_sandbox_new (options);
  g_assert_true (sluice_sandbox_start (fixture->sandbox, &error));
  g_assert_no_error (error);
}

static inline SluiceSession *
monitor_open_session (MonitorFixture *fixture)
{
  g_autoptr (SluiceProfile) profile = sluice_profile_new ();
  g_autoptr (SluiceStore) store = store_open (&fixture->store);
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("a secret");
  const char *url = sluice_sandbox_get_url (fixture->sandbox);
  g_autofree char *token_url = g_strconcat (url, "/oauth/token", NULL);

  g_object_set (profile, "name", "Sandbox", "pod", "us1", "org-id", "1234", "account-id", "5678",
                "workspace-id", "9012", "client-id", "me", "api-url", url, "token-url", token_url,
                NULL);
  return sluice_session_new (profile, store, NULL, secret);
}

static inline void
monitor_set_up (MonitorFixture *fixture, gconstpointer data)
{
  store_set_up (&fixture->store, NULL);
  monitor_start_sandbox (fixture, data != NULL);
  fixture->session = monitor_open_session (fixture);
}

static inline void
monitor_tear_down (MonitorFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->session);
  sluice_sandbox_stop (fixture->sandbox);
  g_clear_object (&fixture->sandbox);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  store_tear_down (&fixture->store, NULL);
}

static inline gboolean
monitor_on_timeout_cb (gpointer user_data)
{
  g_error ("Nothing happened in time");
  return G_SOURCE_REMOVE;
}

/* Runs the main context until the condition holds; fails after eight seconds. */
#define monitor_wait_until(condition)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint timeout_ = g_timeout_add_seconds (8, monitor_on_timeout_cb, NULL);                       \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (timeout_);                                                                    \
  }                                                                                                \
  G_STMT_END
