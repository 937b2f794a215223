/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/window/sluice-window.h"

#include <glib/gi18n.h>

#include "ui/help/sluice-help-window.h"
#include "ui/new-pipeline/sluice-undo-dialog.h"
#include "ui/preferences/sluice-preferences-window.h"
#include "ui/shortcuts/sluice-shortcuts-window.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-error-banner.h"
#include "ui/widgets/sluice-farewell.h"
#include "ui/widgets/sluice-focus.h"
#include "ui/widgets/sluice-pane-layout.h"
#include "ui/widgets/sluice-turns.h"
#include "ui/widgets/sluice-warm-up.h"
#include "ui/window/sluice-view-table.h"
#include "ui/workspaces/sluice-workspace-dialog.h"
#include "ui/workspaces/sluice-workspace-import.h"
#include "ui/workspaces/sluice-workspace-switcher.h"

struct _SluiceWindow
{
  AdwApplicationWindow parent_instance;

  SluiceUiContext *context;
  char *view_name;
  GObject *parameter; /* (nullable): what the view is to show once it is there */
  SluiceView *shown;
  SluiceView *coming; /* (nullable): a view that is not on the stack yet */
  const SluiceViewEntry *coming_as;
  gboolean furnished;
  gboolean warming;
  gboolean queued;      /* the view that is to be shown */
  gboolean wants_focus; /* ... and that the keyboard goes there */

  AdwToastOverlay *toasts;
  AdwLeaflet *leaflet;
  GtkMenuButton *main_menu;
  SluiceWorkspaceSwitcher *switcher;
  GtkListBox *view_list;
  GtkStack *stack;
  SluiceErrorBanner *banner;
};

G_DEFINE_FINAL_TYPE (SluiceWindow, sluice_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
has_workspace (SluiceWindow *self)
{
  return g_list_model_get_n_items (sluice_ui_context_get_profiles (self->context)) > 0;
}

/* Views are made when they are first shown, so that a window opens quickly, and in steps, so that it
 * is not held up by one: the widgets, what they show, their place, their size. Gives the view when it is
 * there. */
static SluiceView *
advance_view (SluiceWindow *self, const SluiceViewEntry *entry)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->stack, entry->name);

  if (view != NULL && self->warming && self->shown != NULL)
    {
      self->warming = sluice_warm_up (view);
      return NULL;
    }
  if (view != NULL)
    return SLUICE_VIEW (view);
  if (self->coming_as != entry)
    {
      g_clear_object (&self->coming);
      self->coming = g_object_ref_sink (g_object_new (entry->get_type (), NULL));
      gtk_widget_set_layout_manager (GTK_WIDGET (self->coming),
                                     g_object_new (SLUICE_TYPE_PANE_LAYOUT, NULL));
      self->coming_as = entry;
      self->furnished = FALSE;
    }
  else if (!self->furnished)
    {
      sluice_view_set_context (self->coming, self->context);
      self->furnished = TRUE;
    }
  else
    {
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->coming), entry->name);
      sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
      g_clear_object (&self->coming);
      self->coming_as = NULL;
      self->warming = TRUE;
    }
  return NULL;
}

static void
select_row (SluiceWindow *self, const SluiceViewEntry *entry)
{
  guint n_views;
  const SluiceViewEntry *views = sluice_view_table_get (&n_views);

  gtk_list_box_select_row (self->view_list,
                           gtk_list_box_get_row_at_index (self->view_list, entry - views));
  g_assert ((guint) (entry - views) < n_views);
}

static void
set_title (SluiceWindow *self, const SluiceViewEntry *entry)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  g_autofree char *title = NULL;

  if (profile != NULL)
    /* Translators: the title of a window: view, then the name of the workspace */
    title = g_strdup_printf (_ ("%s – %s"), _ (entry->title), sluice_profile_get_name (profile));
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : _ (entry->title));
}

static const SluiceViewEntry *
find_first_view (SluiceWindow *self)
{
  guint n_views;
  const SluiceViewEntry *views = sluice_view_table_get (&n_views);

  for (guint i = 0; i < n_views; i++)
    {
      if (sluice_view_entry_is_there (&views[i], has_workspace (self)))
        return &views[i];
    }
  g_assert_not_reached ();
}

