/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-connection-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "ui/new-pipeline/sluice-reuse-row.h"
#include "ui/new-pipeline/sluice-text-row.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/warehouses/sluice-secret-field.h"
#include "ui/warehouses/sluice-value-field.h"
#include "ui/widgets/sluice-help-button.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-turns.h"

#define VALUES_PATH "/values"

/* How many fields fit into a turn of the main loop. */
#define FIELDS_IN_A_TURN 3

struct _SluiceConnectionPage
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceDraftDocument *document;
  const SluiceWarehouse *kind; /* whose fields are shown */
  SluiceValues *values;        /* what the fields read and write */
  GPtrArray *fields;           /* SluiceValueField */
  GPtrArray *secrets;          /* SluiceSecretField */
  GPtrArray *groups;           /* AdwPreferencesGroup, owned by the box */
  guint n_seen;                /* of the kind's fields: the next ones come in the next turn */
  gboolean is_adding;

  GtkBox *box;
  SluiceReuseRow *reuse;
};

static void page_iface_init (SluiceWizardPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceConnectionPage,
                               sluice_connection_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_WIZARD_PAGE, page_iface_init))

/* The rest is for the files that prepare the warehouse. */
static gboolean
is_for_connection (const SluiceField *field)
{
  return field->needed == SLUICE_NEEDED_CONNECTION || field->config_key != NULL;
}

static AdwPreferencesGroup *
ensure_group (SluiceConnectionPage *self, const char *heading)
{
  AdwPreferencesGroup *group;

  for (guint i = 0; i < self->groups->len; i++)
    if (g_strcmp0 (adw_preferences_group_get_title (self->groups->pdata[i]), _ (heading)) == 0)
      return self->groups->pdata[i];
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, _ (heading));
  gtk_box_append (self->box, GTK_WIDGET (group));
  g_ptr_array_add (self->groups, group);
  return group;
}

static void
add_field (SluiceConnectionPage *self, const SluiceField *field)
{
  AdwPreferencesGroup *group = ensure_group (self, field->group);

  if (field->flags & SLUICE_FIELD_SECRET)
    {
      SluiceSecretField *secret = sluice_secret_field_new (self->context, self->kind, field);

      sluice_secret_field_set_values (secret, self->values);
      sluice_secret_field_add_to (secret, group);
      g_ptr_array_add (self->secrets, secret);
    }
  else
    {
      SluiceValueField *value = sluice_value_field_new (self->kind, field, self->values);

      sluice_value_field_add_to (value, group);
      g_ptr_array_add (self->fields, value);
    }
}

static void
clear_fields (SluiceConnectionPage *self)
{
  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->secrets, 0);
  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (self->box, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  self->n_seen = 0;
}

static SluiceValueField *
find_field (SluiceConnectionPage *self, const char *key)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_strcmp0 (sluice_value_field_get_field (self->fields->pdata[i])->key, key) == 0)
      return self->fields->pdata[i];
  return NULL;
}

static JsonNode *
create_values_node (SluiceConnectionPage *self)
{
  g_autoptr (JsonObject) object = sluice_warehouse_values_to_json (self->kind, self->values);

  return sluice_json_node_for_object (object);
}

static void
on_values_changed_cb (SluiceConnectionPage *self)
{
  sluice_draft_document_set (self->document, VALUES_PATH, create_values_node (self));
}

