/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/help/sluice-help-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/help/sluice-help-topics.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-farewell.h"
#include "ui/widgets/sluice-focus.h"

struct _SluiceHelpWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkStack *results;
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkSearchEntry *search;
  GtkListBox *topics;
  AdwBin *page_bin;
};

G_DEFINE_FINAL_TYPE (SluiceHelpWindow, sluice_help_window, ADW_TYPE_WINDOW)

#define TOPIC "sluice-topic"

static GtkWidget *
create_row (const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (text != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  return row;
}

/* Leads to where the person can act, in the window that the help stands beside. */
static void
on_next_activated_cb (SluiceHelpWindow *self, AdwActionRow *row)
{
  const SluiceHelpEntry *entry = g_object_get_data (G_OBJECT (row), TOPIC);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = NULL;

  if (parent == NULL || !g_action_parse_detailed_name (entry->action, &action, &target, NULL))
    return;
  gtk_window_present (parent);
  gtk_widget_activate_action_variant (GTK_WIDGET (parent), action, target);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_entries (SluiceHelpWindow *self,
             AdwPreferencesPage *page,
             const char *title,
             const SluiceHelpEntry *entries)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (; entries->title != NULL; entries++)
    {
      GtkWidget *row =
          create_row (_ (entries->title), entries->text != NULL ? _ (entries->text) : NULL);

      if (entries->action != NULL)
        {
          g_object_set_data (G_OBJECT (row), TOPIC, (gpointer) entries);
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                     gtk_image_new_from_icon_name ("go-next-symbolic"));
          g_signal_connect_object (row, "activated", G_CALLBACK (on_next_activated_cb), self,
                                   G_CONNECT_SWAPPED);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static GtkWidget *
create_about (const SluiceHelpTopic *topic)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *label = gtk_label_new (_ (topic->about));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Is This?"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), label);
  return group;
}

static void
show_topic (SluiceHelpWindow *self, const SluiceHelpTopic *topic)
{
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (create_about (topic)));
  add_entries (self, ADW_PREFERENCES_PAGE (page), _ ("What Can Go Wrong?"), topic->faults);
  add_entries (self, ADW_PREFERENCES_PAGE (page), _ ("What Comes Next?"), topic->next);
  adw_bin_set_child (self->page_bin, page);
  adw_window_title_set_title (self->title, _ (topic->title));
  gtk_widget_set_visible (self->back, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
show_topics (SluiceHelpWindow *self)
{
  adw_window_title_set_title (self->title, _ ("Help"));
  gtk_widget_set_visible (self->back, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "topics");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
show_topics_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_topics (SLUICE_HELP_WINDOW (widget));
}

static void
on_topics_row_activated_cb (SluiceHelpWindow *self, GtkListBoxRow *row)
{
  show_topic (self, g_object_get_data (G_OBJECT (row), TOPIC));
  sluice_focus_content (GTK_WIDGET (self->stack));
}

static gboolean
matches (SluiceHelpWindow *self, const SluiceHelpTopic *topic)
{
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *words = sluice_help_topic_dup_words (topic);

  return strstr (words, g_strstrip (wanted)) != NULL;
}

static void
on_search_changed_cb (SluiceHelpWindow *self)
{
  gboolean any = FALSE;

  for (int i = 0; gtk_list_box_get_row_at_index (self->topics, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->topics, i);
      gboolean found = matches (self, g_object_get_data (G_OBJECT (row), TOPIC));

      gtk_widget_set_visible (GTK_WIDGET (row), found);
      any = any || found;
    }
  gtk_stack_set_visible_child_name (self->results, any ? "list" : "none");
}

static void
add_topics (SluiceHelpWindow *self)
{
  guint n_topics;
  const SluiceHelpTopic *topics = sluice_help_topics_get (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    {
      GtkWidget *row = create_row (_ (topics[i].title), NULL);

      g_object_set_data (G_OBJECT (row), TOPIC, (gpointer) &topics[i]);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name (topics[i].icon));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_append (self->topics, row);
    }
}

static void
sluice_help_window_class_init (SluiceHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = sluice_farewell_window;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/help/sluice-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpWindow, back);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpWindow, results);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpWindow, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpWindow, topics);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_topics_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "help.show-topics", NULL, show_topics_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.show-topics",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_help_window_init (SluiceHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  sluice_accessible_follow_stack (GTK_WIDGET (self->results));
  add_topics (self);
}

static SluiceHelpWindow *
find_open (GtkWindow *parent)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SLUICE_IS_HELP_WINDOW (window) && gtk_widget_get_visible (GTK_WIDGET (window)) &&
          gtk_window_get_transient_for (window) == parent)
        return SLUICE_HELP_WINDOW (window);
    }
  return NULL;
}

/**
 * sluice_help_window_present:
 * @parent: the window it belongs to
 * @name: (nullable): the view that is on screen there
 *
 * Shows the help for a view; all topics where there is none for it.
 */
void
sluice_help_window_present (GtkWindow *parent, const char *name)
{
  const SluiceHelpTopic *topic = sluice_help_topics_find (name);
  SluiceHelpWindow *self = find_open (parent);

  if (self == NULL)
    self = g_object_new (SLUICE_TYPE_HELP_WINDOW, "transient-for", parent, NULL);
  if (topic != NULL)
    show_topic (self, topic);
  else
    show_topics (self);
  gtk_window_present (GTK_WINDOW (self));
}
