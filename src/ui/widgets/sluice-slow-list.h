/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SLOW_LIST (sluice_slow_list_get_type ())

/**
 * SluiceSlowList:
 *
 * A list view builds about 200 rows as soon as its model has them, which holds up the window for many
 * frames. This model stands between: it has the items of another, in pieces, one in each turn of the
 * main loop, and soon all.
 */
G_DECLARE_FINAL_TYPE (SluiceSlowList, sluice_slow_list, SLUICE, SLOW_LIST, GObject)

GListModel *sluice_slow_list_new (GListModel *model);
gboolean sluice_slow_list_shrink (SluiceSlowList *self);

G_END_DECLS