/* What was chosen, or the first view where that is not there with or without a workspace. */
static const SluiceViewEntry *
find_view (SluiceWindow *self)
{
  const SluiceViewEntry *entry = sluice_view_table_find (self->view_name);

  if (entry == NULL || !sluice_view_entry_is_there (entry, has_workspace (self)))
    return find_first_view (self);
  return entry;
}

static void
show_view (SluiceWindow *self, const SluiceViewEntry *entry, SluiceView *view)
{
  g_autoptr (GObject) parameter = g_steal_pointer (&self->parameter);

  select_row (self, entry);
  set_title (self, entry);
  if (self->shown != view)
    {
      if (self->shown != NULL)
        sluice_view_deactivate (self->shown);
      self->shown = view;
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (view));
      sluice_view_activate (view);
    }
  if (parameter != NULL)
    sluice_view_navigate (view, parameter);
  if (self->wants_focus)
    sluice_focus_content (GTK_WIDGET (view));
  self->wants_focus = FALSE;
}

/* One step; whether there are more. */
static gboolean
bring_view (gpointer owner)
{
  SluiceWindow *self = owner;
  const SluiceViewEntry *entry;
  SluiceView *view;

  /* The window was closed meanwhile. */
  if (self->context == NULL)
    return FALSE;
  entry = find_view (self);
  view = advance_view (self, entry);
  if (view == NULL)
    return TRUE;
  self->queued = FALSE;
  show_view (self, entry, view);
  return FALSE;
}

/* Only a new window has nothing to show until then. */
static void
update_view (SluiceWindow *self)
{
  static const SluiceTurn turns[] = { bring_view };
  const char *name = find_view (self)->name;

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL || self->shown == NULL)
    while (bring_view (self))
      ;
  else if (!self->queued)
    {
      self->queued = TRUE;
      sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
    }
}

/* Leads the keyboard to the view that was asked for, as soon as it is there. */
static void
focus_view (SluiceWindow *self)
{
  if (self->queued)
    self->wants_focus = TRUE;
  else
    sluice_focus_content (GTK_WIDGET (self->shown));
}

static void
update_rows (SluiceWindow *self)
{
  guint n_views;
  const SluiceViewEntry *views = sluice_view_table_get (&n_views);

  for (guint i = 0; i < n_views; i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->view_list, i)),
                            sluice_view_entry_is_there (&views[i], has_workspace (self)));
}

static void
on_view_list_row_activated_cb (SluiceWindow *self, GtkListBoxRow *row)
{
  guint n_views;
  const SluiceViewEntry *views = sluice_view_table_get (&n_views);

  sluice_window_show_view (self, views[gtk_list_box_row_get_index (row)].name, NULL);
  /* A sidebar that stays keeps the keyboard, so that one can go on to the next view. */
  if (adw_leaflet_get_folded (self->leaflet))
    focus_view (self);
}

/* A folded sidebar is a menu, where a lasting selection would read as "you are here". */
static void
on_leaflet_folded_cb (SluiceWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  const SluiceViewEntry *entry = sluice_view_table_find (self->view_name);

  gtk_list_box_set_selection_mode (self->view_list,
                                   folded ? GTK_SELECTION_NONE : GTK_SELECTION_SINGLE);
  if (!folded && entry != NULL)
    select_row (self, entry);
}

static void
on_context_toast_cb (SluiceWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
on_context_navigate_cb (SluiceWindow *self, const char *view, GObject *parameter)
{
  sluice_window_show_view (self, view, parameter);
  focus_view (self);
}

static void
on_context_failed_cb (SluiceWindow *self, const char *heading, const GError *error)
{
  sluice_error_banner_set_action (self->banner, NULL, NULL);
  sluice_error_banner_show (self->banner, heading, error);
}

static void
remember_workspace (SluiceWindow *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);

  if (profile != NULL)
    g_settings_set_string (sluice_ui_context_get_settings (self->context), "last-workspace",
                           sluice_profile_get_name (profile));
}

