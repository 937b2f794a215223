/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/application/sluice-application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "ui/activity/sluice-activity-keeper.h"
#include "ui/application/sluice-about.h"
#include "ui/context/sluice-settings.h"
#include "ui/notices/sluice-audience-notices.h"
#include "ui/notices/sluice-desktop-notices.h"
#include "ui/shortcuts/sluice-shortcut-table.h"
#include "ui/widgets/sluice-code-engines.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-turns.h"
#include "ui/widgets/sluice-widths.h"
#include "ui/window/sluice-window.h"
#include "ui/workspaces/sluice-workspace-removal.h"

struct _SluiceApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  SluiceSessionPool *pool;
  SluiceDesktopNotices *notices;
  GError *store_error;
};

G_DEFINE_FINAL_TYPE (SluiceApplication, sluice_application, ADW_TYPE_APPLICATION)

/* The workspace a new window opens: the one that was asked for, else the last one, else the first. */
static SluiceProfile *
choose_profile (SluiceApplication *self, const char *name)
{
  SluiceStore *store = sluice_session_pool_get_store (self->pool);
  g_autofree char *last = g_settings_get_string (self->settings, "last-workspace");
  SluiceProfile *profile = NULL;

  if (name != NULL)
    profile = sluice_store_find_profile (store, name);
  if (profile == NULL)
    profile = sluice_store_find_profile (store, last);
  if (profile != NULL)
    return g_object_ref (profile);
  return g_list_model_get_item (sluice_store_get_profiles (store), 0);
}

static SluiceWindow *
open_window (SluiceApplication *self, const char *workspace)
{
  g_autoptr (SluiceUiContext) context = sluice_ui_context_new (self->pool, self->settings);
  g_autoptr (SluiceProfile) profile = choose_profile (self, workspace);
  SluiceWindow *window;

  if (gtk_application_get_windows (GTK_APPLICATION (self)) == NULL)
    sluice_code_engines_prepare (self);
  sluice_ui_context_open (context, profile);
  window = sluice_window_new (GTK_APPLICATION (self), context);
  sluice_turns_present (window);
  return window;
}

/* Without the store nothing can be kept, so nothing is begun. */
static gboolean
present_store_error (SluiceApplication *self)
{
  GtkWindow *window;

  if (self->store_error == NULL)
    return FALSE;

  window = sluice_error_box_present_window (NULL, _ ("What Sluice keeps could not be opened."),
                                            self->store_error);
  gtk_application_add_window (GTK_APPLICATION (self), window);
  return TRUE;
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceApplication *self = user_data;

  if (self->pool != NULL)
    open_window (self, NULL);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sluice_about_present (gtk_application_get_active_window (user_data));
}

/* Leads from a notification to what it is about: view, id. */
static void
show_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceApplication *self = user_data;
  g_autoptr (GtkStringObject) target = NULL;
  GtkWindow *window;
  const char *view, *id;

  g_application_activate (G_APPLICATION (self));
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (!SLUICE_IS_WINDOW (window))
    return;

  g_variant_get (parameter, "(&s&s)", &view, &id);
  if (*id != '\0')
    target = gtk_string_object_new (id);
  sluice_window_show_view (SLUICE_WINDOW (window), view, G_OBJECT (target));
  gtk_window_present (window);
}

static SluiceWindow *
find_window (SluiceApplication *self, SluiceProfile *profile)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      SluiceUiContext *context =
          SLUICE_IS_WINDOW (l->data) ? sluice_window_get_context (l->data) : NULL;

      if (context != NULL && sluice_ui_context_get_profile (context) == profile)
        return l->data;
    }
  return NULL;
}

/* Leads from a notice to the pipeline it is about: workspace, pipeline. */
static void
show_in_workspace (SluiceApplication *self, const char *view, GVariant *parameter)
{
  g_autoptr (GtkStringObject) target = NULL;
  SluiceProfile *profile;
  SluiceWindow *window;
  const char *workspace, *id;

  g_variant_get (parameter, "(&s&s)", &workspace, &id);
  profile =
      self->pool != NULL
          ? sluice_store_find_profile_by_id (sluice_session_pool_get_store (self->pool), workspace)
          : NULL;
  if (profile == NULL)
    {
      g_application_activate (G_APPLICATION (self));
      return;
    }
  window = find_window (self, profile);
  if (window == NULL)
    window = open_window (self, sluice_profile_get_name (profile));
  target = gtk_string_object_new (id);
  sluice_window_show_view (window, view, G_OBJECT (target));
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_pipeline_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_in_workspace (user_data, "pipelines", parameter);
}

static void
show_audience_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_in_workspace (user_data, "audiences", parameter);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  /* A window that goes may take others with it, so the list is held. */
  g_autolist (GtkWindow)
    windows = g_list_copy_deep (gtk_application_get_windows (user_data),
                                (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  /* Each window is asked to close, so that it keeps its state. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  /* Who quits does not want to be watched for in the background either, this time. */
  sluice_workspace_removal_when_done ((SluiceWorkspaceRemovalDone) g_application_quit, user_data);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_action },
  { .name = "new-window", .activate = new_window_action },
  { .name = "quit", .activate = quit_action },
  { .name = "show-audience", .activate = show_audience_action, .parameter_type = "(ss)" },
  { .name = "show-pipeline", .activate = show_pipeline_action, .parameter_type = "(ss)" },
  { .name = "show", .activate = show_action, .parameter_type = "(ss)" },
};

