/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_VIEW_ALWAYS,
  SLUICE_VIEW_WITH_WORKSPACE,
  SLUICE_VIEW_WITHOUT_WORKSPACE,
} SluiceViewWhen;

/**
 * SluiceViewEntry:
 * @name: what navigation and the settings call it
 * @title: what the sidebar calls it, marked for translation
 * @icon: a symbolic icon
 * @get_type: the widget's type, which implements SluiceView
 * @when: whether it is there before or after the first workspace, or always
 * @starts_section: whether the sidebar draws a line above it
 *
 * One row of the sidebar.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
  SluiceViewWhen when;
  gboolean starts_section;
} SluiceViewEntry;

const SluiceViewEntry *sluice_view_table_get (guint *n_views);
const SluiceViewEntry *sluice_view_table_find (const char *name);
gboolean sluice_view_entry_is_there (const SluiceViewEntry *entry, gboolean has_workspace);

G_END_DECLS
