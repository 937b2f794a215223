/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-builder.h"

#include <glib/gi18n.h>

#include "api/sluice-audiences.h"
#include "audience/sluice-audience-watch.h"
#include "audience/sluice-definition-steps.h"
#include "audience/sluice-definition-templates.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"
#include "sluice-text-file.h"
#include "store/sluice-drafts.h"
#include "audience/sluice-audience-file.h"
#include "ui/audiences/sluice-audience-discard.h"
#include "ui/audiences/sluice-audience-guide.h"
#include "ui/audiences/sluice-definition-editor.h"
#include "ui/audiences/sluice-group-form.h"
#include "ui/components/sluice-component-store.h"
#include "ui/shortcuts/sluice-shortcut-table.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-file-choice.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-turns.h"

/* Long enough to read what was begun: the other one is offered here alone. */
#define OFFER_SECONDS 15

struct _SluiceAudienceBuilder
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceAudienceWatch *watch;
  SluiceComponentStore *store;
  SluiceAttributeOffer *offer;
  SluiceDrafts *drafts;
  char *draft_id;
  char *pipeline_id; /* (nullable): whose attributes come first */
  char *kept;        /* (nullable): the state in which leaving loses nothing */
  SluiceDefinitionSteps *steps;
  SluiceCriterion *root;
  GCancellable *cancellable;
  gboolean in_step; /* the name is being brought in step with the rest */
  gboolean is_good;
  gboolean form_is_due; /* it is to follow the definition */

  AdwPreferencesGroup *name_group;
  AdwEntryRow *name;
  GtkWidget *name_note;
  GtkStack *form;
  GtkLabel *sentence;
  SluiceDefinitionEditor *editor;
  GtkMenuButton *menu;
  GtkWidget *origin;
  GtkLabel *origin_label;
  GtkButton *create;
  GtkSpinner *spinner;
  SluiceErrorBox *error_box;
};

G_DEFINE_FINAL_TYPE (SluiceAudienceBuilder, sluice_audience_builder, ADW_TYPE_BIN)

static const char *
get_name (SluiceAudienceBuilder *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->name));
}

/* All that somebody typed, whether it is right or not: {"name", "json"}. */
static char *
dup_state (SluiceAudienceBuilder *self)
{
  g_autoptr (JsonObject) state = json_object_new ();
  g_autofree char *json = sluice_definition_editor_dup_text (self->editor);

  json_object_set_string_member (state, "name", get_name (self));
  json_object_set_string_member (state, "json", json);
  return sluice_json_object_to_text (state, FALSE);
}

/* A change is a step to go back to, and is kept at once, so that a crash loses nothing. */
static void
note_change (SluiceAudienceBuilder *self)
{
  g_autofree char *state = dup_state (self);
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;

  sluice_definition_steps_add (self->steps, state, g_get_monotonic_time ());
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "builder.undo",
                                 sluice_definition_steps_can_undo (self->steps));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "builder.redo",
                                 sluice_definition_steps_can_redo (self->steps));
  if (self->kept == NULL || g_str_equal (state, self->kept))
    return;
  saved = sluice_drafts_save (self->drafts, self->draft_id, get_name (self), state, &error);
  /* No reason to stop anybody, but to be known. */
  if (saved == NULL)
    sluice_ui_context_present_error (self->context, _ ("The draft could not be kept."), error);
}

static void
keep_state (SluiceAudienceBuilder *self)
{
  g_free (self->kept);
  self->kept = dup_state (self);
}

static void
update_create (SluiceAudienceBuilder *self, gboolean good)
{
  gboolean preview = sluice_audience_watch_has_preview (self->watch);
  g_autofree char *problem = sluice_audience_name_find_problem (get_name (self));

  self->is_good = good;
  gtk_button_set_label (self->create, preview ? _ ("_Create") : _ ("_Show Steps"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->create),
                            good && problem == NULL && !gtk_spinner_get_spinning (self->spinner));
  sluice_note_row_set_error (SLUICE_NOTE_ROW (self->name_note),
                             *get_name (self) != '\0' ? problem : NULL);
}

static void
on_watch_changed_cb (SluiceAudienceBuilder *self)
{
  update_create (self, self->is_good);
}

