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

#define VALUES_PATH        "/values"
#define ITERATOR_TYPE_PATH "/pipeline/sync_mode/iterator_data_type"

struct _SluiceFeedPage
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceDraftDocument *document;
  GHashTable *kinds; /* id of a kind -> SluiceSetup: the draft when it was last of this kind */
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

static JsonNode *
create_values (SluiceFeedPage *self, const SluiceWarehouse *kind)
{
  g_autoptr (SluiceWarehouseValues) kept = sluice_warehouse_values_new (self->context, kind);
  g_autoptr (JsonObject) values =
      sluice_warehouse_values_to_json (kind, sluice_warehouse_values_get_given (kept));

  return sluice_json_node_for_object (values);
}

static SluiceSetup *
copy_member (SluiceSetup *setup, const char *pointer, SluiceSetup *from)
{
  JsonNode *node =
      from != NULL ? sluice_json_pointer_get (sluice_setup_get_root (from), pointer) : NULL;

  return sluice_setup_with (setup, pointer, node != NULL ? json_node_copy (node) : NULL);
}

static gboolean
reuses_feed (SluiceSetup *setup)
{
  return setup != NULL &&
         sluice_json_pointer_get (sluice_setup_get_root (setup), "/feed/id") != NULL;
}

/* As far as it was read what the workspace has. */
static gboolean
reuses_connection (SluiceFeedPage *self, SluiceSetup *setup)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);
  const char *id = setup != NULL ? sluice_setup_get_text (setup, "/connection/id") : NULL;
  g_autoptr (SluiceComponent) component = NULL;

  if (session != NULL && id != NULL)
    component = sluice_component_store_find (sluice_component_store_get (session),
                                             SLUICE_FAMILY_CONNECTIONS, id);
  return component != NULL;
}

/* What was typed in the form of that warehouse is what one most likely wants to use. Values and the
 * type of the iterator belong to a kind, and whoever comes back to one finds what they gave for it. */
static SluiceSetup *
exchange_values (SluiceFeedPage *self, SluiceSetup *setup, SluiceSetup *before)
{
  const SluiceWarehouse *kind = sluice_setup_get_warehouse (setup);
  g_autoptr (SluiceSetup) typed = copy_member (setup, ITERATOR_TYPE_PATH, before);

  if (before != NULL)
    return copy_member (typed, VALUES_PATH, before);
  return sluice_setup_with (typed, VALUES_PATH, create_values (self, kind));
}

/* A feed or a connection that was chosen from those that exist is of no use to another kind. */
static SluiceSetup *
exchange_reused (SluiceFeedPage *self,
                 SluiceSetup *changed,
                 SluiceSetup *setup,
                 SluiceSetup *before)
{
  g_autoptr (SluiceSetup) fed = NULL;

  if (reuses_feed (setup) || reuses_feed (before))
    fed = copy_member (changed, "/feed", reuses_feed (before) ? before : NULL);
  else
    fed = g_object_ref (changed);
  if (reuses_connection (self, setup) || reuses_connection (self, before))
    return copy_member (fed, "/connection", reuses_connection (self, before) ? before : NULL);
  return g_object_ref (fed);
}

/* Names that were proposed for another kind go, too. */
static void
change_kind (SluiceFeedPage *self, const SluiceWarehouse *kind)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  const SluiceWarehouse *old = sluice_setup_get_warehouse (setup);
  SluiceSetup *before = g_hash_table_lookup (self->kinds, sluice_warehouse_get_id (kind));
  g_autoptr (SluiceSetup) plain = sluice_draft_names_clear (setup, self->context);
  g_autoptr (SluiceSetup) moved =
      sluice_setup_with_text (plain, "/warehouse", sluice_warehouse_get_id (kind));
  g_autoptr (SluiceSetup) valued = exchange_values (self, moved, before);
  g_autoptr (SluiceSetup) unbound = exchange_reused (self, valued, setup, before);
  g_autoptr (SluiceSetup) named = sluice_draft_names_fill (unbound, self->context);

  if (old != NULL)
    g_hash_table_insert (self->kinds, (gpointer) sluice_warehouse_get_id (old),
                         g_object_ref (setup));
  sluice_draft_document_edit (self->document, named);
}

static void
on_document_replaced_cb (SluiceFeedPage *self)
{
  g_hash_table_remove_all (self->kinds);
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
static JsonNode *
create_id (const char *id)
{
  gint64 number;

  if (g_ascii_string_to_signed (id, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return json_node_init_int (json_node_alloc (), number);
  return json_node_init_string (json_node_alloc (), id);
}

static void
on_reuse_chosen_cb (SluiceFeedPage *self, SluiceComponent *component)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (SluiceSetup) without = sluice_setup_with (setup, "/feed", NULL);
  g_autoptr (SluiceSetup) with_id =
      sluice_setup_with (without, "/feed/id", create_id (sluice_component_get_id (component)));

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
  sluice_reuse_row_set_kind (self->reuse, sluice_setup_get_warehouse (
                                              sluice_draft_document_get_setup (self->document)));
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
  g_signal_connect_object (document, "replaced", G_CALLBACK (on_document_replaced_cb), self,
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

  g_clear_pointer (&self->kinds, g_hash_table_unref);
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
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
