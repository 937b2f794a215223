/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceSlice:
 * @object: one of the objects of a list
 * @data: what the work is done on
 */
typedef void (*SluiceSlice) (JsonObject *object, gpointer data);

gboolean sluice_slices_run (JsonArray *list, SluiceSlice each, GDestroyNotify done, gpointer data);

G_END_DECLS
