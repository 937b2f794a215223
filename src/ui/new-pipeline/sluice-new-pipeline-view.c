/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-new-pipeline-view.h"

#include <glib/gi18n.h>

#include "store/sluice-drafts.h"
#include "ui/new-pipeline/sluice-connection-page.h"
#include "ui/new-pipeline/sluice-create-page.h"
#include "ui/new-pipeline/sluice-feed-page.h"
#include "ui/new-pipeline/sluice-mapping-page.h"
#include "ui/new-pipeline/sluice-model-page.h"
#include "ui/new-pipeline/sluice-review-page.h"
#include "ui/new-pipeline/sluice-schedule-page.h"
#include "ui/new-pipeline/sluice-setup-file-dialog.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/new-pipeline/sluice-wizard-step-row.h"
#include "ui/shortcuts/sluice-shortcut-table.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-pane-layout.h"
#include "ui/widgets/sluice-turns.h"
#include "ui/widgets/sluice-warm-up.h"

struct _SluiceNewPipelineView
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceDraftDocument *document;
  SluiceSetupFileDialog *files;
  SluiceWizardPage *pages[SLUICE_WIZARD_N_STEPS];
  SluiceWizardPage *coming; /* (nullable): the next of them, without a place yet */
  SluiceWizardStep coming_step;
  SluiceWizardStep step;
  guint visited; /* bits: the steps whose pages were seen */

  AdwWindowTitle *title;
  GtkMenuButton *menu;
  AdwLeaflet *leaflet;
  GtkListBox *step_list;
  GtkLabel *place;
  GtkProgressBar *progress;
  GtkStack *stack;
  GtkLabel *kept;
  GtkWidget *footer;
  GtkWidget *next;
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceNewPipelineView,
                               sluice_new_pipeline_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

/* What is made has no step before it, and its draft is gone. */
static gboolean
is_over (SluiceNewPipelineView *self)
{
  SluiceWizardPage *page = self->pages[SLUICE_WIZARD_CREATE];

  return self->step == SLUICE_WIZARD_CREATE && page != NULL &&
         sluice_create_page_is_made (SLUICE_CREATE_PAGE (page));
}

static void
show_steps (SluiceNewPipelineView *self)
{
  for (guint i = 0; i < SLUICE_WIZARD_N_STEPS; i++)
    {
      SluiceWizardStepRow *row =
          SLUICE_WIZARD_STEP_ROW (gtk_list_box_get_row_at_index (self->step_list, (int) i));

      sluice_wizard_step_row_show (row, self->document, (self->visited & (1u << i)) != 0);
      if (is_over (self))
        sluice_wizard_step_row_show_made (row);
    }
}

static void
show_place (SluiceNewPipelineView *self)
{
  /* Translators: which step of how many, and its title, as in "Step 3 of 7: Data Model" */
  g_autofree char *place =
      g_strdup_printf (_ ("Step %u of %u: %s"), self->step + 1, SLUICE_WIZARD_N_STEPS,
                       sluice_wizard_step_get_title (self->step));

  gtk_label_set_text (self->place, place);
  gtk_progress_bar_set_fraction (self->progress, (self->step + 1.0) / SLUICE_WIZARD_N_STEPS);
  gtk_widget_set_visible (self->footer, !is_over (self));
  gtk_widget_set_visible (self->next, self->step != SLUICE_WIZARD_CREATE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.back", self->step > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.next",
                                 self->step < SLUICE_WIZARD_CREATE);
}

static void
show_kept (SluiceNewPipelineView *self)
{
  gtk_label_set_text (self->kept, sluice_draft_document_get_id (self->document) != NULL
                                      ? _ ("Draft kept")
                                      : "");
}

static void
on_made_cb (SluiceNewPipelineView *self)
{
  show_place (self);
  show_steps (self);
  show_kept (self);
}

static SluiceWizardPage *
create_page (SluiceWizardStep step)
{
  static GType (*const types[SLUICE_WIZARD_N_STEPS]) (void) = {
    [SLUICE_WIZARD_FEED] = sluice_feed_page_get_type,
    [SLUICE_WIZARD_CONNECTION] = sluice_connection_page_get_type,
    [SLUICE_WIZARD_MODEL] = sluice_model_page_get_type,
    [SLUICE_WIZARD_MAPPING] = sluice_mapping_page_get_type,
    [SLUICE_WIZARD_SCHEDULE] = sluice_schedule_page_get_type,
    [SLUICE_WIZARD_REVIEW] = sluice_review_page_get_type,
    [SLUICE_WIZARD_CREATE] = sluice_create_page_get_type,
  };
  SluiceWizardPage *page = g_object_new (types[step](), NULL);

  gtk_widget_set_layout_manager (GTK_WIDGET (page), g_object_new (SLUICE_TYPE_PANE_LAYOUT, NULL));
  return g_object_ref_sink (page);
}