static void
rebuild (SluiceConnectionPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);

  clear_fields (self);
  g_clear_object (&self->values);
  self->kind = sluice_setup_get_warehouse (setup);
  if (self->kind == NULL)
    return;
  self->values = sluice_setup_dup_values (setup);
  g_signal_connect_object (self->values, "changed", G_CALLBACK (on_values_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static SluiceValues *
create_completed (SluiceConnectionPage *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  SluiceAccount account = { NULL };

  if (profile != NULL)
    {
      account.pod = sluice_profile_get_pod (profile);
      account.org_id = sluice_profile_get_org_id (profile);
      account.account_id = sluice_profile_get_account_id (profile);
    }
  return sluice_warehouse_complete (self->kind, self->values, &account);
}

/* A field that was left empty is named only where somebody wanted to go on without it. */
static void
show_errors (SluiceConnectionPage *self, SluiceValues *completed)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  sluice_warehouse_validate (self->kind, completed, SLUICE_NEEDED_CONNECTION, errors);
  for (guint i = 0; i < errors->len; i++)
    {
      const GError *error = errors->pdata[i];
      g_autofree char *key = sluice_value_error_dup_key (error);
      g_autofree char *pointer = sluice_json_pointer_join (VALUES_PATH, key != NULL ? key : "");
      g_autofree char *message = sluice_draft_document_dup_message (self->document, pointer);
      SluiceValueField *field = find_field (self, key);

      if (field != NULL && message != NULL)
        sluice_value_field_set_missing (field, error->message);
    }
}

/* The fields write what they show; only what came from elsewhere makes them anew. */
static gboolean
is_shown (SluiceConnectionPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  JsonNode *there = sluice_json_pointer_get (sluice_setup_get_root (setup), VALUES_PATH);
  g_autoptr (JsonNode) ours = NULL;

  if (self->kind == NULL || self->kind != sluice_setup_get_warehouse (setup))
    return FALSE;
  ours = create_values_node (self);
  return there != NULL && sluice_json_equal (there, ours);
}

static void
show_values (SluiceConnectionPage *self)
{
  g_autoptr (SluiceValues) completed = create_completed (self);

  for (guint i = 0; i < self->fields->len; i++)
    sluice_value_field_set_completed (self->fields->pdata[i], completed);
  show_errors (self, completed);
}

/* Whether there are more to be added. */
static gboolean
add_some (gpointer owner)
{
  SluiceConnectionPage *self = owner;
  const SluiceField *fields = NULL;
  guint n_fields = 0;

  if (self->document != NULL && self->kind != NULL)
    fields = sluice_warehouse_get_fields (self->kind, &n_fields);
  for (guint added = 0; self->n_seen < n_fields && added < FIELDS_IN_A_TURN; self->n_seen++)
    if (is_for_connection (&fields[self->n_seen]))
      {
        add_field (self, &fields[self->n_seen]);
        added++;
      }
  self->is_adding = self->n_seen < n_fields;
  if (fields != NULL && !self->is_adding)
    show_values (self);
  return self->is_adding;
}

static void
on_document_changed_cb (SluiceConnectionPage *self)
{
  static const SluiceTurn turns[] = { add_some };

  if (!is_shown (self))
    rebuild (self);
  sluice_reuse_row_set_kind (self->reuse, self->kind);
  if (self->kind == NULL)
    return;
  if (self->n_seen > 0)
    show_values (self);
  else if (!self->is_adding)
    {
      self->is_adding = TRUE;
      sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
    }
}

/* Takes over what exists, so that the plan finds it the same and sends nothing for it. */
static void
on_reuse_chosen_cb (SluiceConnectionPage *self, SluiceComponent *component)
{
  JsonObject *config = sluice_json_get_object (sluice_component_get_object (component), "config");
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (SluiceValues) values = sluice_warehouse_values_from_config (self->kind, config);
  g_autoptr (JsonObject) given = sluice_warehouse_values_to_json (self->kind, values);
  g_autoptr (SluiceSetup) named = NULL, identified = NULL, valued = NULL;

  named = sluice_setup_with_text (setup, "/connection/name", sluice_component_get_name (component));
  identified =
      sluice_setup_with_text (named, "/connection/id", sluice_component_get_id (component));
  valued = sluice_setup_with (identified, VALUES_PATH, sluice_json_node_for_object (given));
  sluice_draft_document_edit (self->document, valued);
}

static gboolean
sluice_connection_page_focus_path (SluiceWizardPage *page, const char *path)
{
  SluiceConnectionPage *self = SLUICE_CONNECTION_PAGE (page);
  const char *key = g_str_has_prefix (path, VALUES_PATH "/") ? path + strlen (VALUES_PATH "/") : "";
  SluiceValueField *field;

  while (self->is_adding && add_some (self))
    ;
  field = find_field (self, key);
  if (field != NULL)
    sluice_value_field_focus (field);
  return field != NULL;
}

static void
sluice_connection_page_bind (SluiceWizardPage *page,
                             SluiceUiContext *context,
                             SluiceDraftDocument *document)
{
  SluiceConnectionPage *self = SLUICE_CONNECTION_PAGE (page);

  self->context = g_object_ref (context);
  self->document = g_object_ref (document);
  sluice_reuse_row_set_context (self->reuse, context);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
}

static void
page_iface_init (SluiceWizardPageInterface *iface)
{
  iface->bind = sluice_connection_page_bind;
  iface->focus_path = sluice_connection_page_focus_path;
}

static void
sluice_connection_page_dispose (GObject *object)
{
  SluiceConnectionPage *self = SLUICE_CONNECTION_PAGE (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->values);
  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_connection_page_parent_class)->dispose (object);
}

static void
sluice_connection_page_class_init (SluiceConnectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_connection_page_dispose;

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_NOTE_ROW);
  g_type_ensure (SLUICE_TYPE_REUSE_ROW);
  g_type_ensure (SLUICE_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionPage, box);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionPage, reuse);
  gtk_widget_class_bind_template_callback (widget_class, on_reuse_chosen_cb);
}

static void
sluice_connection_page_init (SluiceConnectionPage *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->secrets = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
