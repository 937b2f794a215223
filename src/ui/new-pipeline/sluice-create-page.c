/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-create-page.h"

#include <glib/gi18n.h>

#include "api/sluice-api-error.h"
#include "setup/sluice-apply.h"
#include "setup/sluice-undo.h"
#include "ui/components/sluice-component-store.h"
#include "ui/new-pipeline/sluice-step-row.h"
#include "ui/new-pipeline/sluice-undo-dialog.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/warehouses/sluice-secret-field.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"

typedef enum
{
  PHASE_IDLE,     /* nothing is known yet, or what was known is out of date */
  PHASE_PLANNING, /* reading what exists */
  PHASE_PLANNED,
  PHASE_CONFLICT,
  PHASE_RUNNING,
  PHASE_STOPPED, /* by the person or by an error; can be taken up again */
  PHASE_REMOVING,
  PHASE_MADE,
} Phase;

struct _SluiceCreatePage
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceDraftDocument *document;
  SluicePlan *plan;
  SluiceSetup *made;     /* the setup that is all there */
  char *draft_id;        /* (nullable): of the draft that is being made */
  gboolean has_made;     /* something, in this or an earlier run of this draft */
  GListModel *removable; /* (nullable): what the question is about, whether to remove it */
  GCancellable *cancellable;
  GPtrArray *secret_fields; /* SluiceSecretField */
  Phase phase;
  gboolean run_next; /* whether the plan that is being made is to be run at once */

  GtkStack *stack;
  AdwStatusPage *done;
  SluiceErrorBox *error_box;
  GtkListBox *list;
  GtkSpinner *planning;
  GtkLabel *placeholder;
  GtkWidget *looking;
  AdwPreferencesGroup *secrets;
  GtkButton *run;
  GtkWidget *stop;
  GtkWidget *stopped;
  GtkWidget *undo;
};

enum
{
  PROP_MADE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void page_iface_init (SluiceWizardPageInterface *iface);
static void make_plan (SluiceCreatePage *self, SluicePlanFlags flags);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceCreatePage,
                               sluice_create_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_WIZARD_PAGE, page_iface_init))

static const char *const run_labels[] = {
  [PHASE_IDLE] = N_ ("_Look Again"), [PHASE_PLANNING] = N_ ("_Create"),
  [PHASE_PLANNED] = N_ ("_Create"),  [PHASE_CONFLICT] = N_ ("_Update What Is There"),
  [PHASE_RUNNING] = N_ ("_Create"),  [PHASE_STOPPED] = N_ ("_Resume"),
  [PHASE_REMOVING] = N_ ("_Create"), [PHASE_MADE] = N_ ("_Create"),
};

static gboolean
is_working (SluiceCreatePage *self)
{
  return self->phase == PHASE_RUNNING || self->phase == PHASE_REMOVING;
}

static gboolean
has_made_something (SluiceCreatePage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->plan)); i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (G_LIST_MODEL (self->plan), i);

      if (sluice_step_get_action (step) == SLUICE_ACTION_CREATE &&
          sluice_step_get_outcome (step) == SLUICE_OUTCOME_DONE)
        return TRUE;
    }
  return FALSE;
}

/* All that was made since this draft was begun to be made, also before it was stopped and resumed. */
static GListModel *
find_removable (SluiceCreatePage *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  return self->has_made && session != NULL ? sluice_undo_find (session, G_LIST_MODEL (self->plan))
                                           : NULL;
}

static void
show_undo (SluiceCreatePage *self)
{
  g_autoptr (GListModel) removable = self->phase == PHASE_STOPPED ? find_removable (self) : NULL;

  gtk_widget_set_visible (self->undo, removable != NULL);
}

/* GTK 4.8 lets assistive technology read the placeholder of a list with rows, too. */
static const char *
get_placeholder (SluiceCreatePage *self)
{
  if (self->phase == PHASE_PLANNING)
    return _ ("Looking at what is there…");
  return self->plan == NULL ? _ ("Nothing was looked at yet.") : "";
}

static void
set_phase (SluiceCreatePage *self, Phase phase)
{
  gboolean was_made = sluice_create_page_is_made (self);
  gboolean busy;

  self->phase = phase;
  busy = is_working (self) || phase == PHASE_PLANNING;
  gtk_button_set_label (self->run, _ (run_labels[phase]));
  gtk_widget_set_visible (GTK_WIDGET (self->run), !busy);
  gtk_widget_set_visible (self->stop, busy);
  show_undo (self);
  gtk_spinner_set_spinning (self->planning, phase == PHASE_PLANNING);
  gtk_widget_set_visible (GTK_WIDGET (self->planning), phase == PHASE_PLANNING);
  gtk_label_set_text (self->placeholder, get_placeholder (self));
  gtk_widget_set_visible (self->looking, phase == PHASE_PLANNING && self->plan != NULL);
  gtk_stack_set_visible_child_name (self->stack, phase == PHASE_MADE ? "done" : "steps");
  if (was_made != sluice_create_page_is_made (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MADE]);
}

