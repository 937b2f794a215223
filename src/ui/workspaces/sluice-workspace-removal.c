/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/workspaces/sluice-workspace-removal.h"

#include <glib/gi18n.h>

#include "store/sluice-drafts.h"

/* Long enough to see that it was the wrong one. */
#define SECONDS 15

typedef struct
{
  SluiceUiContext *context;
  SluiceProfile *profile;
  gboolean settled; /* undone, or forgotten */
} Removal;

/* What can still be undone, how much is being forgotten right now, and what waits for that. The program
 * has one main loop. */
static GList *removals;
static guint n_pending;
static SluiceWorkspaceRemovalDone when_done;
static gpointer when_done_data;

static void
removal_free (Removal *removal)
{
  removals = g_list_remove (removals, removal);
  g_object_unref (removal->context);
  g_object_unref (removal->profile);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
on_secrets_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sluice_keyring_clear_finish (SLUICE_KEYRING (source), result, &error))
    g_warning ("Secrets of a removed workspace may still be in the keyring: %s", error->message);
  g_application_release (g_application_get_default ());
  if (--n_pending == 0 && when_done != NULL)
    when_done (when_done_data);
}

static void
forget (Removal *removal)
{
  const char *id = sluice_profile_get_id (removal->profile);
  g_autoptr (SluiceDrafts) drafts =
      sluice_drafts_new (sluice_ui_context_get_store (removal->context));
  g_autoptr (GError) error = NULL;

  if (removal->settled)
    return;
  removal->settled = TRUE;
  if (!sluice_drafts_remove_of_profile (drafts, id, &error))
    g_warning ("The drafts of a removed workspace stay: %s", error->message);
  /* The last window may be gone by now; the program stays until the keyring has answered. */
  g_application_hold (g_application_get_default ());
  n_pending++;
  sluice_keyring_clear_async (sluice_ui_context_get_keyring (removal->context), id, NULL, NULL,
                              on_secrets_cleared_cb, NULL);
}

static void
on_toast_button_clicked_cb (AdwToast *toast, Removal *removal)
{
  g_autoptr (GError) error = NULL;
  SluiceStore *store = sluice_ui_context_get_store (removal->context);

  removal->settled = sluice_store_save_profile (store, removal->profile, &error);
  if (removal->settled)
    sluice_ui_context_open (removal->context, removal->profile);
  else
    sluice_ui_context_present_error (removal->context, _ ("The workspace could not be saved."),
                                     error);
}

/* Gone by itself, with a button, or with its window: then there is no way back any more. */
static void
on_toast_gone_cb (gpointer user_data, GObject *toast)
{
  g_autoptr (Removal) removal = user_data;

  forget (removal);
}

/**
 * sluice_workspace_removal_begin:
 * @context: the context of the window that asks
 * @profile: a workspace that was saved
 * @error: return location for a #SluiceStoreError
 *
 * Takes the workspace out of the list, and says so with a button to undo that. Its drafts and all of
 * its secrets are forgotten when that button is gone.
 *
 * Returns: whether it is out of the list
 */
gboolean
sluice_workspace_removal_begin (SluiceUiContext *context, SluiceProfile *profile, GError **error)
{
  Removal *removal;
  AdwToast *toast;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  sluice_session_pool_forget (sluice_ui_context_get_pool (context),
                              sluice_profile_get_id (profile));
  /* The list lets go of it. */
  removal = g_new0 (Removal, 1);
  removal->context = g_object_ref (context);
  removal->profile = g_object_ref (profile);
  removals = g_list_prepend (removals, removal);
  if (!sluice_store_remove_profile (sluice_ui_context_get_store (context), profile, error))
    {
      removal_free (removal);
      return FALSE;
    }

  /* Translators: the name of a workspace */
  text = g_strdup_printf (_ ("“%s” is removed."), sluice_profile_get_name (removal->profile));
  title = g_markup_escape_text (text, -1);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, SECONDS);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (on_toast_button_clicked_cb), removal);
  g_object_weak_ref (G_OBJECT (toast), on_toast_gone_cb, removal);
  sluice_ui_context_add_toast (context, toast);
  return TRUE;
}

/**
 * sluice_workspace_removal_settle:
 *
 * Forgets at once what could still be undone, for the windows that offered it are gone.
 */
void
sluice_workspace_removal_settle (void)
{
  for (GList *l = removals; l != NULL; l = l->next)
    forget (l->data);
}

/**
 * sluice_workspace_removal_when_done:
 * @done: called once, when nothing is being forgotten any more; at once where nothing is
 * @user_data: for @done
 *
 * Who quits right after removing a workspace wants its secrets gone, too: what could still be undone is
 * forgotten now.
 */
void
sluice_workspace_removal_when_done (SluiceWorkspaceRemovalDone done, gpointer user_data)
{
  sluice_workspace_removal_settle ();
  if (n_pending == 0)
    {
      done (user_data);
      return;
    }
  when_done = done;
  when_done_data = user_data;
}