/* Pages are made one by one: all seven at once would hold up the window. */
static SluiceWizardPage *
ensure_page (SluiceNewPipelineView *self, SluiceWizardStep step)
{
  g_autoptr (SluiceWizardPage) page = NULL;

  if (self->pages[step] != NULL)
    return self->pages[step];
  page = self->coming != NULL && self->coming_step == step ? g_steal_pointer (&self->coming)
                                                           : create_page (step);
  self->pages[step] = page;
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), sluice_wizard_step_get_name (step));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  sluice_wizard_page_bind (page, self->context, self->document);
  if (step == SLUICE_WIZARD_CREATE)
    g_signal_connect_object (page, "notify::made", G_CALLBACK (on_made_cb), self,
                             G_CONNECT_SWAPPED);
  return page;
}

static void
show_step (SluiceNewPipelineView *self, SluiceWizardStep step)
{
  self->step = step;
  self->visited |= 1u << step;
  /* The review tells of all steps, seen or not. */
  if (step >= SLUICE_WIZARD_REVIEW)
    self->visited |= (1u << SLUICE_WIZARD_REVIEW) - 1;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (ensure_page (self, step)));
  gtk_list_box_select_row (self->step_list,
                           gtk_list_box_get_row_at_index (self->step_list, (int) step));
  show_place (self);
  show_steps (self);
  sluice_wizard_page_shown (self->pages[step]);
}

static void
on_document_changed_cb (SluiceNewPipelineView *self)
{
  const char *name = sluice_draft_document_get_text (self->document, "/pipeline/name");

  adw_window_title_set_subtitle (self->title, name);
  show_kept (self);
  show_steps (self);
}

static void
on_document_replaced_cb (SluiceNewPipelineView *self)
{
  self->visited = 0;
}

static gboolean
is_busy (SluiceNewPipelineView *self)
{
  SluiceWizardPage *page = self->pages[SLUICE_WIZARD_CREATE];

  return page != NULL && sluice_create_page_is_busy (SLUICE_CREATE_PAGE (page));
}

/* What is being made right now must not lose its draft. */
static gboolean
refuse_while_busy (SluiceNewPipelineView *self)
{
  if (!is_busy (self))
    return FALSE;
  sluice_ui_context_toast (self->context, _ ("Stop what is being made first."));
  show_step (self, SLUICE_WIZARD_CREATE);
  return TRUE;
}

static void
start (SluiceNewPipelineView *self, SluiceSetup *setup)
{
  if (refuse_while_busy (self))
    return;
  sluice_draft_document_flush (self->document);
  sluice_draft_document_start (self->document, setup);
  /* What came from elsewhere is shown as far as it is. */
  if (setup != NULL)
    self->visited = (1u << SLUICE_WIZARD_REVIEW) - 1;
  show_step (self, SLUICE_WIZARD_FEED);
}

static void
on_anew_clicked_cb (SluiceNewPipelineView *self)
{
  start (self, NULL);
}