static GCancellable *
renew_cancellable (SluiceCreatePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return sluice_step_row_new (item);
}

static void
take_plan (SluiceCreatePage *self, SluicePlan *plan)
{
  g_set_object (&self->plan, plan);
  g_clear_object (&plan);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->plan), create_row, NULL, NULL);
}

static void
clear_secrets (SluiceCreatePage *self)
{
  g_autoptr (AdwPreferencesGroup) old = g_object_ref (self->secrets);
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (old));
  AdwPreferencesGroup *fresh = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (self->secret_fields->len == 0)
    return;
  adw_preferences_group_set_title (fresh, adw_preferences_group_get_title (old));
  adw_preferences_group_set_description (fresh, adw_preferences_group_get_description (old));
  gtk_box_insert_child_after (GTK_BOX (box), GTK_WIDGET (fresh), GTK_WIDGET (old));
  gtk_box_remove (GTK_BOX (box), GTK_WIDGET (old));
  self->secrets = fresh;
  g_ptr_array_set_size (self->secret_fields, 0);
}

/* They are saved in the keyring, where the next run finds them. */
static void
ask_for_secrets (SluiceCreatePage *self)
{
  const char *const *keys = sluice_plan_get_needed_secrets (self->plan);
  const SluiceWarehouse *kind = sluice_setup_get_warehouse (sluice_plan_get_setup (self->plan));

  clear_secrets (self);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const SluiceField *field = sluice_warehouse_find_field (kind, keys[i]);
      SluiceSecretField *secret = sluice_secret_field_new (self->context, kind, field);

      sluice_secret_field_add_to (secret, self->secrets);
      g_ptr_array_add (self->secret_fields, secret);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->secrets), keys[0] != NULL);
}

static gboolean
any_step_failed (SluiceCreatePage *self)
{
  guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (self->plan));

  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (G_LIST_MODEL (self->plan), i);

      if (sluice_step_get_outcome (step) == SLUICE_OUTCOME_FAILED)
        return TRUE;
    }
  return FALSE;
}

/* A step's own error stands beside the step, and what is missing is asked for. */
static void
show_failure (SluiceCreatePage *self, const GError *error)
{
  gboolean stopped = g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED);
  gboolean missing = g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH) &&
                     sluice_api_error_get_status (error) == 0;

  if (missing)
    ask_for_secrets (self);
  else if (!stopped && !any_step_failed (self))
    sluice_error_box_set_error (self->error_box, NULL, error);
  gtk_widget_set_visible (self->stopped, stopped);
}

static void
refresh_components (SluiceCreatePage *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  for (guint i = 0; session != NULL && i <= SLUICE_FAMILY_PIPELINES; i++)
    sluice_component_store_refresh (sluice_component_store_get (session), i);
}

static const char *
get_pipeline_name (SluiceCreatePage *self)
{
  const char *name = sluice_setup_get_text (sluice_plan_get_setup (self->plan), "/pipeline/name");

  return name != NULL ? name : "";
}

static void
finish (SluiceCreatePage *self)
{
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” is there. Its first report takes about a minute; Sluice watches it "
                          "and tells you."),
                       get_pipeline_name (self));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->done, escaped);
  g_set_object (&self->made, sluice_plan_get_setup (self->plan));
  sluice_draft_document_forget (self->document);
  set_phase (self, PHASE_MADE);
}

/* What was looked at or made belongs to another draft, and what is being looked at is not to be made. */
static void
reset (SluiceCreatePage *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->plan);
  g_clear_object (&self->made);
  self->has_made = FALSE;
  sluice_error_box_set_error (self->error_box, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->secrets), FALSE);
  gtk_widget_set_visible (self->stopped, FALSE);
  set_phase (self, PHASE_IDLE);
}

/* The window went on to another workspace meanwhile, whose drafts are none of this. */
static void
finish_elsewhere (SluiceCreatePage *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      /* Translators: the name of a pipeline */
      text = g_strdup_printf (_ ("“%s” is made."), get_pipeline_name (self));
      sluice_draft_document_forget_other (self->document, self->draft_id);
      sluice_ui_context_toast (self->context, text);
    }
  else
    {
      /* Translators: the name of a pipeline */
      text = g_strdup_printf (_ ("“%s” is not made yet. Its draft is kept."),
                              get_pipeline_name (self));
      sluice_ui_context_present_error (self->context, text, error);
    }
  reset (self);
}

