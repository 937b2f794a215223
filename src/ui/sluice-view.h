/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_VIEW (sluice_view_get_type ())
G_DECLARE_INTERFACE (SluiceView, sluice_view, SLUICE, VIEW, GtkWidget)

/**
 * SluiceViewInterface:
 * @set_context: called once, before anything else, with the context of the window. The view keeps a
 *   reference and follows the context's "profile" and "session", which change under it
 * @activate: (nullable): the view is now the one on screen
 * @deactivate: (nullable): another view took its place; it may come back
 * @refresh: (nullable): somebody does not want to wait for the next look at what is shown
 * @navigate: (nullable): somebody asked for something in this view. What the parameter is the view
 *   says in its header: a #GtkStringObject with an id, or an object of the core
 *
 * One page of the window. A view is a widget with a header bar of its own, whose first child is a
 * SluiceBackButton; it is made when it is first shown.
 */
struct _SluiceViewInterface
{
  GTypeInterface parent_iface;

  void (*set_context) (SluiceView *self, SluiceUiContext *context);
  void (*activate) (SluiceView *self);
  void (*deactivate) (SluiceView *self);
  void (*refresh) (SluiceView *self);
  void (*navigate) (SluiceView *self, GObject *parameter);
};

void sluice_view_set_context (SluiceView *self, SluiceUiContext *context);
void sluice_view_activate (SluiceView *self);
void sluice_view_deactivate (SluiceView *self);
void sluice_view_refresh (SluiceView *self);
void sluice_view_navigate (SluiceView *self, GObject *parameter);

G_END_DECLS