/* The sentence and whether it can be made, of a definition that the form or the JSON gave. */
static void
judge (SluiceAudienceBuilder *self, JsonNode *definition)
{
  g_autoptr (GPtrArray) problems = sluice_definition_validate (definition);
  gboolean shaped = sluice_definition_has_shape (problems);
  gboolean good = problems->len == 0 && sluice_criterion_is_complete (self->root);
  g_autofree char *sentence =
      good ? sluice_definition_describe (definition, sluice_audience_watch_dup_name, self->watch)
           : NULL;

  if (!shaped)
    gtk_label_set_text (self->sentence, _ ("The form waits until the JSON below is right again."));
  else
    gtk_label_set_text (self->sentence,
                        good ? sentence : _ ("Complete the conditions to read here who is meant."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), shaped);
  if (shaped)
    g_ptr_array_set_size (problems, 0); /* the form says it beside the value */
  sluice_definition_editor_show_problems (self->editor, problems);
  update_create (self, good);
}

static void
on_form_changed_cb (SluiceAudienceBuilder *self)
{
  g_autoptr (JsonNode) definition = sluice_criterion_to_definition (self->root);
  g_autofree char *text = sluice_json_to_text (definition, TRUE);

  sluice_definition_editor_set_text (self->editor, text);
  judge (self, definition);
  note_change (self);
}

static gboolean
show_form (gpointer owner)
{
  SluiceAudienceBuilder *self = owner;

  self->form_is_due = FALSE;
  if (self->context != NULL)
    sluice_arrival_take_over (self->form, sluice_group_form_new (self->root, self->offer,
                                                                 sluice_audience_watch_get_model (
                                                                     self->watch)));
  return FALSE;
}

/* The form follows in turns of its own, once for all that comes until then. */
static void
take_root (SluiceAudienceBuilder *self, SluiceCriterion *root)
{
  static const SluiceTurn turns[] = { show_form };

  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (self->root, self);
  g_set_object (&self->root, root);
  g_signal_connect_object (root, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (!self->form_is_due)
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  self->form_is_due = TRUE;
}

/* The form keeps showing the last JSON that was right, and cannot be changed meanwhile: that would
 * overwrite what is being typed. */
static void
follow_json (SluiceAudienceBuilder *self)
{
  g_autofree char *text = sluice_definition_editor_dup_text (self->editor);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) definition = sluice_json_parse (text, -1, &error);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (SluiceCriterion) root = NULL;

  if (definition == NULL)
    {
      gtk_label_set_text (self->sentence,
                          _ ("The form waits until the JSON below is right again."));
      gtk_widget_set_sensitive (GTK_WIDGET (self->form), FALSE);
      sluice_definition_editor_show_fault (self->editor, error);
      update_create (self, FALSE);
      return;
    }
  problems = sluice_definition_validate (definition);
  if (sluice_definition_has_shape (problems))
    {
      root = sluice_criterion_new_from_definition (definition);
      take_root (self, root);
    }
  judge (self, definition);
}

static void
on_json_changed_cb (SluiceAudienceBuilder *self)
{
  follow_json (self);
  note_change (self);
}

static void
take_definition (SluiceAudienceBuilder *self, JsonNode *definition)
{
  g_autoptr (SluiceCriterion) root = sluice_criterion_new_from_definition (definition);

  take_root (self, root);
  on_form_changed_cb (self);
}

static void
start_empty (SluiceAudienceBuilder *self)
{
  g_autoptr (SluiceCriterion) root = sluice_criterion_new (SLUICE_CRITERION_GROUP);
  g_autoptr (SluiceCriterion) first = sluice_criterion_new (SLUICE_CRITERION_ATTRIBUTE);

  sluice_criterion_add (root, first);
  take_root (self, root);
  on_form_changed_cb (self);
}

static void
on_name_changed_cb (SluiceAudienceBuilder *self)
{
  if (self->root == NULL || self->in_step)
    return;
  update_create (self, self->is_good);
  note_change (self);
}

static void
take_file (SluiceAudienceBuilder *self, const char *name, JsonNode *definition)
{
  self->in_step = TRUE;
  if (name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  self->in_step = FALSE;
  take_definition (self, definition);
}

static gboolean
load_state (SluiceAudienceBuilder *self, const char *text)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);
  JsonObject *state =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = sluice_json_get_string (state, "name");
  const char *json = sluice_json_get_string (state, "json");

  if (json == NULL)
    return FALSE;
  self->in_step = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  self->in_step = FALSE;
  sluice_definition_editor_set_text (self->editor, json);
  follow_json (self);
  note_change (self);
  return TRUE;
}