static void
on_context_profile_cb (SluiceWindow *self)
{
  remember_workspace (self);
  sluice_error_banner_hide (self->banner);
  update_rows (self);
  update_view (self);
}

static void
on_context_error_cb (SluiceWindow *self)
{
  const GError *error = sluice_ui_context_get_error (self->context);

  if (error != NULL)
    {
      sluice_error_banner_set_action (self->banner, _ ("_Edit Workspace…"), "win.edit-workspace");
      sluice_error_banner_show (self->banner, _ ("This workspace could not be opened."), error);
    }
  else
    sluice_error_banner_hide (self->banner);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_leaflet_set_visible_child_name (SLUICE_WINDOW (widget)->leaflet, "sidebar");
}

/* The menu is in the sidebar, which a narrow window has folded away. */
static void
main_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_sidebar_action (widget, NULL, NULL);
  gtk_menu_button_popup (SLUICE_WINDOW (widget)->main_menu);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sluice_view_refresh (SLUICE_WINDOW (widget)->shown);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sluice_focus_search (GTK_WIDGET (SLUICE_WINDOW (widget)->shown));
}

static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  sluice_help_window_present (GTK_WINDOW (self), gtk_stack_get_visible_child_name (self->stack));
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sluice_shortcuts_window_present (GTK_WINDOW (widget));
}

static void
show_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sluice_window_show_view (SLUICE_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
show_nth_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  guint n_views;
  const SluiceViewEntry *views = sluice_view_table_get (&n_views);
  int n = g_variant_get_int32 (parameter);

  for (guint i = 0; i < n_views; i++)
    {
      if (sluice_view_entry_is_there (&views[i], has_workspace (self)) && n-- == 0)
        {
          sluice_window_show_view (self, views[i].name, NULL);
          focus_view (self);
        }
    }
}

static void
add_workspace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  sluice_workspace_dialog_present (GTK_WINDOW (self), self->context, NULL);
}

static void
import_postman_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  sluice_workspace_import_present (GTK_WINDOW (self), self->context);
}

static void
undo_set_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  sluice_undo_dialog_present (self->context, GTK_WINDOW (self));
}

static void
edit_workspace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);

  if (profile != NULL)
    sluice_workspace_dialog_present (GTK_WINDOW (self), self->context, profile);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  sluice_preferences_window_present (GTK_WINDOW (self), self->context);
}

/* Each row carries its name for assistive technology itself: a row's label alone is not taken. */
static GtkWidget *
create_row (const SluiceViewEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (entry->icon);
  GtkWidget *label = gtk_label_new (_ (entry->title));
  GtkWidget *row = gtk_list_box_row_new ();

  sluice_accessible_set_name (row, _ (entry->title));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  g_object_set (box, "margin-start", 4, "margin-end", 4, "margin-top", 12, "margin-bottom", 12,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
update_row_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  guint n_views;
  const SluiceViewEntry *views = sluice_view_table_get (&n_views);
  gboolean line = views[gtk_list_box_row_get_index (row)].starts_section;

  gtk_list_box_row_set_header (row, line ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
}

static void
fill_view_list (SluiceWindow *self)
{
  guint n_views;
  const SluiceViewEntry *views = sluice_view_table_get (&n_views);

  for (guint i = 0; i < n_views; i++)
    gtk_list_box_append (self->view_list, create_row (&views[i]));
  gtk_list_box_set_header_func (self->view_list, update_row_header, NULL, NULL);
}

static void
save_state (SluiceWindow *self)
{
  GSettings *settings = sluice_ui_context_get_settings (self->context);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 360));
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_string (settings, "last-view", self->view_name);
  remember_workspace (self);
}

static void
restore_state (SluiceWindow *self)
{
  GSettings *settings = sluice_ui_context_get_settings (self->context);
  g_autofree char *name = g_settings_get_string (settings, "last-view");
  const SluiceViewEntry *entry = NULL;

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  update_rows (self);
  if (has_workspace (self))
    entry = sluice_view_table_find (name);
  if (entry == NULL)
    entry = find_first_view (self);
  sluice_window_show_view (self, entry->name, NULL);
}

