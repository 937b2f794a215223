/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-warehouses-view.h"

#include <glib/gi18n.h>

#include "ui/sluice-view.h"
#include "ui/warehouses/sluice-warehouse-page.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-state-pill.h"

struct _SluiceWarehousesView
{
  AdwBin parent_instance;

  SluiceUiContext *context;

  GtkStack *stack;
  AdwPreferencesGroup *kinds;
  GPtrArray *rows; /* (element-type AdwActionRow): one for each kind, owned by the group */
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceWarehousesView,
                               sluice_warehouses_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

/* Whoever goes elsewhere is not brought to what was still on its way. */
static void
show_page (SluiceWarehousesView *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    sluice_arrival_cancel (other);
  sluice_arrival_show (page);
}

/* A page is kept once made, so that going to and fro loses neither place nor files. */
static void
show_kind (SluiceWarehousesView *self, const SluiceWarehouse *kind)
{
  const char *id = sluice_warehouse_get_id (kind);

  if (gtk_stack_get_child_by_name (self->stack, id) == NULL)
    {
      gtk_stack_add_named (self->stack, sluice_warehouse_page_new (self->context, kind), id);
      sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
    }
  show_page (self, id);
  g_settings_set_string (sluice_ui_context_get_settings (self->context), "last-warehouse", id);
}

/* What the files are, each sort once, in their order. */
static char *
describe_files (const SluiceWarehouse *kind)
{
  static const struct
  {
    const char *language;
    const char *word;
  } words[] = {
    { "sql", N_ ("SQL") },
    { "sh", N_ ("shell scripts") },
    { "json", N_ ("policies") },
    { "markdown", N_ ("the privileges explained") },
    { "terraform", N_ ("Terraform") },
  };
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (kind, &n_files);
  g_autoptr (GPtrArray) sorts = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      guint found = 0;

      while (found < n_files && !g_str_equal (files[found].language, words[i].language))
        found++;
      if (found < n_files)
        g_ptr_array_add (sorts, (gpointer) _ (words[i].word));
    }
  g_ptr_array_add (sorts, NULL);
  joined = g_strjoinv (_ (", "), (char **) sorts->pdata);
  return g_strdup_printf (ngettext ("%u file: %s", "%u files: %s", n_files), n_files, joined);
}

/* The form may be open and hold more than what was kept of it yet. */
static SluiceWarehouseValues *
get_values (SluiceWarehousesView *self, const SluiceWarehouse *kind)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, sluice_warehouse_get_id (kind));

  if (page != NULL)
    return g_object_ref (sluice_warehouse_page_get_values (SLUICE_WAREHOUSE_PAGE (page)));
  return sluice_warehouse_values_new (self->context, kind);
}

static const char *
judge_form (SluiceWarehousesView *self, const SluiceWarehouse *kind)
{
  g_autoptr (SluiceWarehouseValues) values = get_values (self, kind);
  g_auto (GStrv) given = sluice_values_list_keys (sluice_warehouse_values_get_given (values));
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (kind, &n_files);
  g_autofree char *setup = NULL;

  if (given[0] == NULL)
    return NULL;
  setup = sluice_warehouse_render (kind, files[0].name,
                                   sluice_warehouse_values_get_completed (values), NULL, NULL);
  return setup != NULL ? "ready" : "draft";
}

static void
update_states (SluiceWarehousesView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      sluice_state_pill_set_state (g_object_get_data (G_OBJECT (row), "state"),
                                   judge_form (self, g_object_get_data (G_OBJECT (row), "kind")));
    }
}

static void
on_row_activated_cb (AdwActionRow *row, gpointer user_data)
{
  SluiceWarehousesView *self = user_data;

  show_kind (self, g_object_get_data (G_OBJECT (row), "kind"));
}

static GtkWidget *
create_row (SluiceWarehousesView *self, const SluiceWarehouse *kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *state = sluice_state_pill_new (NULL);
  g_autofree char *subtitle = describe_files (kind);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 sluice_warehouse_get_display_name (kind));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("sluice-warehouse-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  g_object_set_data (G_OBJECT (row), "kind", (gpointer) kind);
  g_object_set_data (G_OBJECT (row), "state", state);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated_cb), self);
  return row;
}

static void
show_kinds_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceWarehousesView *self = SLUICE_WAREHOUSES_VIEW (widget);

  update_states (self);
  show_page (self, "kinds");
}

static void
sluice_warehouses_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SluiceWarehousesView *self = SLUICE_WAREHOUSES_VIEW (view);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (update_states), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_states (self);
}

static void
sluice_warehouses_view_navigate (SluiceView *view, GObject *parameter)
{
  const SluiceWarehouse *kind = NULL;

  if (GTK_IS_STRING_OBJECT (parameter))
    kind = sluice_warehouse_lookup (gtk_string_object_get_string (GTK_STRING_OBJECT (parameter)));
  if (kind != NULL)
    show_kind (SLUICE_WAREHOUSES_VIEW (view), kind);
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_warehouses_view_set_context;
  iface->navigate = sluice_warehouses_view_navigate;
}

static void
sluice_warehouses_view_dispose (GObject *object)
{
  g_clear_object (&SLUICE_WAREHOUSES_VIEW (object)->context);
  g_clear_pointer (&SLUICE_WAREHOUSES_VIEW (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (sluice_warehouses_view_parent_class)->dispose (object);
}

static void
sluice_warehouses_view_class_init (SluiceWarehousesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_warehouses_view_dispose;

  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/warehouses/sluice-warehouses-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousesView, kinds);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehousesView, stack);
  gtk_widget_class_install_action (widget_class, "warehouses.show-kinds", NULL, show_kinds_action);
}

static void
sluice_warehouses_view_init (SluiceWarehousesView *self)
{
  guint n_kinds;
  const SluiceWarehouse *const *kinds;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = g_ptr_array_new ();
  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      GtkWidget *row = create_row (self, kinds[i]);

      adw_preferences_group_add (self->kinds, row);
      g_ptr_array_add (self->rows, row);
    }
}
