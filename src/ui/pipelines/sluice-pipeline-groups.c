/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipeline-groups.h"

#include <glib/gi18n.h>

#include "ui/pipelines/sluice-pipeline-words.h"

struct _SluicePipelineGroups
{
  GObject parent_instance;

  GListModel *sorted;
  GPtrArray *items;    /* (element-type GObject): what this list has */
  GHashTable *headers; /* warehouse -> GtkStringObject, the same one each time */
  gboolean grouped;
  guint queued;
};

static void sluice_pipeline_groups_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluicePipelineGroups,
                               sluice_pipeline_groups,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_pipeline_groups_list_model_init))

static GType
sluice_pipeline_groups_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
sluice_pipeline_groups_get_n_items (GListModel *model)
{
  return SLUICE_PIPELINE_GROUPS (model)->items->len;
}

static gpointer
sluice_pipeline_groups_get_item (GListModel *model, guint position)
{
  SluicePipelineGroups *self = SLUICE_PIPELINE_GROUPS (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
sluice_pipeline_groups_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_pipeline_groups_get_item_type;
  iface->get_n_items = sluice_pipeline_groups_get_n_items;
  iface->get_item = sluice_pipeline_groups_get_item;
}

static GtkStringObject *
find_header (SluicePipelineGroups *self, const char *warehouse)
{
  GtkStringObject *header = g_hash_table_lookup (self->headers, warehouse);

  if (header == NULL)
    {
      header = gtk_string_object_new (*warehouse != '\0' ? warehouse : _ ("Unknown Warehouse"));
      g_hash_table_insert (self->headers, g_strdup (warehouse), header);
    }
  return header;
}

static GPtrArray *
make_items (SluicePipelineGroups *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = g_list_model_get_n_items (self->sorted);
  const char *before = NULL;

  for (guint i = 0; i < n_items; i++)
    {
      SluicePipelineStatus *status = g_list_model_get_item (self->sorted, i);
      const char *warehouse = sluice_pipeline_words_get_warehouse (status);

      if (self->grouped && g_strcmp0 (before, warehouse) != 0)
        g_ptr_array_add (items, g_object_ref (find_header (self, warehouse)));
      before = warehouse;
      g_ptr_array_add (items, status);
    }
  return items;
}

/* Tells of what is different only, so that the list neither jumps nor loses its place. */
static void
rebuild (SluicePipelineGroups *self)
{
  g_autoptr (GPtrArray) before = self->items;
  GPtrArray *after = make_items (self);
  guint most = MIN (before->len, after->len);
  guint start = 0;
  guint end = 0;

  while (start < most && before->pdata[start] == after->pdata[start])
    start++;
  while (end < most - start &&
         before->pdata[before->len - 1 - end] == after->pdata[after->len - 1 - end])
    end++;
  self->items = after;
  if (start + end < MAX (before->len, after->len))
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                after->len - start - end);
}

static gboolean
on_rebuild_idle_cb (gpointer user_data)
{
  SluicePipelineGroups *self = user_data;

  self->queued = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

/* Pipelines come one by one: to look at all of them for each takes minutes where there are thousands. */
static void
on_sorted_changed_cb (SluicePipelineGroups *self)
{
  if (self->queued == 0)
    self->queued = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_rebuild_idle_cb, self, NULL);
}

static void
sluice_pipeline_groups_finalize (GObject *object)
{
  SluicePipelineGroups *self = SLUICE_PIPELINE_GROUPS (object);

  g_clear_handle_id (&self->queued, g_source_remove);
  g_clear_object (&self->sorted);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->headers);
  G_OBJECT_CLASS (sluice_pipeline_groups_parent_class)->finalize (object);
}

static void
sluice_pipeline_groups_class_init (SluicePipelineGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_pipeline_groups_finalize;
}

static void
sluice_pipeline_groups_init (SluicePipelineGroups *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * sluice_pipeline_groups_new:
 * @sorted: (element-type SluicePipelineStatus): pipelines; those of a warehouse side by side while they
 *   are grouped
 *
 * Returns: (transfer full): a list of them, not grouped
 */
SluicePipelineGroups *
sluice_pipeline_groups_new (GListModel *sorted)
{
  SluicePipelineGroups *self = g_object_new (SLUICE_TYPE_PIPELINE_GROUPS, NULL);

  self->sorted = g_object_ref (sorted);
  g_signal_connect_object (sorted, "items-changed", G_CALLBACK (on_sorted_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
  return self;
}

/**
 * sluice_pipeline_groups_update:
 * @self: a list
 * @grouped: whether each warehouse has a header
 *
 * Looks at the warehouses again, which change without the list being told.
 */
void
sluice_pipeline_groups_update (SluicePipelineGroups *self, gboolean grouped)
{
  g_return_if_fail (SLUICE_IS_PIPELINE_GROUPS (self));

  /* Without headers all that there is to be seen are the pipelines themselves. */
  if (!grouped && !self->grouped && self->queued == 0)
    return;
  self->grouped = grouped;
  g_clear_handle_id (&self->queued, g_source_remove);
  rebuild (self);
}
