/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-draft-document.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "store/sluice-drafts.h"
#include "ui/components/sluice-component-store.h"
#include "ui/new-pipeline/sluice-draft-names.h"
#include "ui/new-pipeline/sluice-draft-words.h"

struct _SluiceDraftDocument
{
  GObject parent_instance;

  SluiceUiContext *context;
  SluiceDrafts *drafts;
  SluiceComponentStore *store; /* (nullable): what the open workspace has */
  char *id;                    /* (nullable): of the draft, once there is one */
  SluiceSetup *setup;
  SluiceCheck *check;
  gboolean fresh; /* nobody changed anything in it yet */
  guint settle_id;
  guint tried; /* bits: the steps whose missing values are to be named */
};

enum
{
  CHANGED,
  REPLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceDraftDocument, sluice_draft_document, G_TYPE_OBJECT)

/* Drafts are the workspace's: their ids begin with its own. */
static char *
dup_prefix (SluiceDraftDocument *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);

  return g_strconcat (profile != NULL ? sluice_profile_get_id (profile) : "", "/", NULL);
}

static const char *
get_title (SluiceDraftDocument *self)
{
  const char *name = sluice_setup_get_text (self->setup, "/pipeline/name");

  return name != NULL ? name : _ ("Pipeline without a name");
}

static void
save (SluiceDraftDocument *self)
{
  g_autofree char *text = sluice_setup_to_text (self->setup);
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;

  if (self->id == NULL)
    {
      g_autofree char *prefix = dup_prefix (self);
      g_autofree char *uuid = g_uuid_string_random ();

      self->id = g_strconcat (prefix, uuid, NULL);
    }
  saved = sluice_drafts_save (self->drafts, self->id, get_title (self), text, &error);
  if (saved == NULL)
    sluice_ui_context_present_error (self->context, _ ("The draft could not be kept."), error);
}

static void
check (SluiceDraftDocument *self)
{
  g_clear_object (&self->check);
  self->check = sluice_check_new (self->setup);
}

static void
settle (SluiceDraftDocument *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  check (self);
  save (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_settle_idle_cb (gpointer user_data)
{
  SluiceDraftDocument *self = user_data;

  self->settle_id = 0;
  settle (self);
  return G_SOURCE_REMOVE;
}

static void
queue_settle (SluiceDraftDocument *self)
{
  self->fresh = FALSE;
  if (self->settle_id == 0)
    self->settle_id = g_idle_add (on_settle_idle_cb, self);
}

static void
take_setup (SluiceDraftDocument *self, SluiceSetup *setup)
{
  g_clear_object (&self->setup);
  self->setup = setup;
}

/* Another document altogether. */
static void
replace (SluiceDraftDocument *self, SluiceSetup *setup)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  take_setup (self, setup);
  self->tried = 0;
  self->fresh = FALSE;
  check (self);
  g_signal_emit (self, signals[REPLACED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Proposals that nobody changed make way for what was found to be there. */
static void
on_store_changed_cb (SluiceDraftDocument *self)
{
  g_autoptr (SluiceSetup) unnamed = NULL;
  g_autoptr (SluiceSetup) named = NULL;

  if (!self->fresh)
    return;
  unnamed = sluice_draft_names_clear (self->setup, self->context);
  named = sluice_draft_names_fill (unnamed, self->context);
  if (sluice_json_equal (sluice_setup_get_root (named), sluice_setup_get_root (self->setup)))
    return;
  take_setup (self, g_steal_pointer (&named));
  check (self);
  if (self->id != NULL)
    save (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_context_session_cb (SluiceDraftDocument *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, on_store_changed_cb, self);
  g_clear_object (&self->store);
  if (session == NULL)
    return;
  self->store = g_object_ref (sluice_component_store_get (session));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (!sluice_component_store_is_loaded (self->store, SLUICE_FAMILY_PIPELINES))
    sluice_component_store_refresh (self->store, SLUICE_FAMILY_PIPELINES);
}

static void
sluice_draft_document_dispose (GObject *object)
{
  SluiceDraftDocument *self = SLUICE_DRAFT_DOCUMENT (object);

  if (self->settle_id != 0)
    {
      g_clear_handle_id (&self->settle_id, g_source_remove);
      save (self);
    }
  g_clear_object (&self->store);
  g_clear_object (&self->drafts);
  g_clear_object (&self->setup);
  g_clear_object (&self->check);
  g_clear_object (&self->context);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (sluice_draft_document_parent_class)->dispose (object);
}

static void
sluice_draft_document_class_init (SluiceDraftDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_draft_document_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_draft_document_init (SluiceDraftDocument *self)
{
}

static const SluiceWarehouse *
get_last_kind (SluiceDraftDocument *self)
{
  g_autofree char *last =
      g_settings_get_string (sluice_ui_context_get_settings (self->context), "last-warehouse");
  const SluiceWarehouse *kind = sluice_warehouse_lookup (last);
  guint n_kinds;

  return kind != NULL ? kind : sluice_warehouse_list (&n_kinds)[0];
}

/**
 * sluice_draft_document_new:
 * @context: the context of the window, whose workspace the drafts belong to
 *
 * Returns: (transfer full): a new draft that is kept from its first change on
 */
SluiceDraftDocument *
sluice_draft_document_new (SluiceUiContext *context)
{
  SluiceDraftDocument *self = g_object_new (SLUICE_TYPE_DRAFT_DOCUMENT, NULL);

  self->context = g_object_ref (context);
  self->drafts = sluice_drafts_new (sluice_ui_context_get_store (context));
  g_signal_connect_object (context, "notify::session", G_CALLBACK (on_context_session_cb), self,
                           G_CONNECT_SWAPPED);
  on_context_session_cb (self);
  sluice_draft_document_start (self, NULL);
  return self;
}

/**
 * sluice_draft_document_get_setup:
 * @self: the document
 *
 * Returns: (transfer none): the setup as it stands
 */
SluiceSetup *
sluice_draft_document_get_setup (SluiceDraftDocument *self)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), NULL);

  return self->setup;
}

/**
 * sluice_draft_document_get_check:
 * @self: the document
 *
 * Returns: (transfer none): what is to be said of it, as of the last ::changed
 */
SluiceCheck *
sluice_draft_document_get_check (SluiceDraftDocument *self)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), NULL);

  return self->check;
}

