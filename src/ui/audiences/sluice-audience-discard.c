/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-discard.h"

#include <glib/gi18n.h>

#include "store/sluice-drafts.h"

typedef struct
{
  SluiceUiContext *context;
  SluiceProfile *profile; /* whose draft it is; the window may be on another by then */
  SluiceDraft *draft;
} Discard;

static void
on_toast_gone_cb (gpointer data, GClosure *closure)
{
  Discard *discard = data;

  g_object_unref (discard->context);
  g_object_unref (discard->profile);
  sluice_draft_free (discard->draft);
  g_free (discard);
}

/* Puts it back, unless that would take the place of what was begun since. */
static gboolean
put_back (Discard *discard, SluiceDrafts *drafts)
{
  const SluiceDraft *draft = discard->draft;
  g_autoptr (SluiceDraft) newer = sluice_drafts_load (drafts, draft->id, NULL);
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;

  if (newer != NULL)
    {
      sluice_ui_context_toast (discard->context,
                               _ ("Another audience was begun meanwhile: that one is kept."));
      return FALSE;
    }
  saved = sluice_drafts_save (drafts, draft->id, draft->title, draft->text, &error);
  if (saved == NULL)
    sluice_ui_context_present_error (discard->context, _ ("The draft could not be kept."), error);
  return saved != NULL;
}

static void
on_toast_button_clicked_cb (AdwToast *toast, Discard *discard)
{
  g_autoptr (SluiceDrafts) drafts =
      sluice_drafts_new (sluice_ui_context_get_store (discard->context));

  if (!put_back (discard, drafts))
    return;
  if (discard->profile == sluice_ui_context_get_profile (discard->context))
    sluice_ui_context_navigate_to_id (discard->context, "audiences", "new");
  else
    sluice_ui_context_open (discard->context, discard->profile);
}

/**
 * sluice_audience_discard:
 * @context: the context of the window
 * @draft_id: the draft of its workspace
 *
 * Throws away what was not made, and says so with a button to undo that.
 */
void
sluice_audience_discard (SluiceUiContext *context, const char *draft_id)
{
  g_autoptr (SluiceDrafts) drafts = sluice_drafts_new (sluice_ui_context_get_store (context));
  SluiceDraft *draft = sluice_drafts_load (drafts, draft_id, NULL);
  AdwToast *toast;
  Discard *discard;

  if (draft == NULL)
    return;
  sluice_drafts_remove (drafts, draft_id, NULL);
  discard = g_new0 (Discard, 1);
  discard->context = g_object_ref (context);
  discard->profile = g_object_ref (sluice_ui_context_get_profile (context));
  discard->draft = draft;
  toast = adw_toast_new (_ ("The draft is discarded."));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_toast_button_clicked_cb), discard,
                         on_toast_gone_cb, 0);
  sluice_ui_context_add_toast (context, toast);
}
