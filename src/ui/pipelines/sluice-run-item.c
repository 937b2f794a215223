/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-run-item.h"

struct _SluiceRunItem
{
  GObject parent_instance;

  SluiceRunRecord *record;
};

G_DEFINE_FINAL_TYPE (SluiceRunItem, sluice_run_item, G_TYPE_OBJECT)

static void
sluice_run_item_finalize (GObject *object)
{
  g_clear_pointer (&SLUICE_RUN_ITEM (object)->record, sluice_run_record_free);
  G_OBJECT_CLASS (sluice_run_item_parent_class)->finalize (object);
}

static void
sluice_run_item_class_init (SluiceRunItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_run_item_finalize;
}

static void
sluice_run_item_init (SluiceRunItem *self)
{
}

/**
 * sluice_run_item_new:
 * @record: (transfer full): a run
 *
 * Returns: (transfer full): it as an item of a list
 */
SluiceRunItem *
sluice_run_item_new (SluiceRunRecord *record)
{
  SluiceRunItem *self = g_object_new (SLUICE_TYPE_RUN_ITEM, NULL);

  self->record = record;
  return self;
}

/**
 * sluice_run_item_get_record:
 * @self: an item
 *
 * Returns: (transfer none): its run
 */
const SluiceRunRecord *
sluice_run_item_get_record (SluiceRunItem *self)
{
  g_return_val_if_fail (SLUICE_IS_RUN_ITEM (self), NULL);

  return self->record;
}

static gboolean
errors_equal (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * sluice_run_item_equal:
 * @self: an item
 * @other: another one
 *
 * Returns: whether a table would show the same of both
 */
gboolean
sluice_run_item_equal (SluiceRunItem *self, SluiceRunItem *other)
{
  const SluiceRunRecord *a = self->record;
  const SluiceRunRecord *b = other->record;

  return g_str_equal (a->run_id, b->run_id) && g_str_equal (a->state, b->state) &&
         a->started == b->started && a->ended == b->ended && a->window_start == b->window_start &&
         a->window_end == b->window_end && a->records == b->records && a->failed == b->failed &&
         errors_equal (a->errors, b->errors);
}