/**
 * sluice_draft_document_get_text:
 * @self: the document
 * @pointer: JSON pointer to a member
 *
 * Returns: (transfer none): the member's text; empty where there is none
 */
const char *
sluice_draft_document_get_text (SluiceDraftDocument *self, const char *pointer)
{
  const char *text;

  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), NULL);

  text = sluice_setup_get_text (self->setup, pointer);
  return text != NULL ? text : "";
}

/**
 * sluice_draft_document_dup_scalar:
 * @self: the document
 * @pointer: JSON pointer to a member
 *
 * Returns: (transfer full): the member, be it a text or a number; empty where there is none
 */
char *
sluice_draft_document_dup_scalar (SluiceDraftDocument *self, const char *pointer)
{
  JsonNode *node;
  char *text;

  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), NULL);

  node = sluice_json_pointer_get (sluice_setup_get_root (self->setup), pointer);
  text = node != NULL ? sluice_json_scalar_to_text (node) : NULL;
  return text != NULL ? text : g_strdup ("");
}

/**
 * sluice_draft_document_set:
 * @self: the document
 * @pointer: JSON pointer to a member
 * @value: (transfer full) (nullable): its new value; %NULL removes it
 */
void
sluice_draft_document_set (SluiceDraftDocument *self, const char *pointer, JsonNode *value)
{
  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  take_setup (self, sluice_setup_with (self->setup, pointer, value));
  queue_settle (self);
}

/**
 * sluice_draft_document_set_text:
 * @self: the document
 * @pointer: JSON pointer to a member
 * @text: (nullable): its new text; %NULL or "" removes it
 */
void
sluice_draft_document_set_text (SluiceDraftDocument *self, const char *pointer, const char *text)
{
  g_autofree char *before = NULL;

  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  before = sluice_draft_document_dup_scalar (self, pointer);
  if (g_strcmp0 (before, text != NULL ? text : "") == 0)
    return;
  take_setup (self, sluice_setup_with_text (self->setup, pointer, text));
  queue_settle (self);
}

/**
 * sluice_draft_document_edit:
 * @self: the document
 * @setup: the same draft with several changes
 */
void
sluice_draft_document_edit (SluiceDraftDocument *self, SluiceSetup *setup)
{
  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  take_setup (self, g_object_ref (setup));
  queue_settle (self);
}

/**
 * sluice_draft_document_fix:
 * @self: the document
 * @finding: (nullable): a finding with a fix; %NULL for all that have one
 */
