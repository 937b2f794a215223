/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-model-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "ui/new-pipeline/sluice-choice-row.h"
#include "ui/new-pipeline/sluice-column-list.h"
#include "ui/new-pipeline/sluice-draft-shelf.h"
#include "ui/new-pipeline/sluice-finding-list.h"
#include "ui/new-pipeline/sluice-reuse-row.h"
#include "ui/new-pipeline/sluice-side-box.h"
#include "ui/new-pipeline/sluice-sql-editor.h"
#include "ui/new-pipeline/sluice-text-row.h"
#include "ui/new-pipeline/sluice-time-row.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/new-pipeline/sluice-word-row.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-scroll.h"
#include "ui/widgets/sluice-type-ahead.h"

#define QUERY_PATH    "/data_model/sql_query"
#define SYNC_PATH     "/pipeline/sync_mode"
#define ITERATOR_PATH SYNC_PATH "/iterator_field"

struct _SluiceModelPage
{
  AdwBin parent_instance;

  SluiceDraftDocument *document;
  SluiceDraftShelf *mapping_shelf;  /* while user attributes are chosen */
  SluiceDraftShelf *iterator_shelf; /* while everything is read */

  GtkMenuButton *pick_iterator;
  SluiceReuseRow *reuse;
  SluiceSqlEditor *editor;
  SluiceColumnList *columns;
  SluiceFindingList *findings;
  GtkWidget *iterator_group;
  GtkWidget *iterator;
  SluiceWordRow *iterator_type;
  SluiceNoteRow *iterator_type_note;
};

static void page_iface_init (SluiceWizardPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceModelPage,
                               sluice_model_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_WIZARD_PAGE, page_iface_init))

static const SluiceIteratorType *
find_type (const SluiceWarehouse *kind, const char *name)
{
  guint n_types;
  const SluiceIteratorType *types = sluice_warehouse_get_iterator_types (kind, &n_types);

  for (guint i = 0; i < n_types; i++)
    if (strcmp (types[i].name, name) == 0)
      return &types[i];
  return NULL;
}

static void
show_types (SluiceModelPage *self, const SluiceWarehouse *kind)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  guint n_types;
  const SluiceIteratorType *types = sluice_warehouse_get_iterator_types (kind, &n_types);

  for (guint i = 0; i < n_types; i++)
    g_strv_builder_add (builder, types[i].name);
  words = g_strv_builder_end (builder);
  sluice_word_row_set_words (self->iterator_type, (const char *const *) words,
                             (const char *const *) words);
}

/* The row itself says what is wrong; this only adds what is worth knowing. */
static void
show_zone_hint (SluiceModelPage *self, const SluiceWarehouse *kind)
{
  const char *path = SYNC_PATH "/iterator_data_type";
  const char *name = sluice_draft_document_get_text (self->document, path);
  const SluiceIteratorType *type = find_type (kind, name);
  g_autofree char *message = sluice_draft_document_dup_message (self->document, path);

  if (message == NULL)
    sluice_note_row_set_hint (self->iterator_type_note,
                              type != NULL && !type->has_zone
                                  ? _ ("This type has no time zone: mParticle takes its times for "
                                       "UTC. Choose a type with "
                                       "a zone if the column holds local times.")
                                  : NULL);
}

/* The row of the iterator is of use to nobody while everything is read, nor is a mapping without events. */
static void
turn_shelves (SluiceModelPage *self, gboolean iterates)
{
  sluice_draft_shelf_turn (self->mapping_shelf,
                           sluice_draft_document_needs_mapping (self->document));
  sluice_draft_shelf_turn (self->iterator_shelf, iterates);
}

static void
on_column_activated_cb (SluiceModelPage *self, GtkListBoxRow *row)
{
  sluice_draft_document_set_text (self->document, ITERATOR_PATH,
                                  gtk_label_get_text (
                                      GTK_LABEL (gtk_list_box_row_get_child (row))));
  gtk_menu_button_popdown (self->pick_iterator);
}

static GtkWidget *
create_column_label (gpointer item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (sluice_column_get_name (item));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* Made when it is opened, from the query as it is then. */
static void
on_pick_create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  SluiceModelPage *self = user_data;
  SluiceCheck *check = sluice_draft_document_get_check (self->document);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *empty = gtk_label_new (_ ("The query has no columns yet."));

  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), empty);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns of the query"), -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), sluice_check_get_columns (check),
                           create_column_label, NULL, NULL);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_column_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

static char **
list_columns (gpointer user_data)
{
  SluiceModelPage *self = user_data;
  GListModel *columns = sluice_check_get_columns (sluice_draft_document_get_check (self->document));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SluiceColumn) column = g_list_model_get_item (columns, i);

      g_strv_builder_add (names, sluice_column_get_name (column));
    }
  return g_strv_builder_end (names);
}