static void
offer_anew (SluiceNewPipelineView *self)
{
  AdwToast *toast = adw_toast_new (_ ("Your draft is as you left it."));

  adw_toast_set_button_label (toast, _ ("_Start Anew"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_anew_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_ui_context_add_toast (self->context, toast);
}

/* Where there is something left to do; what comes before it is complete. */
static SluiceWizardStep
find_open_step (SluiceNewPipelineView *self)
{
  SluiceWizardStep step = SLUICE_WIZARD_FEED;

  while (step < SLUICE_WIZARD_REVIEW &&
         sluice_draft_document_count_errors (self->document, step) == 0)
    step++;
  return step;
}

/* Whoever left a draft goes on where they were, not at the beginning. */
static gboolean
resume (SluiceNewPipelineView *self, const char *id)
{
  SluiceWizardStep step;

  if (!sluice_draft_document_resume (self->document, id))
    return FALSE;
  step = find_open_step (self);
  self->visited = (1u << step) - 1;
  show_step (self, step);
  return TRUE;
}

/* Each workspace has its own drafts. */
static void
on_context_profile_cb (SluiceNewPipelineView *self)
{
  g_autoptr (GPtrArray) drafts = NULL;

  sluice_draft_document_flush (self->document);
  drafts = sluice_draft_document_list (self->document);
  if (drafts->len > 0 && resume (self, ((SluiceDraft *) drafts->pdata[0])->id))
    {
      offer_anew (self);
      return;
    }
  sluice_draft_document_start (self->document, NULL);
  show_step (self, SLUICE_WIZARD_FEED);
}

static void
on_step_list_row_activated_cb (SluiceNewPipelineView *self, GtkListBoxRow *row)
{
  show_step (self, sluice_wizard_step_row_get_step (SLUICE_WIZARD_STEP_ROW (row)));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (widget);

  if (self->step > 0)
    show_step (self, self->step - 1);
}

static void
focus_finding (SluiceNewPipelineView *self, SluiceFinding *finding)
{
  g_autofree char *message = sluice_draft_document_describe (self->document, finding);

  if (!sluice_wizard_page_focus_path (self->pages[self->step], sluice_finding_get_path (finding)))
    sluice_ui_context_toast (self->context, message);
}

/* What is missing is said beside its field, and that is where the keyboard goes. */
static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (widget);
  g_autoptr (SluiceFinding) finding = NULL;

  if (self->step >= SLUICE_WIZARD_CREATE)
    return;
  sluice_draft_document_set_tried (self->document, self->step);
  finding = sluice_draft_document_find_error (self->document, self->step);
  if (finding != NULL)
    focus_finding (self, finding);
  else
    show_step (self, self->step + 1);
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (SLUICE_NEW_PIPELINE_VIEW (widget), NULL);
}

static void
on_undo_clicked_cb (AdwToast *toast, SluiceNewPipelineView *self)
{
  SluiceProfile *profile = g_object_get_data (G_OBJECT (toast), "profile");

  /* A draft goes back to the workspace that it was made in. */
  if (profile != sluice_ui_context_get_profile (self->context))
    sluice_ui_context_open (self->context, profile);
  start (self, g_object_get_data (G_OBJECT (toast), "setup"));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (widget);
  g_autoptr (SluiceSetup) setup = g_object_ref (sluice_draft_document_get_setup (self->document));
  AdwToast *toast;

  if (refuse_while_busy (self))
    return;
  sluice_draft_document_discard (self->document);
  show_step (self, SLUICE_WIZARD_FEED);
  toast = adw_toast_new (_ ("The draft is discarded."));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "setup", g_steal_pointer (&setup), g_object_unref);
  g_object_set_data_full (G_OBJECT (toast), "profile",
                          g_object_ref (sluice_ui_context_get_profile (self->context)),
                          g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clicked_cb), self, 0);
  sluice_ui_context_add_toast (self->context, toast);
}

static void
resume_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (widget);

  if (!refuse_while_busy (self))
    resume (self, g_variant_get_string (parameter, NULL));
}

static void
show_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < SLUICE_WIZARD_N_STEPS; i++)
    if (g_strcmp0 (sluice_wizard_step_get_name (i), g_variant_get_string (parameter, NULL)) == 0)
      show_step (SLUICE_NEW_PIPELINE_VIEW (widget), i);
}

static void
show_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (widget);
  const char *path = g_variant_get_string (parameter, NULL);

  show_step (self, sluice_wizard_step_of_path (path));
  sluice_wizard_page_focus_path (self->pages[self->step], path);
}

static void
open_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sluice_setup_file_dialog_open (SLUICE_NEW_PIPELINE_VIEW (widget)->files,
                                 GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
save_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (widget);

  sluice_setup_file_dialog_save (self->files, GTK_WINDOW (gtk_widget_get_root (widget)),
                                 sluice_draft_document_get_setup (self->document));
}

static GMenuModel *
create_drafts (SluiceNewPipelineView *self)
{
  g_autoptr (GPtrArray) drafts = sluice_draft_document_list (self->document);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < drafts->len && i < 10; i++)
    {
      SluiceDraft *draft = drafts->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (draft->title, NULL);

      g_menu_item_set_action_and_target (item, "wizard.resume", "s", draft->id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* Made when it is opened, for drafts come and go. */
static void
on_menu_create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) draft = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenuModel) drafts = create_drafts (user_data);

  g_menu_append (draft, _ ("_New Draft"), "wizard.start");
  g_menu_append (draft, _ ("_Discard This Draft"), "wizard.discard");
  g_menu_append (files, _ ("_Open Setup File…"), "wizard.open-file");
  g_menu_append (files, _ ("_Save as Setup File…"), "wizard.save-file");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (draft));
  if (g_menu_model_get_n_items (drafts) > 0)
    g_menu_append_section (menu, _ ("Drafts"), drafts);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
