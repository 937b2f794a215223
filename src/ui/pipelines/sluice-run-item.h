/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-run-history.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RUN_ITEM (sluice_run_item_get_type ())

/**
 * SluiceRunItem:
 *
 * A run in a list model. Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceRunItem, sluice_run_item, SLUICE, RUN_ITEM, GObject)

SluiceRunItem *sluice_run_item_new (SluiceRunRecord *record);
const SluiceRunRecord *sluice_run_item_get_record (SluiceRunItem *self);
gboolean sluice_run_item_equal (SluiceRunItem *self, SluiceRunItem *other);

G_END_DECLS
