/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/workspaces/sluice-workspace-test.h"

#include <glib/gi18n.h>

#include "api/sluice-session-test.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"

struct _SluiceWorkspaceTest
{
  AdwBin parent_instance;

  GCancellable *cancellable;

  GtkWidget *list;
  GtkWidget *running; /* (nullable): the row that says that it goes on */
};

G_DEFINE_FINAL_TYPE (SluiceWorkspaceTest, sluice_workspace_test, ADW_TYPE_BIN)

/* Callbacks that come after the widget went must not touch it. */
typedef struct
{
  SluiceWorkspaceTest *self; /* weak */
  GCancellable *cancellable;
} Watch;

static void
append_step (SluiceWorkspaceTest *self, const char *title, const GError *error)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon =
      gtk_image_new_from_icon_name (error == NULL ? "emblem-ok-symbolic" : "dialog-error-symbolic");
  const char *remedy = error != NULL ? sluice_error_box_get_remedy (error) : NULL;
  g_autofree char *title_markup = g_markup_escape_text (title, -1);

  gtk_widget_add_css_class (icon, error == NULL ? "success" : "error");
  sluice_accessible_set_name (icon, error == NULL ? _ ("Passed") : _ ("Failed"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  if (error != NULL)
    {
      g_autofree char *text = remedy != NULL
                                  ? g_markup_printf_escaped ("%s\n%s", error->message, remedy)
                                  : g_markup_escape_text (error->message, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    }
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_insert (GTK_LIST_BOX (self->list), row,
                       self->running != NULL
                           ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->running))
                           : -1);
}

static void
append_running (SluiceWorkspaceTest *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->running = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->running), _ ("Testing…"));
  gtk_spinner_start (GTK_SPINNER (spinner));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->running), spinner);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->running);
}

static void
clear (SluiceWorkspaceTest *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  self->running = NULL;
}

static void
on_step_tested_cb (const char *step, const char *title, const GError *error, gpointer user_data)
{
  Watch *watch = user_data;

  if (watch->self != NULL && !g_cancellable_is_cancelled (watch->cancellable))
    append_step (watch->self, title, error);
}

static void
on_test_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  SluiceWorkspaceTest *self = watch->self;
  g_autoptr (GError) error = NULL;

  /* What failed has been shown with its step. */
  sluice_session_test_finish (SLUICE_SESSION (source), result, &error);
  if (self != NULL && !g_cancellable_is_cancelled (watch->cancellable))
    {
      gtk_list_box_remove (GTK_LIST_BOX (self->list), self->running);
      self->running = NULL;
    }
  g_clear_weak_pointer (&watch->self);
  g_object_unref (watch->cancellable);
  g_free (watch);
}

static void
sluice_workspace_test_dispose (GObject *object)
{
  SluiceWorkspaceTest *self = SLUICE_WORKSPACE_TEST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (sluice_workspace_test_parent_class)->dispose (object);
}

static void
sluice_workspace_test_class_init (SluiceWorkspaceTestClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_workspace_test_dispose;
}

static void
sluice_workspace_test_init (SluiceWorkspaceTest *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  sluice_accessible_set_name (self->list, _ ("Test"));
  adw_bin_set_child (ADW_BIN (self), self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sluice_workspace_test_run:
 * @self: the widget
 * @session: the workspace to test
 *
 * Tests it, in place of an earlier test.
 */
void
sluice_workspace_test_run (SluiceWorkspaceTest *self, SluiceSession *session)
{
  Watch *watch = g_new0 (Watch, 1);

  g_return_if_fail (SLUICE_IS_WORKSPACE_TEST (self));
  g_return_if_fail (SLUICE_IS_SESSION (session));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  clear (self);
  append_running (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_set_weak_pointer (&watch->self, self);
  watch->cancellable = g_object_ref (self->cancellable);
  sluice_session_test_async (session, on_step_tested_cb, watch, self->cancellable, on_test_done_cb,
                             watch);
}

/**
 * sluice_workspace_test_stop:
 * @self: the widget
 *
 * Asks for nothing more, and shows nothing more of what was asked.
 */
void
sluice_workspace_test_stop (SluiceWorkspaceTest *self)
{
  g_return_if_fail (SLUICE_IS_WORKSPACE_TEST (self));

  g_cancellable_cancel (self->cancellable);
}
