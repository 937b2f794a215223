/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SluiceSearchText:
 * @item: what a list has
 *
 * Returns: (transfer none): what it is found by, from sluice_fold()
 */
typedef const char *(*SluiceSearchText) (gpointer item);

#define SLUICE_TYPE_SEARCH_FILTER (sluice_search_filter_get_type ())

/**
 * SluiceSearchFilter:
 *
 * Passes what holds some words. A #GtkStringFilter folds the text of each item anew at each letter that
 * is typed; here that was done when the item came.
 */
G_DECLARE_FINAL_TYPE (SluiceSearchFilter, sluice_search_filter, SLUICE, SEARCH_FILTER, GtkFilter)

SluiceSearchFilter *sluice_search_filter_new (SluiceSearchText get_text);
void sluice_search_filter_set_words (SluiceSearchFilter *self, const char *words);

G_END_DECLS
