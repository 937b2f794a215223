/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-undo-dialog.h"

#include <glib/gi18n.h>

#include "setup/sluice-undo.h"

/* What is asked about, and then removed. */
typedef struct
{
  SluiceUiContext *context; /* (owned) */
  SluiceSession *session;   /* (owned) */
  GtkWindow *parent;        /* (owned) */
  GListModel *steps;        /* (owned) */
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->context);
  g_object_unref (removal->session);
  g_object_unref (removal->parent);
  g_object_unref (removal->steps);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;
  g_autoptr (GError) error = NULL;

  if (sluice_undo_run_finish (result, &error))
    sluice_ui_context_toast (removal->context, _ ("What was made is removed."));
  else
    sluice_ui_context_present_error (removal->context, _ ("Not everything could be removed"),
                                     error);
  gtk_widget_activate_action (GTK_WIDGET (removal->parent), "win.refresh", NULL);
}

static void
on_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;
  SluiceSession *session = removal->session;
  GListModel *steps = removal->steps;

  if (g_strcmp0 (response, "remove") == 0)
    sluice_undo_run_async (session, steps, NULL, on_undone_cb, g_steal_pointer (&removal));
}

/* The last one made is the first to go. */
static char *
list_names (GListModel *steps)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = g_list_model_get_n_items (steps); i > 0; i--)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (steps, i - 1);

      if (sluice_step_get_action (step) == SLUICE_ACTION_CREATE &&
          sluice_step_get_outcome (step) == SLUICE_OUTCOME_DONE &&
          sluice_step_get_family (step) != SLUICE_FAMILY_FEEDS)
        g_string_append_printf (names, "\n• %s", sluice_step_get_name (step));
    }
  return g_strdup (names->str);
}

/**
 * sluice_undo_dialog_new:
 * @parent: the window
 * @steps: (element-type SluiceStep): an apply's steps; those that made something are named
 * @heading: the question
 * @remark: a sentence below
 *
 * Returns: (transfer none): a dialog that asks whether what was made should go; its response is
 *   "remove" or "cancel"
 */
GtkWidget *
sluice_undo_dialog_new (GtkWindow *parent,
                        GListModel *steps,
                        const char *heading,
                        const char *remark)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);
  g_autofree char *names = list_names (steps);

  /* Translators: a list of names, one a line, and a sentence more */
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("These are deleted in mParticle, in this order:%s\n\n%s"),
                                  names, remark);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

static void
ask (Removal *removal)
{
  GtkWidget *dialog =
      sluice_undo_dialog_new (removal->parent, removal->steps,
                              _ ("Remove What the Last Set-up Made?"),
                              _ ("The feed stays, for the API cannot delete feeds."));

  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), removal);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * sluice_undo_dialog_present:
 * @context: the window's context
 * @parent: the window
 *
 * Asks whether what the last apply in the open workspace created should be removed, and removes it.
 * Where there is nothing of that kind, it says so.
 */
void
sluice_undo_dialog_present (SluiceUiContext *context, GtkWindow *parent)
{
  SluiceSession *session = sluice_ui_context_get_session (context);
  g_autoptr (GListModel) steps = session != NULL ? sluice_undo_find (session, NULL) : NULL;
  Removal *removal;

  if (steps == NULL)
    {
      sluice_ui_context_toast (context, _ ("There is no set-up to undo in this workspace."));
      return;
    }
  removal = g_new0 (Removal, 1);
  removal->context = g_object_ref (context);
  removal->session = g_object_ref (session);
  removal->parent = g_object_ref (parent);
  removal->steps = g_steal_pointer (&steps);
  ask (removal);
}
