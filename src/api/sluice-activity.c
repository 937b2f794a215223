/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-activity.h"

struct _SluiceActivity
{
  GObject parent_instance;

  GPtrArray *records;
  gsize weight; /* bytes of text in all records */
};

static GType
sluice_activity_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_CALL_RECORD;
}

static guint
sluice_activity_get_n_items (GListModel *model)
{
  return SLUICE_ACTIVITY (model)->records->len;
}

static gpointer
sluice_activity_get_item (GListModel *model, guint position)
{
  SluiceActivity *self = SLUICE_ACTIVITY (model);

  return position < self->records->len ? g_object_ref (g_ptr_array_index (self->records, position))
                                       : NULL;
}

static void
sluice_activity_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_activity_get_item_type;
  iface->get_n_items = sluice_activity_get_n_items;
  iface->get_item = sluice_activity_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceActivity,
                               sluice_activity,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_activity_list_model_init))

static void
sluice_activity_finalize (GObject *object)
{
  SluiceActivity *self = SLUICE_ACTIVITY (object);

  g_ptr_array_unref (self->records);
  G_OBJECT_CLASS (sluice_activity_parent_class)->finalize (object);
}

static void
sluice_activity_class_init (SluiceActivityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_activity_finalize;
}

static void
sluice_activity_init (SluiceActivity *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sluice_activity_new:
 *
 * Returns: (transfer full): an empty log
 */
SluiceActivity *
sluice_activity_new (void)
{
  return g_object_new (SLUICE_TYPE_ACTIVITY, NULL);
}

/* How many of the oldest records must go so that one of @weight fits. */
static guint
count_too_many (SluiceActivity *self, gsize weight)
{
  gsize left = self->weight + weight;
  guint drop = 0;

  while (drop < self->records->len && (self->records->len - drop >= SLUICE_ACTIVITY_MAX_ENTRIES ||
                                       left > SLUICE_ACTIVITY_MAX_BYTES))
    left -= sluice_call_record_get_weight (g_ptr_array_index (self->records, drop++));
  return drop;
}

/**
 * sluice_activity_append:
 * @self: a log
 * @record: a record, already redacted
 *
 * Adds @record at the end; the oldest ones go where the log is full.
 */
void
sluice_activity_append (SluiceActivity *self, SluiceCallRecord *record)
{
  gsize weight = sluice_call_record_get_weight (record);
  guint drop;

  g_return_if_fail (SLUICE_IS_ACTIVITY (self));

  drop = count_too_many (self, weight);
  for (guint i = 0; i < drop; i++)
    self->weight -= sluice_call_record_get_weight (g_ptr_array_index (self->records, i));
  if (drop > 0)
    {
      g_ptr_array_remove_range (self->records, 0, drop);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, drop, 0);
    }
  g_ptr_array_add (self->records, g_object_ref (record));
  self->weight += weight;
  g_list_model_items_changed (G_LIST_MODEL (self), self->records->len - 1, 0, 1);
}

/**
 * sluice_activity_clear:
 * @self: a log
 *
 * Forgets all records.
 */
void
sluice_activity_clear (SluiceActivity *self)
{
  guint count;

  g_return_if_fail (SLUICE_IS_ACTIVITY (self));

  count = self->records->len;
  g_ptr_array_set_size (self->records, 0);
  self->weight = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, count, 0);
}
