/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-search-filter.h"

#include <string.h>

#include "sluice-fold.h"

struct _SluiceSearchFilter
{
  GtkFilter parent_instance;

  SluiceSearchText get_text;
  char *words; /* folded */
};

G_DEFINE_FINAL_TYPE (SluiceSearchFilter, sluice_search_filter, GTK_TYPE_FILTER)

static gboolean
sluice_search_filter_match (GtkFilter *filter, gpointer item)
{
  SluiceSearchFilter *self = SLUICE_SEARCH_FILTER (filter);

  return strstr (self->get_text (item), self->words) != NULL;
}

static GtkFilterMatch
sluice_search_filter_get_strictness (GtkFilter *filter)
{
  return *SLUICE_SEARCH_FILTER (filter)->words == '\0' ? GTK_FILTER_MATCH_ALL
                                                       : GTK_FILTER_MATCH_SOME;
}

static void
sluice_search_filter_finalize (GObject *object)
{
  g_free (SLUICE_SEARCH_FILTER (object)->words);
  G_OBJECT_CLASS (sluice_search_filter_parent_class)->finalize (object);
}

static void
sluice_search_filter_class_init (SluiceSearchFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_search_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = sluice_search_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = sluice_search_filter_get_strictness;
}

static void
sluice_search_filter_init (SluiceSearchFilter *self)
{
  self->words = g_strdup ("");
}

/**
 * sluice_search_filter_new:
 * @get_text: gives what an item is found by
 *
 * Returns: (transfer full): a filter that passes everything yet
 */
SluiceSearchFilter *
sluice_search_filter_new (SluiceSearchText get_text)
{
  SluiceSearchFilter *self = g_object_new (SLUICE_TYPE_SEARCH_FILTER, NULL);

  self->get_text = get_text;
  return self;
}

/**
 * sluice_search_filter_set_words:
 * @self: a filter
 * @words: what was typed
 *
 * From now on only what holds @words passes, in upper or lower case.
 */
void
sluice_search_filter_set_words (SluiceSearchFilter *self, const char *words)
{
  g_autofree char *before = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (SLUICE_IS_SEARCH_FILTER (self));

  before = g_steal_pointer (&self->words);
  self->words = sluice_fold (words);
  if (g_str_equal (before, self->words))
    return;
  if (strstr (self->words, before) != NULL)
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (strstr (before, self->words) != NULL)
    change = GTK_FILTER_CHANGE_LESS_STRICT;
  gtk_filter_changed (GTK_FILTER (self), change);
}
