/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/context/sluice-ui-context.h"

#include <glib/gi18n.h>

#define SHORT_WAIT (3 * G_USEC_PER_SEC)

struct _SluiceUiContext
{
  GObject parent_instance;

  SluiceSessionPool *pool;
  GSettings *settings;
  SluiceProfile *profile;
  SluiceSession *session;
  GError *error;
  GCancellable *opening;
  gint64 told_until; /* the latest moment that a toast told of, microseconds since the epoch */
};

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_SESSION,
  PROP_OPENING,
  PROP_ERROR,
  N_PROPS,
};

enum
{
  TOAST,
  NAVIGATE,
  FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceUiContext, sluice_ui_context, G_TYPE_OBJECT)

/* Several calls may wait for the same moment, and short waits are over before they are read. */
static void
on_client_waiting_cb (SluiceUiContext *self, const char *reason, gint64 until)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (until / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *time = g_date_time_format (local, "%X");
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (until - now < SHORT_WAIT || until - self->told_until < SHORT_WAIT)
    return;
  self->told_until = until;
  text = g_strdup_printf (_ ("Waiting until %s: %s"), time, reason);
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, (guint) ((until - now) / G_USEC_PER_SEC));
  sluice_ui_context_add_toast (self, toast);
}

static void
set_session (SluiceUiContext *self, SluiceSession *session)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (sluice_session_get_client (self->session), self);
  if (session != NULL)
    g_signal_connect_object (sluice_session_get_client (session), "waiting",
                             G_CALLBACK (on_client_waiting_cb), self, G_CONNECT_SWAPPED);
  self->told_until = 0;
  if (g_set_object (&self->session, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
take_error (SluiceUiContext *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_opening (SluiceUiContext *self, GCancellable *opening)
{
  g_cancellable_cancel (self->opening);
  if (g_set_object (&self->opening, opening))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENING]);
}

static void
on_session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceUiContext) self = user_data;
  g_autoptr (SluiceSession) session = NULL;
  GError *error = NULL;

  session = sluice_session_pool_open_finish (SLUICE_SESSION_POOL (source), result, &error);
  /* A later request took this one's place: its answer is the one that counts. */
  if (g_task_get_cancellable (G_TASK (result)) != self->opening)
    {
      g_clear_error (&error);
      return;
    }

  take_error (self, error);
  set_session (self, session);
  set_opening (self, NULL);
}

/* An edited profile comes as another object with the same id. */
static void
on_store_profiles_changed_cb (SluiceUiContext *self)
{
  SluiceStore *store = sluice_ui_context_get_store (self);
  g_autoptr (SluiceProfile) next = NULL;
  SluiceProfile *kept = NULL;

  if (self->profile != NULL)
    kept = sluice_store_find_profile_by_id (store, sluice_profile_get_id (self->profile));
  if (kept != NULL && kept == self->profile)
    return;

  if (kept != NULL)
    next = g_object_ref (kept);
  else
    next = g_list_model_get_item (sluice_ui_context_get_profiles (self), 0);
  sluice_ui_context_open (self, next);
}

static void
sluice_ui_context_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceUiContext *self = SLUICE_UI_CONTEXT (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_OPENING:
      g_value_set_boolean (value, self->opening != NULL);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_ui_context_dispose (GObject *object)
{
  SluiceUiContext *self = SLUICE_UI_CONTEXT (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->session);
  g_clear_object (&self->profile);
  g_clear_object (&self->settings);
  g_clear_object (&self->pool);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sluice_ui_context_parent_class)->dispose (object);
}

static void
install_signals (SluiceUiContextClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, ADW_TYPE_TOAST);
  signals[NAVIGATE] = g_signal_new ("navigate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_OBJECT);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
sluice_ui_context_class_init (SluiceUiContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_ui_context_get_property;
  object_class->dispose = sluice_ui_context_dispose;

  properties[PROP_PROFILE] =
      g_param_spec_object ("profile", NULL, NULL, SLUICE_TYPE_PROFILE, flags);
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, SLUICE_TYPE_SESSION, flags);
  properties[PROP_OPENING] = g_param_spec_boolean ("opening", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals (klass);
}

static void
sluice_ui_context_init (SluiceUiContext *self)
{
}

/**
 * sluice_ui_context_new:
 * @pool: the application's open workspaces
 * @settings: the application's settings
 *
 * Returns: (transfer full): a context with no workspace open
 */
SluiceUiContext *
sluice_ui_context_new (SluiceSessionPool *pool, GSettings *settings)
{
  SluiceUiContext *self = g_object_new (SLUICE_TYPE_UI_CONTEXT, NULL);

  self->pool = g_object_ref (pool);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (sluice_session_pool_get_store (pool), "profiles-changed",
                           G_CALLBACK (on_store_profiles_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * sluice_ui_context_get_pool:
 * @self: the context
 *
 * Returns: (transfer none): the application's open workspaces
 */
SluiceSessionPool *
sluice_ui_context_get_pool (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), NULL);

  return self->pool;
}

/**
 * sluice_ui_context_get_store:
 * @self: the context
 *
 * Returns: (transfer none): the application's store
 */
SluiceStore *
sluice_ui_context_get_store (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), NULL);

  return sluice_session_pool_get_store (self->pool);
}

