/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TYPE_AHEAD (sluice_type_ahead_get_type ())

/**
 * SluiceTypeAhead:
 *
 * What can be meant by what is being typed, in a list below the entry: the Down key leads into it,
 * Enter takes what is chosen, Escape leaves it. The keyboard stays in the entry, so that nobody has to
 * care. Lives as long as its entry.
 */
G_DECLARE_FINAL_TYPE (SluiceTypeAhead, sluice_type_ahead, SLUICE, TYPE_AHEAD, GObject)

/**
 * SluiceTypeAheadFunc:
 * @user_data: what was given with it
 *
 * Returns: (transfer full) (array zero-terminated=1): all there is to choose from now
 */
typedef char **(*SluiceTypeAheadFunc) (gpointer user_data);

SluiceTypeAhead *sluice_type_ahead_attach (GtkWidget *entry,
                                           const char *label,
                                           SluiceTypeAheadFunc list,
                                           gpointer user_data);

G_END_DECLS
