/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-feed-page.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "ui/components/sluice-component-store.h"
#include "ui/new-pipeline/sluice-draft-names.h"
#include "ui/new-pipeline/sluice-reuse-row.h"
#include "ui/new-pipeline/sluice-text-row.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/warehouses/sluice-warehouse-values.h"
#include "ui/widgets/sluice-note-row.h"

struct _SluiceFeedPage
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceDraftDocument *document;
  gboolean updating; /* while the controls are set to what the document holds */

  AdwComboRow *kind;
  GtkWidget *name;
  GtkWidget *existing;
  SluiceReuseRow *reuse;
};

static void page_iface_init (SluiceWizardPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceFeedPage,
                               sluice_feed_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_WIZARD_PAGE, page_iface_init))

/* What was typed in the form of that warehouse is what one most likely wants to use. */
static JsonNode *
create_values (SluiceFeedPage *self, const SluiceWarehouse *kind)
{
  g_autoptr (SluiceWarehouseValues) kept = sluice_warehouse_values_new (self->context, kind);
  g_autoptr (JsonObject) values =
      sluice_warehouse_values_to_json (kind, sluice_warehouse_values_get_given (kept));

  return sluice_json_node_for_object (values);
}

/* Values and types of the iterator belong to a kind; names that were proposed for another go too. */
static void
change_kind (SluiceFeedPage *self, const SluiceWarehouse *kind)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (SluiceSetup) plain = sluice_draft_names_clear (setup, self->context);
  g_autoptr (SluiceSetup) moved =
      sluice_setup_with_text (plain, "/warehouse", sluice_warehouse_get_id (kind));
  g_autoptr (SluiceSetup) typed =
      sluice_setup_with_text (moved, "/pipeline/sync_mode/iterator_data_type", NULL);
  g_autoptr (SluiceSetup) valued = sluice_setup_with (typed, "/values", create_values (self, kind));
  g_autoptr (SluiceSetup) named = sluice_draft_names_fill (valued, self->context);

  sluice_draft_document_edit (self->document, named);
}

static void
on_kind_selected_cb (SluiceFeedPage *self)
{
  guint position = adw_combo_row_get_selected (self->kind);
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);

  if (!self->updating && self->document != NULL && position < n_kinds)
    change_kind (self, kinds[position]);
}

static void
on_new_clicked_cb (SluiceFeedPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (SluiceSetup) without = sluice_setup_with (setup, "/feed", NULL);
  g_autoptr (SluiceSetup) named = sluice_draft_names_fill (without, self->context);

  sluice_draft_document_edit (self->document, named);
  gtk_widget_set_visible (self->name, TRUE);
  gtk_widget_grab_focus (self->name);
}

/* Feeds have numbers for ids; a setup holds them as such. */
static void
on_reuse_chosen_cb (SluiceFeedPage *self, SluiceComponent *component)
{
  JsonNode *id = json_node_init_string (json_node_alloc (), sluice_component_get_id (component));
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (SluiceSetup) without = sluice_setup_with (setup, "/feed", NULL);
  g_autoptr (SluiceSetup) with_id = NULL;
  gint64 number;

  if (g_ascii_string_to_signed (sluice_component_get_id (component), 10, G_MININT64, G_MAXINT64,
                                &number, NULL))
    json_node_init_int (id, number);
  with_id = sluice_setup_with (without, "/feed/id", id);
  sluice_draft_document_edit (self->document, with_id);
}

static void
show_kind (SluiceFeedPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i] == sluice_setup_get_warehouse (setup))
      adw_combo_row_set_selected (self->kind, i);
}

static void
show_feed (SluiceFeedPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autofree char *id = sluice_json_dup_text (sluice_setup_get_block (setup, "feed"), "id");
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->name, id == NULL);
  gtk_widget_set_visible (self->existing, id != NULL);
  if (id == NULL)
    return;
  name = sluice_reuse_row_dup_name (self->reuse, id);
  if (name == NULL)
    /* Translators: a feed whose name is not known; %s is a number */
    name = g_strdup_printf (_ ("Feed %s"), id);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->existing), name);
}

static void
on_document_changed_cb (SluiceFeedPage *self)
{
  self->updating = TRUE;
  show_kind (self);
  show_feed (self);
  self->updating = FALSE;
}

static void
fill_kinds (SluiceFeedPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    gtk_string_list_append (names, sluice_warehouse_get_display_name (kinds[i]));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (names));
}

static void
sluice_feed_page_bind (SluiceWizardPage *page,
                       SluiceUiContext *context,
                       SluiceDraftDocument *document)
{
  SluiceFeedPage *self = SLUICE_FEED_PAGE (page);

  fill_kinds (self);
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
  iface->bind = sluice_feed_page_bind;
}

static void
sluice_feed_page_dispose (GObject *object)
{
  SluiceFeedPage *self = SLUICE_FEED_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_feed_page_parent_class)->dispose (object);
}

static void
sluice_feed_page_class_init (SluiceFeedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_feed_page_dispose;

  g_type_ensure (SLUICE_TYPE_NOTE_ROW);
  g_type_ensure (SLUICE_TYPE_REUSE_ROW);
  g_type_ensure (SLUICE_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-feed-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceFeedPage, existing);
  gtk_widget_class_bind_template_child (widget_class, SluiceFeedPage, kind);
  gtk_widget_class_bind_template_child (widget_class, SluiceFeedPage, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceFeedPage, reuse);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reuse_chosen_cb);
}

static void
sluice_feed_page_init (SluiceFeedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