void
sluice_draft_document_fix (SluiceDraftDocument *self, SluiceFinding *finding)
{
  guint n_fixed;

  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  take_setup (self, finding != NULL ? sluice_check_fix (self->check, finding)
                                    : sluice_check_fix_all (self->check, &n_fixed));
  settle (self);
}

/**
 * sluice_draft_document_start:
 * @self: the document
 * @setup: (nullable): what to begin with; %NULL for what most people choose
 *
 * Begins a new draft. What a name or id is missing for gets one.
 */
void
sluice_draft_document_start (SluiceDraftDocument *self, SluiceSetup *setup)
{
  g_autoptr (SluiceSetup) draft = NULL;

  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  draft = setup != NULL ? g_object_ref (setup) : sluice_setup_new_draft (get_last_kind (self));
  g_clear_pointer (&self->id, g_free);
  replace (self, sluice_draft_names_fill (draft, self->context));
  self->fresh = TRUE;
  if (setup != NULL)
    save (self);
}

/**
 * sluice_draft_document_resume:
 * @self: the document
 * @id: a draft's id
 *
 * Returns: whether the draft could be read and is now the document
 */
gboolean
sluice_draft_document_resume (SluiceDraftDocument *self, const char *id)
{
  g_autoptr (SluiceDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  SluiceSetup *setup = NULL;

  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), FALSE);

  sluice_draft_document_flush (self);
  draft = sluice_drafts_load (self->drafts, id, &error);
  if (draft != NULL && draft->text != NULL)
    setup = sluice_setup_parse (draft->text, -1, &error);
  if (setup == NULL)
    {
      if (error != NULL)
        sluice_ui_context_present_error (self->context, _ ("The draft could not be read."), error);
      return FALSE;
    }
  g_free (self->id);
  self->id = g_strdup (id);
  replace (self, setup);
  return TRUE;
}

/**
 * sluice_draft_document_discard:
 * @self: the document
 *
 * Deletes the draft, because it is not wanted, and begins a new one.
 */
void
sluice_draft_document_discard (SluiceDraftDocument *self)
{
  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  sluice_draft_document_forget (self);
  sluice_draft_document_start (self, NULL);
}

/**
 * sluice_draft_document_forget:
 * @self: the document
 *
 * Deletes the draft, because it is done; the document stays as it is.
 */
void
sluice_draft_document_forget (SluiceDraftDocument *self)
{
  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  g_clear_handle_id (&self->settle_id, g_source_remove);
  sluice_draft_document_forget_other (self, self->id);
  g_clear_pointer (&self->id, g_free);
}

/**
 * sluice_draft_document_forget_other:
 * @self: the document
 * @id: (nullable): the id of a draft that is not this document any more
 *
 * Deletes that draft, because it is done.
 */
void
sluice_draft_document_forget_other (SluiceDraftDocument *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  if (id != NULL && !sluice_drafts_remove (self->drafts, id, &error))
    g_warning ("The draft stays: %s", error->message);
}

/**
 * sluice_draft_document_keep:
 * @self: the document
 *
 * Writes the draft as it stands, whether or not it was changed.
 */
void
sluice_draft_document_keep (SluiceDraftDocument *self)
{
  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  save (self);
}

/**
 * sluice_draft_document_list:
 * @self: the document
 *
 * Returns: (transfer full) (element-type SluiceDraft): the drafts of the workspace without their
 *   texts, the one changed last first
 */
GPtrArray *
sluice_draft_document_list (SluiceDraftDocument *self)
{
  g_autofree char *prefix = dup_prefix (self);
  g_autoptr (GPtrArray) all = sluice_drafts_list (self->drafts, NULL);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_draft_free);

  while (all != NULL && all->len > 0)
    {
      SluiceDraft *draft = g_ptr_array_steal_index (all, 0);

      if (g_str_has_prefix (draft->id, prefix))
        g_ptr_array_add (drafts, draft);
      else
        sluice_draft_free (draft);
    }
  return drafts;
}

/**
 * sluice_draft_document_get_id:
 * @self: the document
 *
 * Returns: (transfer none) (nullable): the id of its draft, once it was changed
 */
const char *
sluice_draft_document_get_id (SluiceDraftDocument *self)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), NULL);

  return self->id;
}

/**
 * sluice_draft_document_flush:
 * @self: the document
 *
 * Checks and keeps at once what was changed a moment ago.
 */
void
sluice_draft_document_flush (SluiceDraftDocument *self)
{
  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  if (self->settle_id != 0)
    settle (self);
}