/* What is begun now ends as this draft's, whatever the window shows then. */
static void
begin (SluiceCreatePage *self, Phase phase)
{
  if (sluice_draft_document_get_id (self->document) == NULL)
    sluice_draft_document_keep (self->document);
  g_free (self->draft_id);
  self->draft_id = g_strdup (sluice_draft_document_get_id (self->document));
  set_phase (self, phase);
}

static gboolean
is_elsewhere (SluiceCreatePage *self)
{
  return g_strcmp0 (self->draft_id, sluice_draft_document_get_id (self->document)) != 0;
}

static void
on_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceCreatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean applied = sluice_apply_run_finish (result, &error);

  if (self->context == NULL)
    return;
  self->has_made = self->has_made || has_made_something (self);
  if (is_elsewhere (self))
    finish_elsewhere (self, error);
  else if (applied)
    finish (self);
  else
    {
      set_phase (self, PHASE_STOPPED);
      show_failure (self, error);
    }
  refresh_components (self);
}

static void
run_plan (SluiceCreatePage *self)
{
  begin (self, PHASE_RUNNING);
  gtk_widget_set_visible (GTK_WIDGET (self->secrets), FALSE);
  sluice_apply_run_async (sluice_ui_context_get_session (self->context), self->plan, NULL,
                          renew_cancellable (self), on_applied_cb, g_object_ref (self));
}

static void
on_planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceCreatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  SluicePlan *plan = sluice_plan_make_finish (result, &error);

  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED))
    return;
  if (plan == NULL)
    {
      set_phase (self, self->plan != NULL ? PHASE_STOPPED : PHASE_IDLE);
      sluice_error_box_set_error (self->error_box, _ ("What is there could not be looked at"),
                                  error);
      return;
    }
  take_plan (self, plan);
  if (sluice_plan_has_conflict (self->plan))
    set_phase (self, PHASE_CONFLICT);
  else if (self->run_next)
    run_plan (self);
  else
    set_phase (self, PHASE_PLANNED);
}

static gboolean
is_ready (SluiceCreatePage *self)
{
  SluiceCheck *check;

  sluice_draft_document_flush (self->document);
  check = sluice_draft_document_get_check (self->document);
  return !sluice_check_has_errors (check) && sluice_ui_context_get_session (self->context) != NULL;
}

static void
tell_unready (SluiceCreatePage *self)
{
  const GError *closed = sluice_ui_context_get_error (self->context);
  g_autoptr (GError) unfinished =
      sluice_api_error_new (SLUICE_API_ERROR_VALIDATION,
                            _ ("The step Review lists what is to be put right, each with the way "
                               "there."),
                            _ ("Something is missing or wrong in an earlier step."));

  if (closed != NULL)
    sluice_error_box_set_error (self->error_box, _ ("The workspace is not open"), closed);
  else if (sluice_check_has_errors (sluice_draft_document_get_check (self->document)))
    sluice_error_box_set_error (self->error_box, NULL, unfinished);
}

static void
make_plan (SluiceCreatePage *self, SluicePlanFlags flags)
{
  sluice_error_box_set_error (self->error_box, NULL, NULL);
  gtk_widget_set_visible (self->stopped, FALSE);
  if (!is_ready (self))
    {
      set_phase (self, PHASE_IDLE);
      tell_unready (self);
      return;
    }
  set_phase (self, PHASE_PLANNING);
  sluice_plan_make_async (sluice_ui_context_get_session (self->context),
                          sluice_draft_document_get_setup (self->document), flags,
                          renew_cancellable (self), on_planned_cb, g_object_ref (self));
}

/* A plan is made anew each time: what is there may have changed since it was looked at. */
static void
on_run_clicked_cb (SluiceCreatePage *self)
{
  self->run_next = self->phase != PHASE_IDLE;
  make_plan (self, self->phase == PHASE_CONFLICT ? SLUICE_PLAN_UPDATE : 0);
}

/* Reading is over at once; what is being written is seen through first. */
static void
on_stop_clicked_cb (SluiceCreatePage *self)
{
  gboolean planning = self->phase == PHASE_PLANNING;

  g_cancellable_cancel (self->cancellable);
  if (planning)
    {
      set_phase (self, self->plan != NULL ? PHASE_STOPPED : PHASE_IDLE);
      gtk_widget_set_visible (self->stopped, self->plan != NULL);
    }
}

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceCreatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean undone = sluice_undo_run_finish (result, &error);

  if (self->context == NULL)
    return;
  if (undone)
    sluice_ui_context_toast (self->context, _ ("What was made is removed."));
  g_clear_object (&self->made);
  self->has_made = !undone;
  self->run_next = FALSE;
  if (is_elsewhere (self))
    reset (self);
  else if (undone)
    make_plan (self, 0);
  else
    {
      set_phase (self, PHASE_STOPPED);
      sluice_error_box_set_error (self->error_box, _ ("Not everything could be removed"), error);
    }
  refresh_components (self);
}

