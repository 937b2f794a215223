/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-component-detail.h"

#include <glib/gi18n.h>

#include "api/sluice-resource.h"
#include "monitor/sluice-remedies.h"
#include "sluice-json.h"
#include "sluice-moment.h"
#include "sluice-time.h"
#include "ui/components/sluice-component-editor.h"
#include "ui/components/sluice-component-store.h"
#include "ui/components/sluice-component-undo.h"
#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/widgets/sluice-code-view.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/widgets/sluice-tooltip.h"
#include "ui/widgets/sluice-turns.h"
#include "warehouse/sluice-warehouse.h"

struct _SluiceComponentDetail
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceComponent *component;
  GCancellable *cancellable;
  gboolean complete; /* whether all that the server says of it was read, which a list may not */
  char *text;        /* what is shown, as the server gave it */
  char *users_text;  /* ... and by whom it is used */
  guint step;        /* of building what is to be shown */
  gboolean stale;    /* who uses it was read anew while this was not on screen */
  GPtrArray *rows;   /* (element-type GtkWidget): those that update() makes anew */
  GPtrArray *user_rows;

  AdwWindowTitle *title;
  GtkWidget *delete_button;
  AdwPreferencesGroup *faults;
  AdwPreferencesGroup *facts;
  AdwPreferencesGroup *config;
  AdwPreferencesGroup *query_group;
  AdwPreferencesGroup *users;
  SluiceCodeView *query;
  SluiceCodeView *json;
};

G_DEFINE_FINAL_TYPE (SluiceComponentDetail, sluice_component_detail, ADW_TYPE_BIN)

static AdwActionRow *
add_row (GPtrArray *rows, AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, g_object_ref (row));
  return ADW_ACTION_ROW (row);
}

static AdwActionRow *
add_fact (SluiceComponentDetail *self,
          AdwPreferencesGroup *group,
          const char *title,
          const char *value)
{
  AdwActionRow *row = add_row (self->rows, group, title, value);

  gtk_widget_add_css_class (GTK_WIDGET (row), "fact");
  return row;
}

static void
add_copied_row (SluiceComponentDetail *self,
                AdwPreferencesGroup *group,
                const char *title,
                const char *value)
{
  AdwActionRow *row = add_fact (self, group, title, value);
  /* Translators: what a copy button copies, for example "Copy ID" */
  g_autofree char *subject = g_strdup_printf (_ ("Copy %s"), title);

  adw_action_row_add_suffix (row, sluice_copy_button_new (value, subject));
}

static void
add_time_row (SluiceComponentDetail *self, const char *title, const char *member)
{
  JsonObject *object = sluice_component_get_object (self->component);
  g_autoptr (GDateTime) time = sluice_time_parse (sluice_json_get_string (object, member));
  g_autofree char *text = time != NULL ? sluice_moment_describe (time, NULL) : NULL;

  if (text != NULL)
    add_fact (self, self->facts, title, text);
}

static void
show_facts (SluiceComponentDetail *self)
{
  JsonObject *object = sluice_component_get_object (self->component);
  static const struct
  {
    const char *member;
    const char *title;
  } words[] = {
    { "service_provider", N_ ("Warehouse") },
    { "module_name", N_ ("Warehouse") },
    { "state", N_ ("State") },
    { "status", N_ ("Status") },
    { "destination_type", N_ ("Destination") },
  };

  add_copied_row (self, self->facts, _ ("ID"), sluice_component_get_id (self->component));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *value = sluice_json_dup_text (object, words[i].member);

      if (value != NULL)
        add_fact (self, self->facts, _ (words[i].title), sluice_pipeline_words_translate (value));
    }
  add_time_row (self, _ ("Created"), "created_on");
  add_time_row (self, _ ("Last Changed"), "last_modified_on");
}

static const char *
choose_remedy (SluiceComponentDetail *self, const char *message)
{
  const char *remedy = sluice_remedy_for_words (message);

  if (remedy != NULL)
    return remedy;
  if (sluice_component_get_family (self->component) == SLUICE_FAMILY_CONNECTIONS)
    return _ ("Check user, password, account, region, warehouse, database and the list of allowed "
              "addresses.");
  return _ ("Run the query in the warehouse, and see that the tables and columns are still there.");
}

