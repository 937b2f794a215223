/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-mapping-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "setup/sluice-mapping.h"
#include "sluice-json.h"
#include "ui/new-pipeline/sluice-draft-names.h"
#include "ui/new-pipeline/sluice-finding-list.h"
#include "ui/new-pipeline/sluice-mapping-row.h"
#include "ui/new-pipeline/sluice-text-row.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-turns.h"

#define BLOCK_PATH    "/field_transformation"
#define MAPPINGS_PATH BLOCK_PATH "/mappings"

/* How many rows fit into a turn of the main loop. */
#define ROWS_IN_A_TURN 2

struct _SluiceMappingPage
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceDraftDocument *document;
  guint n_rows;
  gboolean is_adding; /* rows, a few in each turn */

  GtkStack *stack;
  GtkListBox *list;
  SluiceFindingList *findings;
};

static void page_iface_init (SluiceWizardPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceMappingPage,
                               sluice_mapping_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_WIZARD_PAGE, page_iface_init))

static guint
count_mappings (SluiceMappingPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  JsonArray *mappings =
      sluice_json_get_array (sluice_setup_get_block (setup, "field_transformation"), "mappings");

  return mappings != NULL ? json_array_get_length (mappings) : 0;
}

static SluiceMappingRow *
get_row (SluiceMappingPage *self, guint position)
{
  return SLUICE_MAPPING_ROW (gtk_list_box_get_row_at_index (self->list, (int) position));
}

static void
add_rows (SluiceMappingPage *self, guint count)
{
  for (; self->n_rows < count; self->n_rows++)
    gtk_list_box_append (self->list, sluice_mapping_row_new (self->document, self->n_rows));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->n_rows > 0);
}

/* A query may select a hundred columns. */
static gboolean
add_some (gpointer owner)
{
  SluiceMappingPage *self = owner;
  guint count = self->document != NULL ? count_mappings (self) : 0;

  add_rows (self, MIN (self->n_rows + ROWS_IN_A_TURN, count));
  self->is_adding = self->n_rows < count;
  return self->is_adding;
}

/* Rows are kept while their number stays the same, so that nobody who types loses their place. */
static void
show_rows (SluiceMappingPage *self)
{
  static const SluiceTurn turns[] = { add_some };
  guint count = count_mappings (self);

  while (self->n_rows > count)
    gtk_list_box_remove (self->list, GTK_WIDGET (get_row (self, --self->n_rows)));
  for (guint i = 0; i < self->n_rows; i++)
    sluice_mapping_row_show (get_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->n_rows > 0);
  if (self->is_adding || self->n_rows == count)
    return;
  self->is_adding = TRUE;
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

static void
on_document_changed_cb (SluiceMappingPage *self)
{
  gboolean needed = sluice_draft_document_needs_mapping (self->document);

  gtk_stack_set_visible_child_name (self->stack, needed ? "table" : "none");
  if (needed)
    show_rows (self);
}

/* What is typed next goes there: the row must be there now. */
static void
focus_row (SluiceMappingPage *self, guint position)
{
  add_rows (self, count_mappings (self));
  sluice_mapping_row_focus (get_row (self, position));
}

static void
on_add_clicked_cb (SluiceMappingPage *self)
{
  JsonObject *mapping = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), mapping);

  json_object_set_string_member (mapping, "mapping_type", "static");
  json_object_set_string_member (mapping, "destination", "events.data.custom_attributes.");
  json_object_set_string_member (mapping, "value", "");
  json_object_unref (mapping);
  sluice_draft_document_set (self->document, MAPPINGS_PATH "/-", node);
  sluice_draft_document_flush (self->document);
  focus_row (self, count_mappings (self) - 1);
}

static gboolean
sluice_mapping_page_focus_path (SluiceWizardPage *page, const char *path)
{
  SluiceMappingPage *self = SLUICE_MAPPING_PAGE (page);
  guint64 position;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (!g_str_has_prefix (path, MAPPINGS_PATH "/") ||
      !g_ascii_string_to_unsigned (parts[3], 10, 0, G_MAXINT, &position, NULL) ||
      position >= count_mappings (self))
    return FALSE;
  focus_row (self, (guint) position);
  return TRUE;
}

static void
on_findings_go_to_cb (SluiceMappingPage *self, SluiceFinding *finding)
{
  sluice_mapping_page_focus_path (SLUICE_WIZARD_PAGE (self), sluice_finding_get_path (finding));
}

/* Its name is the model's, so that the two are found beside each other. */
static SluiceSetup *
with_name (SluiceMappingPage *self, SluiceSetup *setup)
{
  const char *model = sluice_setup_get_text (setup, "/data_model/name");
  g_autofree char *name = NULL;

  if (sluice_setup_get_text (setup, BLOCK_PATH "/name") != NULL)
    return g_object_ref (setup);
  /* Translators: a name that is proposed; %s is the name of a data model */
  name = g_strdup_printf (_ ("%s mapping"), model != NULL ? model : "");
  return sluice_draft_names_set (setup, BLOCK_PATH "/name", g_strstrip (name));
}

/* Whoever comes here finds each column of the query with a proposal. */
static void
sluice_mapping_page_shown (SluiceWizardPage *page)
{
  SluiceMappingPage *self = SLUICE_MAPPING_PAGE (page);
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (SluiceSetup) named = NULL;
  g_autoptr (SluiceSetup) complete = NULL;

  if (!sluice_draft_document_needs_mapping (self->document))
    return;
  named = with_name (self, setup);
  complete = sluice_mapping_complete (named);
  if (!sluice_json_equal (sluice_setup_get_root (setup), sluice_setup_get_root (complete)))
    {
      sluice_draft_document_edit (self->document, complete);
      sluice_draft_document_flush (self->document);
    }
}

static void
sluice_mapping_page_bind (SluiceWizardPage *page,
                          SluiceUiContext *context,
                          SluiceDraftDocument *document)
{
  SluiceMappingPage *self = SLUICE_MAPPING_PAGE (page);

  self->context = g_object_ref (context);
  self->document = g_object_ref (document);
  sluice_finding_list_bind (self->findings, document, BLOCK_PATH);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
}

static void
page_iface_init (SluiceWizardPageInterface *iface)
{
  iface->bind = sluice_mapping_page_bind;
  iface->focus_path = sluice_mapping_page_focus_path;
  iface->shown = sluice_mapping_page_shown;
}

static void
sluice_mapping_page_dispose (GObject *object)
{
  SluiceMappingPage *self = SLUICE_MAPPING_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_mapping_page_parent_class)->dispose (object);
}

static void
sluice_mapping_page_class_init (SluiceMappingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_mapping_page_dispose;

  g_type_ensure (SLUICE_TYPE_FINDING_LIST);
  g_type_ensure (SLUICE_TYPE_NOTE_ROW);
  g_type_ensure (SLUICE_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-mapping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingPage, findings);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingPage, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_findings_go_to_cb);
}

static void
sluice_mapping_page_init (SluiceMappingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
}