/**
 * sluice_ui_context_get_keyring:
 * @self: the context
 *
 * Returns: (transfer none): the application's keyring
 */
SluiceKeyring *
sluice_ui_context_get_keyring (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), NULL);

  return sluice_session_pool_get_keyring (self->pool);
}

/**
 * sluice_ui_context_get_settings:
 * @self: the context
 *
 * Returns: (transfer none): the application's settings
 */
GSettings *
sluice_ui_context_get_settings (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), NULL);

  return self->settings;
}

/**
 * sluice_ui_context_get_profiles:
 * @self: the context
 *
 * Returns: (transfer none): the workspaces there are, a model of SluiceProfile
 */
GListModel *
sluice_ui_context_get_profiles (SluiceUiContext *self)
{
  return sluice_store_get_profiles (sluice_ui_context_get_store (self));
}

/**
 * sluice_ui_context_get_profile:
 * @self: the context
 *
 * Returns: (transfer none) (nullable): the workspace this window is on
 */
SluiceProfile *
sluice_ui_context_get_profile (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), NULL);

  return self->profile;
}

/**
 * sluice_ui_context_get_session:
 * @self: the context
 *
 * Returns: (transfer none) (nullable): the open session of that workspace
 */
SluiceSession *
sluice_ui_context_get_session (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), NULL);

  return self->session;
}

/**
 * sluice_ui_context_get_opening:
 * @self: the context
 *
 * Returns: whether the workspace is being opened
 */
gboolean
sluice_ui_context_get_opening (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), FALSE);

  return self->opening != NULL;
}

/**
 * sluice_ui_context_get_error:
 * @self: the context
 *
 * Returns: (transfer none) (nullable): why the workspace could not be opened
 */
const GError *
sluice_ui_context_get_error (SluiceUiContext *self)
{
  g_return_val_if_fail (SLUICE_IS_UI_CONTEXT (self), NULL);

  return self->error;
}

static void
reopen (SluiceUiContext *self)
{
  g_autoptr (GCancellable) opening = NULL;

  g_return_if_fail (SLUICE_IS_UI_CONTEXT (self));

  take_error (self, NULL);
  set_session (self, NULL);
  if (self->profile == NULL)
    {
      set_opening (self, NULL);
      return;
    }

  opening = g_cancellable_new ();
  set_opening (self, opening);
  sluice_session_pool_open_async (self->pool, self->profile, opening, on_session_opened_cb,
                                  g_object_ref (self));
}

/**
 * sluice_ui_context_open:
 * @self: the context
 * @profile: (nullable): the workspace to work on; %NULL for none
 *
 * Switches the window to another workspace. "session" follows when it is open.
 */
void
sluice_ui_context_open (SluiceUiContext *self, SluiceProfile *profile)
{
  g_return_if_fail (SLUICE_IS_UI_CONTEXT (self));

  if (g_set_object (&self->profile, profile))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
  reopen (self);
}

/**
 * sluice_ui_context_navigate:
 * @self: the context
 * @view: a view's name, as in the table of views
 * @parameter: (nullable): what to show there; the view's header says which class
 *
 * Leads the person to another view.
 */
void
sluice_ui_context_navigate (SluiceUiContext *self, const char *view, GObject *parameter)
{
  g_return_if_fail (SLUICE_IS_UI_CONTEXT (self));

  g_signal_emit (self, signals[NAVIGATE], 0, view, parameter);
}

/**
 * sluice_ui_context_navigate_to_id:
 * @self: the context
 * @view: a view's name
 * @id: what to show there, by its id
 *
 * As sluice_ui_context_navigate(), with a #GtkStringObject for parameter.
 */
void
sluice_ui_context_navigate_to_id (SluiceUiContext *self, const char *view, const char *id)
{
  g_autoptr (GtkStringObject) parameter = gtk_string_object_new (id);

  sluice_ui_context_navigate (self, view, G_OBJECT (parameter));
}

/**
 * sluice_ui_context_toast:
 * @self: the context
 * @text: a short translated sentence, no markup
 *
 * Says in passing that something was done.
 */
void
sluice_ui_context_toast (SluiceUiContext *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  sluice_ui_context_add_toast (self, adw_toast_new (escaped));
}

/**
 * sluice_ui_context_add_toast:
 * @self: the context
 * @toast: (transfer full): a toast, e.g. with a button to undo
 *
 * Shows a toast that was made by the caller.
 */
void
sluice_ui_context_add_toast (SluiceUiContext *self, AdwToast *toast)
{
  g_autoptr (AdwToast) owned = toast;

  g_return_if_fail (SLUICE_IS_UI_CONTEXT (self));

  g_signal_emit (self, signals[TOAST], 0, owned);
}

/**
 * sluice_ui_context_present_error:
 * @self: the context
 * @heading: what could not be done, a translated sentence
 * @error: why; a cancelled call is not shown
 *
 * For errors that have no place in a view: a banner in the window, with remedy and details.
 */
void
sluice_ui_context_present_error (SluiceUiContext *self, const char *heading, const GError *error)
{
  g_return_if_fail (SLUICE_IS_UI_CONTEXT (self));
  g_return_if_fail (error != NULL);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, heading, error);
}
