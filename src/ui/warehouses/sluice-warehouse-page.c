/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-warehouse-page.h"

#include <glib/gi18n.h>

#include "setup/sluice-setup.h"
#include "sluice-json.h"
#include "ui/warehouses/sluice-warehouse-files.h"
#include "ui/warehouses/sluice-warehouse-form.h"
#include "ui/warehouses/sluice-warehouse-notes.h"
#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-pane-layout.h"
#include "ui/widgets/sluice-turns.h"

struct _SluiceWarehousePage
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  const SluiceWarehouse *kind;
  SluiceWarehouseValues *values;

  guint folding;
  gboolean queued; /* that files and notes are to follow the values */

  AdwWindowTitle *title;
  GtkWidget *switcher;
  AdwLeaflet *leaflet;
  GtkToggleButton *show_form;
  GtkToggleButton *show_files;
  AdwBin *form_bin;
  AdwBin *files_bin;
  SluiceWarehouseForm *form;
  SluiceWarehouseFiles *files;
  SluiceWarehouseNotes *notes;
};

G_DEFINE_FINAL_TYPE (SluiceWarehousePage, sluice_warehouse_page, ADW_TYPE_BIN)

static gboolean
update_files (gpointer owner)
{
  SluiceWarehousePage *self = owner;

  self->queued = FALSE;
  if (self->files != NULL)
    sluice_warehouse_files_set_completed (self->files,
                                          sluice_warehouse_values_get_completed (self->values));
  return FALSE;
}

static gboolean
update_notes (gpointer owner)
{
  SluiceWarehousePage *self = owner;

  if (self->notes != NULL)
    sluice_warehouse_notes_set_completed (self->notes,
                                          sluice_warehouse_values_get_completed (self->values));
  return FALSE;
}

/* The form follows at once, what is written of it in the turns after; once for all that is typed until
 * then. */
static void
on_values_completed_cb (SluiceWarehousePage *self)
{
  static const SluiceTurn turns[] = { update_files, update_notes };

  sluice_warehouse_form_set_completed (self->form,
                                       sluice_warehouse_values_get_completed (self->values));
  if (!self->queued)
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  self->queued = TRUE;
}

static void
on_switcher_toggled_cb (SluiceWarehousePage *self)
{
  gboolean form = gtk_toggle_button_get_active (self->show_form);

  adw_leaflet_set_visible_child_name (self->leaflet, form ? "form" : "files");
}

static gboolean
show_switcher (gpointer user_data)
{
  SluiceWarehousePage *self = user_data;

  self->folding = 0;
  gtk_widget_set_visible (self->switcher, adw_leaflet_get_folded (self->leaflet));
  return G_SOURCE_REMOVE;
}

/* A leaflet folds while it is given its place: the header bar must not change before that is over. */
static void
on_leaflet_folded_cb (SluiceWarehousePage *self)
{
  if (self->folding == 0)
    self->folding = g_idle_add (show_switcher, self);
}

static void
on_files_show_field_cb (SluiceWarehousePage *self, const char *key)
{
  gtk_toggle_button_set_active (self->show_form, TRUE);
  sluice_warehouse_form_focus_field (self->form, key);
}

/* What the guided flow begins with: the values, nothing else yet. */
static SluiceSetup *
create_setup (SluiceWarehousePage *self)
{
  g_autoptr (SluiceSetup) draft = sluice_setup_new_draft (self->kind);
  g_autoptr (JsonObject) values =
      sluice_warehouse_values_to_json (self->kind,
                                       sluice_warehouse_values_get_given (self->values));
  g_autoptr (JsonNode) node = sluice_json_node_for_object (values);

  return sluice_setup_with (draft, "/values", g_steal_pointer (&node));
}

static void
on_notes_use_cb (SluiceWarehousePage *self)
{
  SluiceValues *completed = sluice_warehouse_values_get_completed (self->values);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (SluiceSetup) setup = NULL;

  if (!sluice_warehouse_validate (self->kind, completed, SLUICE_NEEDED_CONNECTION, errors) &&
      sluice_warehouse_form_show_errors (self->form, errors))
    {
      sluice_ui_context_toast (self->context,
                               _ ("Some values are missing. They are marked above."));
      return;
    }

  setup = create_setup (self);
  sluice_ui_context_navigate (self->context, "new-pipeline", G_OBJECT (setup));
}

static void
sluice_warehouse_page_dispose (GObject *object)
{
  SluiceWarehousePage *self = SLUICE_WAREHOUSE_PAGE (object);

  g_clear_handle_id (&self->folding, g_source_remove);
  g_clear_object (&self->notes);
  g_clear_object (&self->values);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_warehouse_page_parent_class)->dispose (object);
}

static void
sluice_warehouse_page_class_init (SluiceWarehousePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_warehouse_page_dispose;

  g_type_ensure (SLUICE_TYPE_PANE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/warehouses/sluice-warehouse-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousePage, files_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousePage, form_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousePage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousePage, show_files);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousePage, show_form);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousePage, switcher);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousePage, title);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_switcher_toggled_cb);
}

static void
sluice_warehouse_page_init (SluiceWarehousePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
fill_form (gpointer owner)
{
  return sluice_warehouse_form_fill (SLUICE_WAREHOUSE_PAGE (owner)->form);
}

static gboolean
add_files (gpointer owner)
{
  SluiceWarehousePage *self = owner;

  self->files = sluice_warehouse_files_new (self->context, self->kind);
  g_signal_connect_object (self->files, "show-field", G_CALLBACK (on_files_show_field_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_arrival (self->files_bin, GTK_WIDGET (self->files));
  return FALSE;
}

static gboolean
add_notes (gpointer owner)
{
  SluiceWarehousePage *self = owner;

  self->notes = sluice_warehouse_notes_new (self->context, self->kind, self->form);
  g_signal_connect_object (self->notes, "use", G_CALLBACK (on_notes_use_cb), self,
                           G_CONNECT_SWAPPED);
  return FALSE;
}

/* The first fields are there at once; the others and what stands beside and under them follow. */
static const SluiceTurn turns[] = { fill_form, add_files, update_files, add_notes, update_notes };

/**
 * sluice_warehouse_page_new:
 * @context: the context of the window
 * @kind: the kind of warehouse
 *
 * Returns: (transfer floating): the page, with what was typed last time in this workspace
 */
GtkWidget *
sluice_warehouse_page_new (SluiceUiContext *context, const SluiceWarehouse *kind)
{
  SluiceWarehousePage *self = g_object_new (SLUICE_TYPE_WAREHOUSE_PAGE, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->values = sluice_warehouse_values_new (context, kind);
  adw_window_title_set_title (self->title, sluice_warehouse_get_display_name (kind));

  self->form =
      sluice_warehouse_form_new (context, kind, sluice_warehouse_values_get_given (self->values));
  adw_bin_set_child (self->form_bin, GTK_WIDGET (self->form));
  g_signal_connect_object (self->values, "completed", G_CALLBACK (on_values_completed_cb), self,
                           G_CONNECT_SWAPPED);
  on_values_completed_cb (self);
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  return GTK_WIDGET (self);
}

/**
 * sluice_warehouse_page_get_values:
 * @self: the page
 *
 * Returns: (transfer none): what was typed into its form
 */
SluiceWarehouseValues *
sluice_warehouse_page_get_values (SluiceWarehousePage *self)
{
  g_return_val_if_fail (SLUICE_IS_WAREHOUSE_PAGE (self), NULL);

  return self->values;
}