add_steps (SluiceNewPipelineView *self)
{
  for (guint i = 0; i < SLUICE_WIZARD_N_STEPS; i++)
    gtk_list_box_append (self->step_list, sluice_wizard_step_row_new (i));
}

/* The other pages are made, given their place and measured while the first is read. */
static gboolean
make_next_page (gpointer owner)
{
  SluiceNewPipelineView *self = owner;
  guint step = 0;

  if (self->document == NULL)
    return FALSE;
  while (step < SLUICE_WIZARD_N_STEPS && self->pages[step] != NULL)
    step++;
  if (self->coming != NULL && self->coming_step == step)
    {
      ensure_page (self, step);
      return TRUE;
    }
  if (step > 0 && sluice_warm_up (self->pages[step - 1]))
    return TRUE;
  if (step == SLUICE_WIZARD_N_STEPS)
    return FALSE;
  g_clear_object (&self->coming);
  self->coming = create_page (step);
  self->coming_step = step;
  return TRUE;
}

static const SluiceTurn turns[] = { make_next_page };

static void
on_files_opened_cb (SluiceNewPipelineView *self, SluiceSetup *setup)
{
  start (self, setup);
}

static void
sluice_new_pipeline_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (view);

  self->context = g_object_ref (context);
  self->document = sluice_draft_document_new (context);
  self->files = sluice_setup_file_dialog_new (context);
  add_steps (self);
  g_signal_connect_object (self->files, "opened", G_CALLBACK (on_files_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "replaced", G_CALLBACK (on_document_replaced_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (on_context_profile_cb), self,
                           G_CONNECT_SWAPPED);
  on_context_profile_cb (self);
  on_document_changed_cb (self);
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

static void
sluice_new_pipeline_view_activate (SluiceView *view)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (view);

  sluice_wizard_page_shown (self->pages[self->step]);
}

static void
sluice_new_pipeline_view_deactivate (SluiceView *view)
{
  sluice_draft_document_flush (SLUICE_NEW_PIPELINE_VIEW (view)->document);
}

static void
sluice_new_pipeline_view_navigate (SluiceView *view, GObject *parameter)
{
  if (SLUICE_IS_SETUP (parameter))
    start (SLUICE_NEW_PIPELINE_VIEW (view), SLUICE_SETUP (parameter));
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_new_pipeline_view_set_context;
  iface->activate = sluice_new_pipeline_view_activate;
  iface->deactivate = sluice_new_pipeline_view_deactivate;
  iface->navigate = sluice_new_pipeline_view_navigate;
}

static void
sluice_new_pipeline_view_dispose (GObject *object)
{
  SluiceNewPipelineView *self = SLUICE_NEW_PIPELINE_VIEW (object);

  g_clear_object (&self->coming);
  g_clear_object (&self->files);
  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_new_pipeline_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "wizard.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "wizard.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "wizard.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "wizard.resume", "s", resume_action);
  gtk_widget_class_install_action (widget_class, "wizard.show-step", "s", show_step_action);
  gtk_widget_class_install_action (widget_class, "wizard.show-path", "s", show_path_action);
  gtk_widget_class_install_action (widget_class, "wizard.open-file", NULL, open_file_action);
  gtk_widget_class_install_action (widget_class, "wizard.save-file", NULL, save_file_action);
  sluice_shortcut_table_add_bindings (widget_class, "wizard.");
}

static void
sluice_new_pipeline_view_class_init (SluiceNewPipelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_new_pipeline_view_dispose;

  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH
                                               "/new-pipeline/sluice-new-pipeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, footer);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, kept);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, menu);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, next);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, place);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, progress);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, step_list);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewPipelineView, title);
  gtk_widget_class_bind_template_callback (widget_class, on_step_list_row_activated_cb);
  install_actions (widget_class);
}

static void
sluice_new_pipeline_view_init (SluiceNewPipelineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu, on_menu_create_popup_cb, self, NULL);
}