static void
on_undo_response_cb (SluiceCreatePage *self, const char *response)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (g_strcmp0 (response, "remove") != 0 || session == NULL || is_working (self))
    return;
  begin (self, PHASE_REMOVING);
  sluice_error_box_set_error (self->error_box, NULL, NULL);
  sluice_undo_run_async (session, self->removable, renew_cancellable (self), on_undone_cb,
                         g_object_ref (self));
}

static void
on_undo_clicked_cb (SluiceCreatePage *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog;

  g_clear_object (&self->removable);
  self->removable = find_removable (self);
  if (self->removable == NULL)
    {
      sluice_ui_context_toast (self->context, _ ("There is nothing left that could be removed."));
      return;
    }
  dialog = sluice_undo_dialog_new (
      parent, self->removable, _ ("Remove What Was Made?"),
      _ ("The draft stays, so that you can make them again. So does the feed, "
         "which the API cannot delete."));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_undo_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_watch_clicked_cb (SluiceCreatePage *self)
{
  const char *id = sluice_setup_get_text (self->made, "/pipeline/id");

  sluice_ui_context_navigate_to_id (self->context, "pipelines", id != NULL ? id : "");
}

static void
on_document_replaced_cb (SluiceCreatePage *self)
{
  if (!is_working (self))
    reset (self);
}

static void
sluice_create_page_shown (SluiceWizardPage *page)
{
  SluiceCreatePage *self = SLUICE_CREATE_PAGE (page);

  if (is_working (self) ||
      (self->phase == PHASE_MADE && self->made == sluice_draft_document_get_setup (self->document)))
    return;
  self->run_next = FALSE;
  make_plan (self, 0);
}

static void
sluice_create_page_bind (SluiceWizardPage *page,
                         SluiceUiContext *context,
                         SluiceDraftDocument *document)
{
  SluiceCreatePage *self = SLUICE_CREATE_PAGE (page);

  self->context = g_object_ref (context);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "replaced", G_CALLBACK (on_document_replaced_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
page_iface_init (SluiceWizardPageInterface *iface)
{
  iface->bind = sluice_create_page_bind;
  iface->shown = sluice_create_page_shown;
}

static void
sluice_create_page_dispose (GObject *object)
{
  SluiceCreatePage *self = SLUICE_CREATE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->secret_fields, g_ptr_array_unref);
  g_clear_object (&self->plan);
  g_clear_object (&self->made);
  g_clear_object (&self->removable);
  g_clear_pointer (&self->draft_id, g_free);
  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_create_page_parent_class)->dispose (object);
}

static void
sluice_create_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MADE)
    g_value_set_boolean (value, sluice_create_page_is_made (SLUICE_CREATE_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sluice_create_page_class_init (SluiceCreatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_create_page_dispose;

  G_OBJECT_CLASS (klass)->get_property = sluice_create_page_get_property;

  /**
   * SluiceCreatePage:made:
   *
   * Whether all of the draft is made, so that nothing is left to go back to.
   */
  properties[PROP_MADE] =
      g_param_spec_boolean ("made", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, done);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, looking);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, placeholder);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, planning);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, run);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, secrets);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, stop);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, stopped);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreatePage, undo);
  gtk_widget_class_bind_template_callback (widget_class, on_run_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_watch_clicked_cb);
}

static void
sluice_create_page_init (SluiceCreatePage *self)
{
  self->secret_fields = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  set_phase (self, PHASE_IDLE);
}

/**
 * sluice_create_page_is_busy:
 * @self: the page
 *
 * Returns: whether something is being made or removed right now
 */
gboolean
sluice_create_page_is_busy (SluiceCreatePage *self)
{
  g_return_val_if_fail (SLUICE_IS_CREATE_PAGE (self), FALSE);

  return is_working (self);
}

/**
 * sluice_create_page_is_made:
 * @self: the page
 *
 * Returns: whether all that the draft asks for is there
 */
gboolean
sluice_create_page_is_made (SluiceCreatePage *self)
{
  g_return_val_if_fail (SLUICE_IS_CREATE_PAGE (self), FALSE);

  return self->phase == PHASE_MADE;
}