static void
show_faults (SluiceComponentDetail *self)
{
  JsonArray *errors =
      sluice_json_get_array (sluice_component_get_object (self->component), "errors");
  guint n_errors = errors != NULL ? json_array_get_length (errors) : 0;

  for (guint i = 0; i < n_errors; i++)
    {
      JsonNode *node = json_array_get_element (errors, i);
      const char *message = JSON_NODE_HOLDS_OBJECT (node)
                                ? sluice_json_get_string (json_node_get_object (node), "message")
                                : NULL;
      AdwActionRow *row =
          add_row (self->rows, self->faults, message != NULL ? message : _ ("Unknown"),
                   choose_remedy (self, message));
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

      gtk_widget_add_css_class (icon, "error");
      adw_action_row_add_prefix (row, icon);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->faults), n_errors > 0);
}

/* What the form of this warehouse calls a member of the configuration. */
static const char *
label_of_member (SluiceComponentDetail *self, const char *member)
{
  const char *provider =
      sluice_json_get_string (sluice_component_get_object (self->component), "service_provider");
  const SluiceWarehouse *kind =
      provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;
  guint n_fields = 0;
  const SluiceField *fields = kind != NULL ? sluice_warehouse_get_fields (kind, &n_fields) : NULL;

  for (guint i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].config_key, member) == 0)
      return _ (fields[i].label);
  /* What mParticle adds of its own. */
  if (g_str_equal (member, "aws_iam_user_arn"))
    return _ ("AWS User of the Storage Integration");
  if (g_str_equal (member, "aws_external_id"))
    return _ ("External ID of the Storage Integration");
  return member;
}

static void
show_config (SluiceComponentDetail *self)
{
  JsonObject *object = sluice_component_get_object (self->component);
  JsonObject *config = sluice_json_get_object (object, "config");
  JsonArray *mappings = sluice_json_get_array (object, "mappings");
  gboolean any = FALSE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (config != NULL && sluice_component_get_family (self->component) == SLUICE_FAMILY_CONNECTIONS)
    {
      json_object_iter_init_ordered (&iter, config);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        {
          g_autofree char *value = sluice_json_scalar_to_text (node);

          if (value == NULL)
            continue;
          any = TRUE;
          if (g_str_has_prefix (value, "****"))
            add_fact (self, self->config, label_of_member (self, name), _ ("Kept secret"));
          else
            add_copied_row (self, self->config, label_of_member (self, name), value);
        }
    }
  for (guint i = 0; mappings != NULL && i < json_array_get_length (mappings); i++)
    {
      JsonObject *mapping = json_node_get_object (json_array_get_element (mappings, i));
      const char *source = sluice_json_get_string (mapping, "source");
      const char *destination = sluice_json_get_string (mapping, "destination");
      const char *value = sluice_json_get_string (mapping, "value");

      any = TRUE;
      add_row (self->rows, self->config, source != NULL ? source : (value != NULL ? value : "?"),
               destination != NULL ? destination : _ ("Ignored"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->config), any);
}

static void
show_query (SluiceComponentDetail *self)
{
  JsonObject *object = sluice_component_get_object (self->component);
  const char *query =
      sluice_json_get_string (sluice_json_get_object (object, "config"), "sql_query");

  if (query == NULL)
    query = sluice_json_get_string (object, "sql_query");
  gtk_widget_set_visible (GTK_WIDGET (self->query_group), query != NULL);
  if (query != NULL)
    sluice_code_view_set_text (self->query, query);
}

static void
on_user_activated_cb (SluiceComponentDetail *self, AdwActionRow *row)
{
  sluice_ui_context_navigate_to_id (self->context, "pipelines",
                                    g_object_get_data (G_OBJECT (row), "id"));
}

static SluiceComponentStore *
get_store (SluiceComponentDetail *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  return session != NULL ? sluice_component_store_get (session) : NULL;
}

/* Why it cannot be deleted, or NULL. While it is not known who uses it, nobody may. */
static const char *
get_reason_to_stay (SluiceComponentDetail *self, guint n_users)
{
  if (sluice_component_get_family (self->component) == SLUICE_FAMILY_FEEDS)
    return _ ("The API cannot delete feeds. Do it in mParticle, under Setup.");
  if (!sluice_component_store_is_loaded (get_store (self), SLUICE_FAMILY_PIPELINES))
    return _ ("Which pipelines use it is not known yet, so it cannot be deleted.");
  if (n_users > 0)
    return _ ("It is in use, so it cannot be deleted. Delete these pipelines first.");
  return NULL;
}

static void
allow_delete (SluiceComponentDetail *self, const char *reason)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "component.delete", reason == NULL);
  sluice_tooltip_set (self->delete_button, reason != NULL ? reason : _ ("Delete…"));
  adw_preferences_group_set_description (self->users, reason);
}