/* One view, or a part of it. */
static gboolean
take_down (gpointer owner)
{
  SluiceWindow *self = owner;
  GtkWidget *view = gtk_widget_get_first_child (GTK_WIDGET (self->stack));

  if (view != NULL && !sluice_farewell_shrink (view))
    gtk_stack_remove (self->stack, view);
  if (view == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  return view != NULL;
}

/* Gone from the screen at once; what was in it goes piece by piece, for another window goes on. */
static gboolean
sluice_window_close_request (GtkWindow *window)
{
  static const SluiceTurn turns[] = { take_down };
  SluiceWindow *self = SLUICE_WINDOW (window);

  if (self->context == NULL)
    return TRUE;
  save_state (self);
  g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_window_set_application (window, NULL);
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  return TRUE;
}

static void
sluice_window_dispose (GObject *object)
{
  SluiceWindow *self = SLUICE_WINDOW (object);

  self->shown = NULL;
  g_clear_object (&self->coming);
  g_clear_object (&self->parameter);
  g_clear_object (&self->context);
  g_clear_pointer (&self->view_name, g_free);

  G_OBJECT_CLASS (sluice_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.main-menu", NULL, main_menu_action);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "win.show-nth-view", "i", show_nth_view_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.add-workspace", NULL, add_workspace_action);
  gtk_widget_class_install_action (widget_class, "win.edit-workspace", NULL, edit_workspace_action);
  gtk_widget_class_install_action (widget_class, "win.import-postman", NULL, import_postman_action);
  gtk_widget_class_install_action (widget_class, "win.undo-set-up", NULL, undo_set_up_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
}

static void
sluice_window_class_init (SluiceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_window_close_request;

  g_type_ensure (SLUICE_TYPE_ERROR_BANNER);
  g_type_ensure (SLUICE_TYPE_WORKSPACE_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/window/sluice-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, view_list);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_list_row_activated_cb);

  install_actions (widget_class);
}

static void
sluice_window_init (SluiceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_view_list (self);
}

static void
connect_context (SluiceWindow *self)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "toast", G_CALLBACK (on_context_toast_cb) },
    { "navigate", G_CALLBACK (on_context_navigate_cb) },
    { "failed", G_CALLBACK (on_context_failed_cb) },
    { "notify::profile", G_CALLBACK (on_context_profile_cb) },
    { "notify::error", G_CALLBACK (on_context_error_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->context, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
}

/**
 * sluice_window_new:
 * @app: the application
 * @context: the context this window works with
 *
 * Returns: (transfer none): a window of the size and on the view of the last one
 */
SluiceWindow *
sluice_window_new (GtkApplication *app, SluiceUiContext *context)
{
  SluiceWindow *self = g_object_new (SLUICE_TYPE_WINDOW, "application", app, NULL);

  self->context = g_object_ref (context);
  sluice_workspace_switcher_set_context (self->switcher, context);
  connect_context (self);
  restore_state (self);
  on_context_error_cb (self);
  return self;
}

/**
 * sluice_window_get_context:
 * @self: a window
 *
 * Returns: (transfer none): its context
 */
SluiceUiContext *
sluice_window_get_context (SluiceWindow *self)
{
  g_return_val_if_fail (SLUICE_IS_WINDOW (self), NULL);

  return self->context;
}

/**
 * sluice_window_show_view:
 * @self: a window
 * @name: a view's name; an unknown one is ignored
 * @parameter: (nullable): what to show there
 *
 * Shows a view, and leads it to @parameter: a few turns of the main loop later where it is to be made first.
 */
void
sluice_window_show_view (SluiceWindow *self, const char *name, GObject *parameter)
{
  const SluiceViewEntry *entry;

  g_return_if_fail (SLUICE_IS_WINDOW (self));

  entry = sluice_view_table_find (name);
  if (entry == NULL)
    return;

  g_free (self->view_name);
  self->view_name = g_strdup (entry->name);
  g_set_object (&self->parameter, parameter);
  update_view (self);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
}