static void
on_document_changed_cb (SluiceModelPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  const SluiceWarehouse *kind = sluice_setup_get_warehouse (setup);
  const char *type = sluice_draft_document_get_text (self->document, SYNC_PATH "/type");
  gboolean iterates = strcmp (type, "full") != 0;

  turn_shelves (self, iterates);
  gtk_widget_set_visible (self->iterator_group, iterates);
  if (kind == NULL)
    return;
  show_types (self, kind);
  show_zone_hint (self, kind);
}

static void
on_findings_go_to_cb (SluiceModelPage *self, SluiceFinding *finding)
{
  sluice_sql_editor_go_to (self->editor, sluice_finding_get_line (finding),
                           sluice_finding_get_column (finding));
}

static void
on_reuse_chosen_cb (SluiceModelPage *self, SluiceComponent *component)
{
  JsonObject *object = sluice_component_get_object (component);
  JsonObject *config = sluice_json_get_object (object, "config");
  const char *query = sluice_json_get_string (config, "sql_query");
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (SluiceSetup) named = NULL, identified = NULL, queried = NULL;

  if (query == NULL)
    query = sluice_json_get_string (object, "sql_query");
  named = sluice_setup_with_text (setup, "/data_model/name", sluice_component_get_name (component));
  identified =
      sluice_setup_with_text (named, "/data_model/id", sluice_component_get_id (component));
  queried = sluice_setup_with_text (identified, QUERY_PATH, query);
  sluice_draft_document_edit (self->document, queried);
}

static gboolean
sluice_model_page_focus_path (SluiceWizardPage *page, const char *path)
{
  SluiceModelPage *self = SLUICE_MODEL_PAGE (page);

  if (!g_str_has_prefix (path, QUERY_PATH))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  sluice_scroll_show_both (GTK_WIDGET (self->editor), GTK_WIDGET (self->findings));
  return TRUE;
}

static void
sluice_model_page_bind (SluiceWizardPage *page,
                        SluiceUiContext *context,
                        SluiceDraftDocument *document)
{
  static const char *const mapping[] = { "/field_transformation", NULL };
  static const char *const iterator[] = { ITERATOR_PATH, SYNC_PATH "/iterator_data_type",
                                          SYNC_PATH "/from", SYNC_PATH "/until", NULL };
  SluiceModelPage *self = SLUICE_MODEL_PAGE (page);

  self->document = g_object_ref (document);
  self->mapping_shelf = sluice_draft_shelf_new (document, mapping);
  self->iterator_shelf = sluice_draft_shelf_new (document, iterator);
  gtk_menu_button_set_create_popup_func (self->pick_iterator, on_pick_create_popup_cb, self, NULL);
  sluice_type_ahead_attach (self->iterator, _ ("Columns of the query"), list_columns, self);
  sluice_reuse_row_set_context (self->reuse, context);
  sluice_sql_editor_bind (self->editor, document);
  sluice_column_list_bind (self->columns, document);
  sluice_finding_list_bind (self->findings, document, QUERY_PATH);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_document_changed_cb (self);
}

static void
page_iface_init (SluiceWizardPageInterface *iface)
{
  iface->bind = sluice_model_page_bind;
  iface->focus_path = sluice_model_page_focus_path;
}

static void
sluice_model_page_dispose (GObject *object)
{
  SluiceModelPage *self = SLUICE_MODEL_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->mapping_shelf);
  g_clear_object (&self->iterator_shelf);

  G_OBJECT_CLASS (sluice_model_page_parent_class)->dispose (object);
}

static void
sluice_model_page_class_init (SluiceModelPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_model_page_dispose;

  g_type_ensure (SLUICE_TYPE_CHOICE_ROW);
  g_type_ensure (SLUICE_TYPE_COLUMN_LIST);
  g_type_ensure (SLUICE_TYPE_FINDING_LIST);
  g_type_ensure (SLUICE_TYPE_NOTE_ROW);
  g_type_ensure (SLUICE_TYPE_REUSE_ROW);
  g_type_ensure (SLUICE_TYPE_SIDE_BOX);
  g_type_ensure (SLUICE_TYPE_SQL_EDITOR);
  g_type_ensure (SLUICE_TYPE_TEXT_ROW);
  g_type_ensure (SLUICE_TYPE_TIME_ROW);
  g_type_ensure (SLUICE_TYPE_WORD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-model-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, columns);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, editor);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, findings);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, iterator);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, iterator_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, iterator_type);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, iterator_type_note);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, pick_iterator);
  gtk_widget_class_bind_template_child (widget_class, SluiceModelPage, reuse);
  gtk_widget_class_bind_template_callback (widget_class, on_findings_go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reuse_chosen_cb);
}

static void
sluice_model_page_init (SluiceModelPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
