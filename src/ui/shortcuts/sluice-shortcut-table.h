/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SluiceShortcut:
 * @title: what it does, marked for translation
 * @action: (nullable): the detailed action that it calls; %NULL for one that GTK itself knows
 * @keys: the accelerators, one at least; the first is the one to be learned
 * @shown: (nullable): what the list says in place of @keys, as #GtkShortcutLabel takes it; empty for
 *   one that another line tells of
 *
 * One line of the list of shortcuts.
 */
typedef struct
{
  const char *title;
  const char *action;
  const char *keys[4];
  const char *shown;
} SluiceShortcut;

/**
 * SluiceShortcutGroup:
 * @title: its heading, marked for translation
 * @shortcuts: ended by one without a title
 */
typedef struct
{
  const char *title;
  const SluiceShortcut *shortcuts;
} SluiceShortcutGroup;

const SluiceShortcutGroup *sluice_shortcut_table_get (guint *n_groups);
void sluice_shortcut_table_set_accels (GtkApplication *app);
void sluice_shortcut_table_add_bindings (GtkWidgetClass *widget_class, const char *prefix);

G_END_DECLS
