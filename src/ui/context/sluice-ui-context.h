/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-session-pool.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_UI_CONTEXT (sluice_ui_context_get_type ())

/**
 * SluiceUiContext:
 *
 * What every view of a window works with: the workspace that is open there, the store, the keyring
 * and the settings, and the ways to speak to the person or to lead them to another view.
 *
 * Properties, all notified: "profile" (SluiceProfile, %NULL where there is no workspace), "session"
 * (SluiceSession, %NULL while it opens or where that failed), "opening" (boolean), "error" (GError,
 * why the workspace could not be opened).
 *
 * Signals the window listens to: ::toast (AdwToast), ::navigate (view name, nullable GObject),
 * ::failed (heading, GError).
 */
G_DECLARE_FINAL_TYPE (SluiceUiContext, sluice_ui_context, SLUICE, UI_CONTEXT, GObject)

SluiceUiContext *sluice_ui_context_new (SluiceSessionPool *pool, GSettings *settings);

SluiceSessionPool *sluice_ui_context_get_pool (SluiceUiContext *self);
SluiceStore *sluice_ui_context_get_store (SluiceUiContext *self);
SluiceKeyring *sluice_ui_context_get_keyring (SluiceUiContext *self);
GSettings *sluice_ui_context_get_settings (SluiceUiContext *self);
GListModel *sluice_ui_context_get_profiles (SluiceUiContext *self);

SluiceProfile *sluice_ui_context_get_profile (SluiceUiContext *self);
SluiceSession *sluice_ui_context_get_session (SluiceUiContext *self);
gboolean sluice_ui_context_get_opening (SluiceUiContext *self);
const GError *sluice_ui_context_get_error (SluiceUiContext *self);
void sluice_ui_context_open (SluiceUiContext *self, SluiceProfile *profile);

void sluice_ui_context_navigate (SluiceUiContext *self, const char *view, GObject *parameter);
void sluice_ui_context_navigate_to_id (SluiceUiContext *self, const char *view, const char *id);
void sluice_ui_context_toast (SluiceUiContext *self, const char *text);
void sluice_ui_context_add_toast (SluiceUiContext *self, AdwToast *toast);
void
sluice_ui_context_present_error (SluiceUiContext *self, const char *heading, const GError *error);

G_END_DECLS