static void
clear_rows (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (group != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (rows, 0);
}

/* Whether something else is to be shown than before. */
static gboolean
replace_text (char **text, char *with)
{
  gboolean changed = g_strcmp0 (*text, with) != 0;

  g_free (*text);
  *text = with;
  return changed;
}

static char *
describe_users (SluiceComponentDetail *self, GPtrArray *users)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d\n",
                          sluice_component_store_is_loaded (get_store (self),
                                                            SLUICE_FAMILY_PIPELINES));
  for (guint i = 0; i < users->len; i++)
    g_string_append_printf (text, "%s %s\n", sluice_component_get_id (users->pdata[i]),
                            sluice_component_get_name (users->pdata[i]));
  return g_string_free (text, FALSE);
}

static void
show_users (SluiceComponentDetail *self)
{
  g_autoptr (GPtrArray) users = NULL;

  if (get_store (self) == NULL)
    return;
  users = sluice_component_store_list_users (get_store (self), self->component);
  allow_delete (self, get_reason_to_stay (self, users->len));
  if (!replace_text (&self->users_text, describe_users (self, users)))
    return;
  clear_rows (self->user_rows);
  for (guint i = 0; i < users->len; i++)
    {
      SluiceComponent *pipeline = users->pdata[i];
      AdwActionRow *row = add_row (self->user_rows, self->users,
                                   sluice_component_get_name (pipeline), _ ("Pipeline"));

      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (sluice_component_get_id (pipeline)),
                              g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (row, "activated", G_CALLBACK (on_user_activated_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (users->len == 0 &&
      sluice_component_store_is_loaded (get_store (self), SLUICE_FAMILY_PIPELINES))
    add_row (self->user_rows, self->users, _ ("No pipeline"),
             sluice_component_get_family (self->component) == SLUICE_FAMILY_FEEDS
                 ? _ ("No rows arrive through it from a warehouse.")
                 : _ ("It can be deleted without harm."));
}

static void
show_text (SluiceComponentDetail *self)
{
  sluice_code_view_set_text (self->json, self->text);
}

static void (*const steps[]) (SluiceComponentDetail *) = { show_faults, show_facts, show_config,
                                                           show_query,  show_users, show_text };

static gboolean
build_more (gpointer owner)
{
  SluiceComponentDetail *self = owner;

  steps[self->step++](self);
  return self->step < G_N_ELEMENTS (steps);
}

/* A group in each turn of the main loop, from the first one where more comes meanwhile. */
static void
update (SluiceComponentDetail *self)
{
  static const SluiceTurn turns[] = { build_more };
  JsonObject *object = sluice_component_get_object (self->component);

  if (!replace_text (&self->text, sluice_json_object_to_text (object, TRUE)))
    return;
  clear_rows (self->rows);
  adw_window_title_set_title (self->title, sluice_component_get_name (self->component));
  adw_window_title_set_subtitle (self->title,
                                 sluice_component_get_family (self->component) ==
                                         SLUICE_FAMILY_DATA_MODELS
                                     ? _ ("Data model")
                                     : sluice_component_get_subtitle (self->component));
  if (self->step == G_N_ELEMENTS (steps))
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  self->step = 0;
}

static void
on_component_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceComponentDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
      sluice_resource_get_finish (SLUICE_CLIENT (source), result, &error);

  if (self->context == NULL)
    return;
  if (object != NULL)
    {
      if (get_store (self) != NULL)
        sluice_component_store_update (get_store (self), self->component, object);
      self->complete = TRUE;
      update (self);
    }
  else if (!g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED))
    sluice_ui_context_present_error (self->context, _ ("This could not be read"), error);
}

/* The list may be old, and says less of a feed than reading it does. */
static void
read_again (SluiceComponentDetail *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (session != NULL)
    sluice_resource_get_async (sluice_session_get_client (session),
                               sluice_component_get_family (self->component),
                               sluice_component_get_id (self->component), self->cancellable,
                               on_component_read_cb, g_object_ref (self));
}

static void
on_editor_saved_cb (SluiceComponentDetail *self)
{
  sluice_ui_context_toast (self->context, _ ("Saved."));
  read_again (self);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceComponentDetail *self = SLUICE_COMPONENT_DETAIL (widget);
  GtkWindow *editor = sluice_component_editor_new (self->context, self->component);

  gtk_window_set_transient_for (editor, GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (editor, "saved", G_CALLBACK (on_editor_saved_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_turns_present (editor);
}

static void
on_component_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceComponentDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean deleted = sluice_resource_delete_finish (SLUICE_CLIENT (source), result, &error);

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!deleted)
    {
      sluice_ui_context_present_error (self->context, _ ("This could not be deleted"), error);
      return;
    }
  if (get_store (self) != NULL)
    sluice_component_store_refresh (get_store (self),
                                    sluice_component_get_family (self->component));
  sluice_component_undo_offer (self->context, self->component, self->complete);
  gtk_widget_activate_action (GTK_WIDGET (self), "components.show-lists", NULL);
}

static void
on_delete_response_cb (SluiceComponentDetail *self, const char *response)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (g_strcmp0 (response, "delete") != 0 || session == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  sluice_resource_delete_async (sluice_session_get_client (session),
                                sluice_component_get_family (self->component),
                                sluice_component_get_id (self->component), self->cancellable,
                                on_component_deleted_cb, g_object_ref (self));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceComponentDetail *self = SLUICE_COMPONENT_DETAIL (widget);
  gboolean undoable = self->complete && sluice_component_undo_is_possible (self->component);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL);

  /* Translators: the name of what is to be deleted */
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Delete “%s”?"),
                                     sluice_component_get_name (self->component));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               undoable
                                   ? _ ("It is removed from the workspace for everybody. For a "
                                        "moment it can be undone.")
                                   : _ ("It is removed from the workspace for everybody. This "
                                        "cannot be undone."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                    _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sluice_component_detail_map (GtkWidget *widget)
{
  SluiceComponentDetail *self = SLUICE_COMPONENT_DETAIL (widget);

  GTK_WIDGET_CLASS (sluice_component_detail_parent_class)->map (widget);
  if (self->stale)
    show_users (self);
  self->stale = FALSE;
}

static void
sluice_component_detail_dispose (GObject *object)
{
  SluiceComponentDetail *self = SLUICE_COMPONENT_DETAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->component);
  g_clear_object (&self->context);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->user_rows, 0);
  G_OBJECT_CLASS (sluice_component_detail_parent_class)->dispose (object);
}