static gboolean
load_draft (SluiceAudienceBuilder *self)
{
  g_autoptr (SluiceDraft) draft = sluice_drafts_load (self->drafts, self->draft_id, NULL);

  return draft != NULL && draft->text != NULL && load_state (self, draft->text);
}

static void
undo_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SluiceAudienceBuilder *self = SLUICE_AUDIENCE_BUILDER (widget);

  if (sluice_definition_steps_can_undo (self->steps))
    load_state (self, sluice_definition_steps_undo (self->steps));
}

static void
redo_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SluiceAudienceBuilder *self = SLUICE_AUDIENCE_BUILDER (widget);

  if (sluice_definition_steps_can_redo (self->steps))
    load_state (self, sluice_definition_steps_redo (self->steps));
}

static void
leave (SluiceAudienceBuilder *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "audiences.show-list", NULL);
}

static void
on_leave_response_cb (SluiceAudienceBuilder *self, const char *response)
{
  if (g_str_equal (response, "cancel"))
    return;
  if (g_str_equal (response, "discard"))
    sluice_audience_discard (self->context, self->draft_id);
  leave (self);
}

static void
leave_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SluiceAudienceBuilder *self = SLUICE_AUDIENCE_BUILDER (widget);
  g_autofree char *state = dup_state (self);
  GtkWidget *dialog;
  AdwMessageDialog *message;

  if (g_strcmp0 (state, self->kept) == 0)
    {
      leave (self);
      return;
    }
  dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Keep This Audience as a Draft?"),
      _ ("It was not made yet. A draft is there again when you choose New Audience."));
  message = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"),
                                    "keep", _ ("_Keep"), NULL);
  adw_message_dialog_set_response_appearance (message, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (message, "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "keep");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
template_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SluiceAudienceBuilder *self = SLUICE_AUDIENCE_BUILDER (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (JsonNode) definition = sluice_definition_templates_load (id);

  if (definition != NULL)
    take_definition (self, definition);
  else
    start_empty (self);
}

static void
on_definition_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceBuilder) self = user_data;
  g_autofree char *name = NULL;
  g_autoptr (JsonNode) definition = NULL;
  g_autoptr (GError) error = NULL;
  gboolean loaded = sluice_audience_file_load_finish (result, &name, &definition, &error);

  if (self->context == NULL)
    return;
  if (loaded)
    take_file (self, name, definition);
  else
    sluice_ui_context_present_error (self->context, _ ("The file could not be opened"), error);
}

static void
on_file_to_open_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceBuilder) self = user_data;
  g_autoptr (GFile) file = sluice_file_choice_ask_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    sluice_audience_file_load_async (file, self->cancellable, on_definition_loaded_cb,
                                     g_object_ref (self));
}

static void
on_definition_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceBuilder) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = sluice_text_file_write_finish (result, &error);

  if (self->context == NULL)
    return;
  if (saved)
    {
      keep_state (self);
      sluice_ui_context_toast (self->context, _ ("Saved."));
    }
  else
    sluice_ui_context_present_error (self->context, _ ("The file could not be saved"), error);
}

static void
on_file_to_save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceBuilder) self = user_data;
  g_autoptr (GFile) file = sluice_file_choice_ask_finish (result, NULL);
  g_autoptr (JsonNode) definition = NULL;
  g_autofree char *text = NULL;

  if (file == NULL || self->context == NULL)
    return;
  definition = sluice_criterion_to_definition (self->root);
  text = sluice_audience_file_write (get_name (self), definition);
  sluice_text_file_write_async (file, text, NULL, on_definition_saved_cb, g_object_ref (self));
}

static void
choose_file (SluiceAudienceBuilder *self, GtkFileChooserAction action)
{
  gboolean saves = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *chooser =
      sluice_file_choice_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              saves ? _ ("Save the Definition") : _ ("Open a Definition"), action,
                              NULL);

  if (saves)
    {
      g_autofree char *stem = g_strdelimit (g_strdup (get_name (self)), "/\\:*?\"<>|", '-');
      g_autofree char *name = g_strconcat (*stem != '\0' ? stem : "audience", ".json", NULL);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
    }
  sluice_file_choice_ask_async (chooser,
                                saves ? on_file_to_save_chosen_cb : on_file_to_open_chosen_cb,
                                g_object_ref (self));
}

