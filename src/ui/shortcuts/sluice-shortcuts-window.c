/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/shortcuts/sluice-shortcuts-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/shortcuts/sluice-shortcut-table.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-farewell.h"

struct _SluiceShortcutsWindow
{
  AdwWindow parent_instance;

  GPtrArray *rows; /* (element-type GtkWidget): each with its group and its words to be searched */

  GtkSearchEntry *search;
  GtkStack *stack;
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (SluiceShortcutsWindow, sluice_shortcuts_window, ADW_TYPE_WINDOW)

#define WORDS "sluice-words"
#define GROUP "sluice-group"

/* How the keys are called in the language of the person, e.g. "Ctrl+R or F5". */
static char *
describe_keys (const SluiceShortcut *shortcut)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; shortcut->keys[i] != NULL; i++)
    {
      guint key = 0;
      GdkModifierType modifiers = 0;
      g_autofree char *name = NULL;

      gtk_accelerator_parse (shortcut->keys[i], &key, &modifiers);
      name = gtk_accelerator_get_label (key, modifiers);
      g_strv_builder_add (names, name);
    }
  parts = g_strv_builder_end (names);
  if (shortcut->shown != NULL)
    /* Translators: the first and the last key of several, e.g. "Alt+1 to 9" */
    return g_strdup_printf (_ ("%s to %s"), parts[0], strrchr (shortcut->shown, '.') + 1);
  /* Translators: between two shortcuts that do the same */
  return g_strjoinv (_ (" or "), parts);
}

static void
add_keys (AdwActionRow *row, const SluiceShortcut *shortcut)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, NULL);
  for (guint i = 0; shortcut->keys[i] != NULL; i++)
    {
      GtkWidget *label =
          gtk_shortcut_label_new (shortcut->shown != NULL ? shortcut->shown : shortcut->keys[i]);

      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  adw_action_row_add_suffix (row, box);
}

static void
add_row (SluiceShortcutsWindow *self, AdwPreferencesGroup *group, const SluiceShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = describe_keys (shortcut);
  g_autofree char *text = g_strdup_printf ("%s %s", _ (shortcut->title), keys);
  g_autofree char *words = g_utf8_casefold (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, keys,
                                  -1);
  add_keys (ADW_ACTION_ROW (row), shortcut);
  g_object_set_data_full (G_OBJECT (row), WORDS, g_steal_pointer (&words), g_free);
  g_object_set_data (G_OBJECT (row), GROUP, group);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, g_object_ref (row));
}

static void
add_groups (SluiceShortcutsWindow *self)
{
  guint n_groups;
  const SluiceShortcutGroup *groups = sluice_shortcut_table_get (&n_groups);

  for (guint i = 0; i < n_groups; i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[i].title));
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
      for (const SluiceShortcut *each = groups[i].shortcuts; each->title != NULL; each++)
        if (*each->title != '\0')
          add_row (self, ADW_PREFERENCES_GROUP (group), each);
    }
}

/* A group without a row that is looked for is not shown either. */
static void
on_search_changed_cb (SluiceShortcutsWindow *self)
{
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (g_object_get_data (self->rows->pdata[i], GROUP), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      gboolean found = strstr (g_object_get_data (G_OBJECT (row), WORDS), wanted) != NULL;

      gtk_widget_set_visible (row, found);
      if (found)
        gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), GROUP), TRUE);
      any = any || found;
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "none");
}

static void
sluice_shortcuts_window_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_SHORTCUTS_WINDOW (object)->rows);
  G_OBJECT_CLASS (sluice_shortcuts_window_parent_class)->finalize (object);
}

static void
sluice_shortcuts_window_class_init (SluiceShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_shortcuts_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_farewell_window;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/shortcuts/sluice-shortcuts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceShortcutsWindow, page);
  gtk_widget_class_bind_template_child (widget_class, SluiceShortcutsWindow, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceShortcutsWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_shortcuts_window_init (SluiceShortcutsWindow *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  add_groups (self);
}

/**
 * sluice_shortcuts_window_present:
 * @parent: the window it belongs to
 *
 * Shows all keyboard shortcuts.
 */
void
sluice_shortcuts_window_present (GtkWindow *parent)
{
  GtkWidget *self = g_object_new (SLUICE_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, NULL);

  gtk_window_present (GTK_WINDOW (self));
}
