/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SluiceViewEntry:
 * @name: what navigation and the settings call it
 * @title: what the sidebar calls it, marked for translation
 * @icon: a symbolic icon
 * @get_type: the widget's type, which implements SluiceView
 * @needs_workspace: whether it has nothing to show before there is a workspace
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
  gboolean needs_workspace;
  gboolean starts_section;
} SluiceViewEntry;

const SluiceViewEntry *sluice_view_table_get (guint *n_views);
const SluiceViewEntry *sluice_view_table_find (const char *name);

G_END_DECLS