/**
 * sluice_draft_document_set_tried:
 * @self: the document
 * @step: a step that somebody wanted to leave by going on
 *
 * From now on what is missing there is named beside its field.
 */
void
sluice_draft_document_set_tried (SluiceDraftDocument *self, SluiceWizardStep step)
{
  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  sluice_draft_document_flush (self);
  if (self->tried & (1u << step))
    return;
  self->tried |= 1u << step;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_draft_document_set_all_tried:
 * @self: the document
 *
 * As sluice_draft_document_set_tried(), for all steps at once.
 */
void
sluice_draft_document_set_all_tried (SluiceDraftDocument *self)
{
  const guint all = (1u << SLUICE_WIZARD_N_STEPS) - 1;

  g_return_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self));

  sluice_draft_document_flush (self);
  if (self->tried == all)
    return;
  self->tried = all;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Nobody wants to be told that a form they just opened is empty. */
static gboolean
is_quiet (SluiceDraftDocument *self, const char *pointer)
{
  JsonNode *node = sluice_json_pointer_get (sluice_setup_get_root (self->setup), pointer);
  SluiceWizardStep step = sluice_wizard_step_of_path (pointer);

  return node == NULL && !(self->tried & (1u << step));
}

static gboolean
is_about (SluiceFinding *finding, const char *pointer)
{
  const char *path = sluice_finding_get_path (finding);

  return path != NULL && strcmp (path, pointer) == 0 &&
         sluice_finding_get_severity (finding) == SLUICE_SEVERITY_ERROR;
}

/**
 * sluice_draft_document_describe:
 * @self: the document
 * @finding: something that the check found
 *
 * Returns: (transfer full): a translated sentence
 */
char *
sluice_draft_document_describe (SluiceDraftDocument *self, SluiceFinding *finding)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), NULL);

  return sluice_draft_words_describe (self->setup, finding);
}

/**
 * sluice_draft_document_dup_message:
 * @self: the document
 * @pointer: JSON pointer to a member
 *
 * Returns: (transfer full) (nullable): what is wrong with it and should be said beside its control
 */
char *
sluice_draft_document_dup_message (SluiceDraftDocument *self, const char *pointer)
{
  GListModel *findings;

  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), NULL);

  if (is_quiet (self, pointer))
    return NULL;
  findings = sluice_check_get_findings (self->check);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      if (is_about (finding, pointer))
        return sluice_draft_document_describe (self, finding);
    }
  return NULL;
}

/**
 * sluice_draft_document_tells:
 * @self: the document
 * @finding: something that the check found
 *
 * Returns: whether it is time to say so: a value that nobody had reason to give yet is not missed
 */
gboolean
sluice_draft_document_tells (SluiceDraftDocument *self, SluiceFinding *finding)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_DOCUMENT (self), FALSE);

  return !is_quiet (self, sluice_finding_get_path (finding));
}

static gboolean
is_error_of (SluiceFinding *finding, SluiceWizardStep step)
{
  return sluice_finding_get_severity (finding) == SLUICE_SEVERITY_ERROR &&
         sluice_wizard_step_of_path (sluice_finding_get_path (finding)) == step;
}

/**
 * sluice_draft_document_count_errors:
 * @self: the document
 * @step: a step
 *
 * Returns: how many errors are to be put right on its page
 */
guint
sluice_draft_document_count_errors (SluiceDraftDocument *self, SluiceWizardStep step)
{
  GListModel *findings = sluice_check_get_findings (self->check);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      count += is_error_of (finding, step) ? 1 : 0;
    }
  return count;
}

/**
 * sluice_draft_document_find_error:
 * @self: the document
 * @step: a step
 *
 * Returns: (transfer full) (nullable): the first error of its page
 */
SluiceFinding *
sluice_draft_document_find_error (SluiceDraftDocument *self, SluiceWizardStep step)
{
  GListModel *findings = sluice_check_get_findings (self->check);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      if (is_error_of (finding, step))
        return g_steal_pointer (&finding);
    }
  return NULL;
}

/**
 * sluice_draft_document_needs_mapping:
 * @self: the document
 *
 * Returns: whether it is about events, whose columns must be mapped
 */
gboolean
sluice_draft_document_needs_mapping (SluiceDraftDocument *self)
{
  return strcmp (sluice_draft_document_get_text (self, "/pipeline/data_type"), "events") == 0;
}