static gboolean
map_color_scheme (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *name = g_variant_get_string (variant, NULL);
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (name, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (name, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  g_value_set_enum (value, scheme);
  return TRUE;
}

/* Tells it where the person has just switched something on. */
static void
on_background_refused_cb (SluiceApplication *self, const char *words)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (ADW_IS_PREFERENCES_WINDOW (window))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (words));
  else if (SLUICE_IS_WINDOW (window))
    sluice_ui_context_toast (sluice_window_get_context (SLUICE_WINDOW (window)), words);
}

static void
open_pool (SluiceApplication *self)
{
  g_autofree char *path = sluice_store_dup_default_path ();
  g_autoptr (SluiceStore) store = sluice_store_open (path, &self->store_error);
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();

  if (store == NULL)
    return;
  self->pool = sluice_session_pool_new (store, keyring);
  sluice_activity_keeper_follow (self->pool, self->settings);
  sluice_audience_notices_follow (self->pool, self->settings);
  self->notices = sluice_desktop_notices_new (G_APPLICATION (self), self->pool, self->settings);
  g_signal_connect_object (self->notices, "refused", G_CALLBACK (on_background_refused_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sluice_application_startup (GApplication *app)
{
  SluiceApplication *self = SLUICE_APPLICATION (app);

  G_APPLICATION_CLASS (sluice_application_parent_class)->startup (app);

  gtk_source_init ();
  sluice_widths_fix ();
  sluice_code_engines_set_files ();
  gtk_window_set_default_icon_name (APP_ID);
  /* What can be selected, such as an example or an error, would else look marked whenever it comes up. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), self);
  sluice_shortcut_table_set_accels (GTK_APPLICATION (app));

  self->settings = sluice_settings_new ();
  if (self->settings == NULL)
    g_error ("The settings schema %s is not installed.", APP_ID);
  g_settings_bind_with_mapping (self->settings, "color-scheme", adw_style_manager_get_default (),
                                "color-scheme", G_SETTINGS_BIND_GET, map_color_scheme, NULL, NULL,
                                NULL);
  sluice_settings_keep_limits (self->settings);
  open_pool (self);
}

static void
sluice_application_activate (GApplication *app)
{
  SluiceApplication *self = SLUICE_APPLICATION (app);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window != NULL)
    gtk_window_present (window);
  else if (!present_store_error (self))
    open_window (self, NULL);
}

static int
sluice_application_command_line (GApplication *app, GApplicationCommandLine *command_line)
{
  SluiceApplication *self = SLUICE_APPLICATION (app);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  const char *name;

  if (self->pool == NULL || !g_variant_dict_lookup (options, "workspace", "&s", &name))
    {
      g_application_activate (app);
      return 0;
    }

  if (sluice_store_find_profile (sluice_session_pool_get_store (self->pool), name) == NULL)
    {
      g_application_command_line_printerr (command_line, _ ("There is no workspace “%s”.\n"), name);
      g_application_activate (app);
      return 1;
    }
  open_window (self, name);
  return 0;
}

static void
tell_of_windows (SluiceApplication *self)
{
  if (self->notices != NULL)
    sluice_desktop_notices_set_has_window (self->notices, gtk_application_get_windows (
                                                              GTK_APPLICATION (self)) != NULL);
}

static void
sluice_application_window_added (GtkApplication *app, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (sluice_application_parent_class)->window_added (app, window);
  tell_of_windows (SLUICE_APPLICATION (app));
}

static void
sluice_application_window_removed (GtkApplication *app, GtkWindow *window)
{
  if (gtk_application_get_windows (app)->next == NULL)
    sluice_workspace_removal_settle ();
  GTK_APPLICATION_CLASS (sluice_application_parent_class)->window_removed (app, window);
  tell_of_windows (SLUICE_APPLICATION (app));
}

/* Replies that were under way still come; nobody can be told of them on the desktop any more. */
static void
sluice_application_shutdown (GApplication *app)
{
  SluiceApplication *self = SLUICE_APPLICATION (app);

  g_clear_object (&self->notices);
  if (self->pool != NULL)
    sluice_monitor_set_suspended (sluice_session_pool_get_monitor (self->pool), TRUE);
  G_APPLICATION_CLASS (sluice_application_parent_class)->shutdown (app);
}

static void
sluice_application_finalize (GObject *object)
{
  SluiceApplication *self = SLUICE_APPLICATION (object);

  g_clear_object (&self->pool);
  g_clear_object (&self->settings);
  g_clear_error (&self->store_error);

  G_OBJECT_CLASS (sluice_application_parent_class)->finalize (object);
}

static void
sluice_application_class_init (SluiceApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_application_finalize;
  app_class->startup = sluice_application_startup;
  app_class->activate = sluice_application_activate;
  app_class->command_line = sluice_application_command_line;
  app_class->shutdown = sluice_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_added = sluice_application_window_added;
  GTK_APPLICATION_CLASS (klass)->window_removed = sluice_application_window_removed;
}

static void
sluice_application_init (SluiceApplication *self)
{
  const GOptionEntry options[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_STRING, NULL, N_ ("Open a window on this workspace"),
      N_ ("NAME") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * sluice_application_new:
 *
 * Returns: (transfer full): the application
 */
SluiceApplication *
sluice_application_new (void)
{
  return g_object_new (SLUICE_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path",
                       APP_PATH, "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