static void
sluice_component_detail_finalize (GObject *object)
{
  SluiceComponentDetail *self = SLUICE_COMPONENT_DETAIL (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->user_rows);
  g_free (self->text);
  g_free (self->users_text);
  G_OBJECT_CLASS (sluice_component_detail_parent_class)->finalize (object);
}

static void
sluice_component_detail_class_init (SluiceComponentDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_component_detail_dispose;
  object_class->finalize = sluice_component_detail_finalize;
  widget_class->map = sluice_component_detail_map;

  g_type_ensure (SLUICE_TYPE_CODE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/components/sluice-component-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, config);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, delete_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, faults);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, json);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, query);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, query_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentDetail, users);
  gtk_widget_class_install_action (widget_class, "component.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "component.delete", NULL, delete_action);
}

static void
sluice_component_detail_init (SluiceComponentDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->user_rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->step = G_N_ELEMENTS (steps);
  self->cancellable = g_cancellable_new ();
  sluice_code_view_set_language (self->query, "sql");
  sluice_code_view_set_label (self->query, _ ("Query"));
  sluice_code_view_set_language (self->json, "json");
  sluice_code_view_set_label (self->json, _ ("As the server gave it"));
}

static void
on_store_changed_cb (SluiceComponentDetail *self, int family)
{
  if (family != SLUICE_FAMILY_PIPELINES || self->component == NULL)
    return;
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->stale)
    show_users (self);
}

/**
 * sluice_component_detail_new:
 * @context: the context of the window
 * @component: what to show
 *
 * Returns: (transfer floating): the page; it reads the component again at once
 */
GtkWidget *
sluice_component_detail_new (SluiceUiContext *context, SluiceComponent *component)
{
  SluiceComponentDetail *self = g_object_new (SLUICE_TYPE_COMPONENT_DETAIL, NULL);

  self->context = g_object_ref (context);
  self->component = g_object_ref (component);
  if (get_store (self) != NULL)
    g_signal_connect_object (get_store (self), "changed", G_CALLBACK (on_store_changed_cb), self,
                             G_CONNECT_SWAPPED);
  update (self);
  read_again (self);
  return GTK_WIDGET (self);
}
