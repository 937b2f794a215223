/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/preferences/sluice-preferences-window.h"

#include "ui/preferences/sluice-limits-page.h"
#include "ui/widgets/sluice-farewell.h"
#include "ui/widgets/sluice-turns.h"

struct _SluicePreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  SluiceUiContext *context;

  AdwComboRow *scheme;
  GtkSwitch *autostart;
  GtkWidget *autostart_row;
  GtkSwitch *background;
  GtkSwitch *notify_failures;
  GtkSwitch *session_only;
};

/* In the order of the combo row. */
static const char *const schemes[] = { "system", "light", "dark" };

G_DEFINE_FINAL_TYPE (SluicePreferencesWindow,
                     sluice_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

static gboolean
map_scheme_to_position (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *name = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_str_equal (schemes[i], name))
        g_value_set_uint (value, i);
    }
  return TRUE;
}

static GVariant *
map_position_to_scheme (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint position = g_value_get_uint (value);

  return g_variant_new_string (schemes[position < G_N_ELEMENTS (schemes) ? position : 0]);
}

static void
on_session_only_changed_cb (SluicePreferencesWindow *self)
{
  if (self->context != NULL)
    sluice_keyring_set_session_only (sluice_ui_context_get_keyring (self->context),
                                     gtk_switch_get_active (self->session_only));
}

static void
sluice_preferences_window_dispose (GObject *object)
{
  g_clear_object (&SLUICE_PREFERENCES_WINDOW (object)->context);

  G_OBJECT_CLASS (sluice_preferences_window_parent_class)->dispose (object);
}

static void
sluice_preferences_window_class_init (SluicePreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_preferences_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_farewell_window;

  g_type_ensure (SLUICE_TYPE_LIMITS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH
                                               "/preferences/sluice-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePreferencesWindow, autostart);
  gtk_widget_class_bind_template_child (widget_class, SluicePreferencesWindow, autostart_row);
  gtk_widget_class_bind_template_child (widget_class, SluicePreferencesWindow, background);
  gtk_widget_class_bind_template_child (widget_class, SluicePreferencesWindow, notify_failures);
  gtk_widget_class_bind_template_child (widget_class, SluicePreferencesWindow, scheme);
  gtk_widget_class_bind_template_child (widget_class, SluicePreferencesWindow, session_only);
  gtk_widget_class_bind_template_callback (widget_class, on_session_only_changed_cb);
}

static void
sluice_preferences_window_init (SluicePreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sluice_preferences_window_present:
 * @parent: the window it belongs to
 * @context: the context of that window
 *
 * Shows the preferences; each is taken up at once.
 */
void
sluice_preferences_window_present (GtkWindow *parent, SluiceUiContext *context)
{
  SluicePreferencesWindow *self =
      g_object_new (SLUICE_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  GSettings *settings = sluice_ui_context_get_settings (context);

  gtk_switch_set_active (self->session_only,
                         sluice_keyring_get_session_only (sluice_ui_context_get_keyring (context)));
  self->context = g_object_ref (context);
  g_settings_bind (settings, "notify-failures", self->notify_failures, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "watch-in-background", self->background, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "start-at-login", self->autostart, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "watch-in-background", self->autostart_row, "sensitive",
                   G_SETTINGS_BIND_GET);
  g_settings_bind_with_mapping (settings, "color-scheme", self->scheme, "selected",
                                G_SETTINGS_BIND_DEFAULT, map_scheme_to_position,
                                map_position_to_scheme, NULL, NULL);
  sluice_turns_present (self);
}
