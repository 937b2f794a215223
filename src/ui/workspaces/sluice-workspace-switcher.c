/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/workspaces/sluice-workspace-switcher.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceWorkspaceSwitcher
{
  AdwBin parent_instance;

  SluiceUiContext *context;

  GtkMenuButton *button;
  GtkLabel *name;
  GtkLabel *detail;
  GtkSpinner *spinner;
  GtkPopover *popover;
  GtkListBox *list;
  GtkWidget *line;
  GtkWidget *edit;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (SluiceWorkspaceSwitcher, sluice_workspace_switcher, ADW_TYPE_BIN)

static char *
describe_profile (SluiceProfile *profile)
{
  g_autofree char *pod = g_ascii_strup (sluice_profile_get_pod (profile), -1);

  /* Translators: under a workspace's name: its pod, e.g. US1, and its number */
  return g_strdup_printf (_ ("%s · workspace %s"), pod, sluice_profile_get_workspace_id (profile));
}

static void
update_button (SluiceWorkspaceSwitcher *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  g_autofree char *accessible = NULL;
  g_autofree char *detail = NULL;

  gtk_widget_set_visible (self->edit, profile != NULL);
  gtk_widget_set_visible (self->line, profile != NULL);
  if (profile == NULL)
    {
      gtk_label_set_text (self->name, _ ("No Workspace"));
      gtk_label_set_text (self->detail, _ ("Add one to begin"));
      accessible = g_strdup (_ ("No workspace. Add one to begin"));
    }
  else
    {
      detail = describe_profile (profile);
      gtk_label_set_text (self->name, sluice_profile_get_name (profile));
      gtk_label_set_text (self->detail, detail);
      /* Translators: the name of the button, for assistive technology */
      accessible = g_strdup_printf (_ ("Workspace: %s"), sluice_profile_get_name (profile));
    }
  sluice_accessible_set_name (self->button, accessible);
}

static void
on_context_opening_cb (SluiceWorkspaceSwitcher *self)
{
  gtk_spinner_set_spinning (self->spinner, sluice_ui_context_get_opening (self->context));
}

static void
on_button_clicked_cb (SluiceWorkspaceSwitcher *self)
{
  gtk_popover_popdown (self->popover);
}

/* The keyboard begins at the workspace that the window is on. The list is made anew each time, and a
 * popover that remembers a row which is gone leads it nowhere. */
static void
on_popover_show_cb (SluiceWorkspaceSwitcher *self)
{
  GListModel *profiles = sluice_ui_context_get_profiles (self->context);
  SluiceProfile *current = sluice_ui_context_get_profile (self->context);

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (SluiceProfile) profile = g_list_model_get_item (profiles, i);

      if (profile == current)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)));
    }
}

static void
on_list_row_activated_cb (SluiceWorkspaceSwitcher *self, GtkListBoxRow *row)
{
  g_autoptr (SluiceProfile) profile =
      g_list_model_get_item (sluice_ui_context_get_profiles (self->context),
                             gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  if (profile != sluice_ui_context_get_profile (self->context))
    sluice_ui_context_open (self->context, profile);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  SluiceWorkspaceSwitcher *self = user_data;
  SluiceProfile *profile = item;
  g_autofree char *detail = describe_profile (profile);
  g_autofree char *name = g_markup_escape_text (sluice_profile_get_name (profile), -1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  sluice_tooltip_set (row, sluice_profile_get_name (profile));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (profile == sluice_ui_context_get_profile (self->context))
    {
      GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

      sluice_accessible_set_name (tick, _ ("This window is on it"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), tick);
    }
  return row;
}

/* Bound anew with each change, so that the tick is right. There are few workspaces. */
static void
on_context_profile_cb (SluiceWorkspaceSwitcher *self)
{
  update_button (self);
  gtk_list_box_bind_model (self->list, sluice_ui_context_get_profiles (self->context), create_row,
                           self, NULL);
}

static void
sluice_workspace_switcher_dispose (GObject *object)
{
  SluiceWorkspaceSwitcher *self = SLUICE_WORKSPACE_SWITCHER (object);

  if (self->context != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_workspace_switcher_parent_class)->dispose (object);
}

static void
sluice_workspace_switcher_class_init (SluiceWorkspaceSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_workspace_switcher_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/workspaces/sluice-workspace-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, add);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, detail);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, edit);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, line);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceSwitcher, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_show_cb);
}

/* A menu button centres what is in it, and a button its label; here both begin at the start, as in a
 * list. */
static void
align_to_start (SluiceWorkspaceSwitcher *self)
{
  GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->button));
  GtkWidget *buttons[] = { self->edit, self->add };

  if (GTK_IS_BUTTON (toggle))
    gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (toggle)), GTK_ALIGN_FILL);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (buttons[i]))), 0);
}

static void
sluice_workspace_switcher_init (SluiceWorkspaceSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  align_to_start (self);
}

/**
 * sluice_workspace_switcher_set_context:
 * @self: the switcher
 * @context: the context of its window
 *
 * Called once.
 */
void
sluice_workspace_switcher_set_context (SluiceWorkspaceSwitcher *self, SluiceUiContext *context)
{
  g_return_if_fail (SLUICE_IS_WORKSPACE_SWITCHER (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (on_context_profile_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::opening", G_CALLBACK (on_context_opening_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_ui_context_get_store (context), "profiles-changed",
                           G_CALLBACK (on_context_profile_cb), self, G_CONNECT_SWAPPED);
  on_context_profile_cb (self);
  on_context_opening_cb (self);
}