static void
open_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_file (SLUICE_AUDIENCE_BUILDER (widget), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_file (SLUICE_AUDIENCE_BUILDER (widget), GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
on_audience_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceBuilder) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
      sluice_audiences_create_finish (SLUICE_CLIENT (source), result, &error);
  g_autoptr (SluiceAudience) audience = NULL;

  if (self->context == NULL)
    return;
  gtk_spinner_stop (self->spinner);
  update_create (self, TRUE);
  sluice_error_box_set_error (self->error_box, _ ("The audience could not be made"), error);
  if (object == NULL)
    return;
  sluice_drafts_remove (self->drafts, self->draft_id, NULL);
  audience = sluice_audience_watch_take (self->watch, object);
  sluice_ui_context_toast (self->context,
                           _ ("Made as a draft. Calculate it to count its members."));
  gtk_widget_activate_action (GTK_WIDGET (self), "audiences.show", "s",
                              sluice_audience_get_id (audience));
}

static void
create_audience (SluiceAudienceBuilder *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceBody) body = NULL;

  json_object_set_string_member (object, "name", get_name (self));
  json_object_set_member (object, "definition", sluice_criterion_to_definition (self->root));
  node = sluice_json_node_for_object (object);
  body = sluice_body_new (node);
  gtk_spinner_start (self->spinner);
  update_create (self, FALSE);
  sluice_audiences_create_async (sluice_session_get_client (session), body, self->cancellable,
                                 on_audience_created_cb, g_object_ref (self));
}

static void
show_guide (SluiceAudienceBuilder *self)
{
  g_autoptr (JsonNode) definition = sluice_criterion_to_definition (self->root);
  GtkWindow *guide = sluice_audience_guide_new (self->context, get_name (self), definition);

  gtk_window_set_transient_for (guide, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  sluice_turns_present (guide);
}

static void
on_create_clicked_cb (SluiceAudienceBuilder *self)
{
  if (sluice_audience_watch_has_preview (self->watch))
    create_audience (self);
  else
    show_guide (self);
}

/* What pipeline the audience is made from, as soon as it is known. */
static void
show_origin (SluiceAudienceBuilder *self)
{
  g_autoptr (SluiceComponent) pipeline =
      sluice_component_store_find (self->store, SLUICE_FAMILY_PIPELINES, self->pipeline_id);
  g_autoptr (SluiceComponent) feed = NULL;
  g_autofree char *model = NULL;
  g_autofree char *feed_id = NULL;
  g_autofree char *text = NULL;

  if (pipeline == NULL)
    return;
  model = sluice_json_dup_text (sluice_component_get_object (pipeline), "data_model_id");
  feed_id = sluice_json_dup_text (sluice_component_get_object (pipeline), "partner_feed_id");
  feed = sluice_component_store_find (self->store, SLUICE_FAMILY_FEEDS, feed_id);
  sluice_attribute_offer_prefer (self->offer, model);
  if (feed != NULL)
    /* Translators: the names of a pipeline and of the feed it loads into */
    text = g_strdup_printf (_ ("Attributes that “%s” loads into the feed “%s” are offered first."),
                            sluice_component_get_name (pipeline), sluice_component_get_name (feed));
  else
    text = g_strdup_printf (_ ("Attributes that “%s” loads are offered first."),
                            sluice_component_get_name (pipeline));
  gtk_label_set_text (self->origin_label, text);
  gtk_widget_set_visible (self->origin, TRUE);
}

/* Made when it is opened. */
static void
on_menu_create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) beginnings = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  const SluiceDefinitionTemplate *templates;
  guint n_templates;

  templates = sluice_definition_templates_list (&n_templates);
  g_menu_append (beginnings, _ ("Empty"), "builder.template::empty");
  for (guint i = 0; i < n_templates; i++)
    {
      g_autofree char *action = g_strconcat ("builder.template::", templates[i].id, NULL);

      g_menu_append (beginnings, _ (templates[i].name), action);
    }
  g_menu_append (files, _ ("_Open a File…"), "builder.open");
  g_menu_append (files, _ ("_Save as a File…"), "builder.save");
  g_menu_append_section (menu, _ ("Begin With"), G_MENU_MODEL (beginnings));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
