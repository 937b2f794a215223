/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-reuse-row.h"

#include "sluice-json.h"
#include "ui/components/sluice-component-store.h"
#include "ui/new-pipeline/sluice-component-chooser.h"
#include "ui/widgets/sluice-turns.h"

struct _SluiceReuseRow
{
  AdwActionRow parent_instance;

  SluiceUiContext *context;
  SluiceComponentStore *store; /* (nullable): of the session that is open */
  SluiceFamily family;
  const SluiceWarehouse *kind; /* (nullable): only what is for it can be chosen */
};

enum
{
  PROP_0,
  PROP_FAMILY,
  N_PROPS,
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceReuseRow, sluice_reuse_row, ADW_TYPE_ACTION_ROW)

/* A feed is bound to a kind of warehouse by its module, a connection by its provider; a query to none. */
static gboolean
fits (gpointer item, gpointer user_data)
{
  const SluiceWarehouse *kind = user_data;
  JsonObject *object = sluice_component_get_object (item);
  const char *module = sluice_json_get_string (object, "module_name");
  const char *provider = sluice_json_get_string (object, "service_provider");

  if (module != NULL)
    return g_ascii_strcasecmp (module, sluice_warehouse_get_module_name (kind)) == 0;
  return provider == NULL || sluice_warehouse_lookup_provider (provider) == kind;
}

static GListModel *
create_fitting (SluiceReuseRow *self)
{
  GListModel *all = sluice_component_store_get_model (self->store, self->family);
  GtkCustomFilter *filter;

  if (self->kind == NULL)
    return g_object_ref (all);
  filter = gtk_custom_filter_new (fits, (gpointer) self->kind, NULL);
  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (all), GTK_FILTER (filter)));
}

static void
update (SluiceReuseRow *self)
{
  g_autoptr (GListModel) fitting = self->store != NULL ? create_fitting (self) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self),
                          fitting != NULL && g_list_model_get_n_items (fitting) > 0);
}

static void
on_context_session_cb (SluiceReuseRow *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, update, self);
  g_clear_object (&self->store);
  if (session != NULL)
    {
      self->store = g_object_ref (sluice_component_store_get (session));
      g_signal_connect_object (self->store, "changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      if (!sluice_component_store_is_loaded (self->store, self->family))
        sluice_component_store_refresh (self->store, self->family);
    }
  update (self);
}

static void
on_chooser_chosen_cb (SluiceReuseRow *self, SluiceComponent *component)
{
  g_signal_emit (self, signals[CHOSEN], 0, component);
}

static void
sluice_reuse_row_activate (AdwActionRow *row)
{
  SluiceReuseRow *self = SLUICE_REUSE_ROW (row);
  g_autoptr (GListModel) fitting = NULL;
  GtkWidget *chooser;

  if (self->store == NULL)
    return;
  fitting = create_fitting (self);
  chooser = sluice_component_chooser_new (self->family, fitting);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_chooser_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (chooser),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  sluice_turns_present (chooser);
}

static void
sluice_reuse_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SluiceReuseRow *self = SLUICE_REUSE_ROW (object);

  switch (prop_id)
    {
    case PROP_FAMILY:
      if (!sluice_family_from_string (g_value_get_string (value), &self->family))
        g_critical ("No such family: %s", g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_reuse_row_dispose (GObject *object)
{
  SluiceReuseRow *self = SLUICE_REUSE_ROW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_reuse_row_parent_class)->dispose (object);
}

static void
sluice_reuse_row_class_init (SluiceReuseRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = sluice_reuse_row_set_property;
  object_class->dispose = sluice_reuse_row_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = sluice_reuse_row_activate;

  properties[PROP_FAMILY] =
      g_param_spec_string ("family", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_COMPONENT);
}

static void
sluice_reuse_row_init (SluiceReuseRow *self)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/**
 * sluice_reuse_row_set_context:
 * @self: the row
 * @context: the context of the window, whose workspace has what can be chosen
 */
void
sluice_reuse_row_set_context (SluiceReuseRow *self, SluiceUiContext *context)
{
  g_return_if_fail (SLUICE_IS_REUSE_ROW (self));

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (on_context_session_cb), self,
                           G_CONNECT_SWAPPED);
  on_context_session_cb (self);
}

/**
 * sluice_reuse_row_set_kind:
 * @self: the row
 * @kind: (nullable): a kind of warehouse
 *
 * What belongs to another kind is not offered from now on.
 */
void
sluice_reuse_row_set_kind (SluiceReuseRow *self, const SluiceWarehouse *kind)
{
  g_return_if_fail (SLUICE_IS_REUSE_ROW (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  update (self);
}

/**
 * sluice_reuse_row_dup_name:
 * @self: the row
 * @id: an id
 *
 * Returns: (transfer full) (nullable): the name of what has this id, where it is known
 */
char *
sluice_reuse_row_dup_name (SluiceReuseRow *self, const char *id)
{
  g_autoptr (SluiceComponent) component = NULL;

  g_return_val_if_fail (SLUICE_IS_REUSE_ROW (self), NULL);

  if (self->store != NULL)
    component = sluice_component_store_find (self->store, self->family, id);
  return component != NULL ? g_strdup (sluice_component_get_name (component)) : NULL;
}