sluice_audience_builder_dispose (GObject *object)
{
  SluiceAudienceBuilder *self = SLUICE_AUDIENCE_BUILDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->root);
  g_clear_object (&self->watch);
  g_clear_object (&self->store);
  g_clear_object (&self->offer);
  g_clear_object (&self->drafts);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_audience_builder_parent_class)->dispose (object);
}

static void
sluice_audience_builder_finalize (GObject *object)
{
  SluiceAudienceBuilder *self = SLUICE_AUDIENCE_BUILDER (object);

  g_object_unref (self->cancellable);
  sluice_definition_steps_free (self->steps);
  g_free (self->draft_id);
  g_free (self->pipeline_id);
  g_free (self->kept);
  G_OBJECT_CLASS (sluice_audience_builder_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, create);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, editor);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, form);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, menu);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, name_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, origin);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, origin_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, sentence);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceBuilder, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_json_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
}

static void
sluice_audience_builder_class_init (SluiceAudienceBuilderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_audience_builder_dispose;
  object_class->finalize = sluice_audience_builder_finalize;

  g_type_ensure (SLUICE_TYPE_DEFINITION_EDITOR);
  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-audience-builder.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "builder.template", "s", template_action);
  gtk_widget_class_install_action (widget_class, "builder.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "builder.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "builder.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "builder.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "builder.leave", NULL, leave_action);
  sluice_shortcut_table_add_bindings (widget_class, "builder.");
}

static void
sluice_audience_builder_init (SluiceAudienceBuilder *self)
{
  self->cancellable = g_cancellable_new ();
  self->steps = sluice_definition_steps_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->form));
  gtk_menu_button_set_create_popup_func (self->menu, on_menu_create_popup_cb, NULL, NULL);
  self->name_note = sluice_note_row_new (GTK_WIDGET (self->name));
  adw_preferences_group_add (self->name_group, self->name_note);
}

static void
on_go_on_clicked_cb (SluiceAudienceBuilder *self)
{
  load_draft (self);
}

static gboolean
begin (gpointer user_data)
{
  SluiceAudienceBuilder *self = user_data;

  start_empty (self);
  keep_state (self);
  return FALSE;
}

/* What was left unfinished is there again. Who comes from a pipeline begins anew, and is told of it. */
static gboolean
take_up_draft (gpointer user_data)
{
  SluiceAudienceBuilder *self = user_data;
  g_autoptr (SluiceDraft) draft = NULL;
  AdwToast *toast;

  if (self->pipeline_id == NULL)
    {
      load_draft (self);
      return FALSE;
    }
  draft = sluice_drafts_load (self->drafts, self->draft_id, NULL);
  if (draft == NULL)
    return FALSE;
  toast = adw_toast_new (_ ("A new audience was begun. There is also an unfinished one."));
  adw_toast_set_button_label (toast, _ ("_Go On with It"));
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_go_on_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_ui_context_add_toast (self->context, toast);
  return FALSE;
}

/**
 * sluice_audience_builder_new:
 * @context: the context of a window whose workspace is open
 * @pipeline_id: (nullable): the pipeline to make an audience of
 *
 * Returns: (transfer floating): the builder, with the draft that was left in it
 */
GtkWidget *
sluice_audience_builder_new (SluiceUiContext *context, const char *pipeline_id)
{
  static const SluiceTurn turns[] = { begin, take_up_draft };
  SluiceAudienceBuilder *self = g_object_new (SLUICE_TYPE_AUDIENCE_BUILDER, NULL);
  SluiceSession *session = sluice_ui_context_get_session (context);

  self->context = g_object_ref (context);
  self->watch = g_object_ref (sluice_audience_watch_get (session));
  self->store = g_object_ref (sluice_component_store_get (session));
  self->drafts = sluice_drafts_new (sluice_ui_context_get_store (context));
  self->draft_id =
      sluice_drafts_dup_id_for_values (sluice_profile_get_id (sluice_session_get_profile (session)),
                                       "audience");
  self->pipeline_id = g_strdup (pipeline_id);
  self->offer = sluice_attribute_offer_new (session);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_watch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  if (pipeline_id != NULL)
    {
      g_signal_connect_object (self->store, "changed", G_CALLBACK (show_origin), self,
                               G_CONNECT_SWAPPED);
      sluice_component_store_refresh (self->store, SLUICE_FAMILY_FEEDS);
      show_origin (self);
    }
  return GTK_WIDGET (self);
}
