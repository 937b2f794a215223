/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/sluice-view.h"

G_DEFINE_INTERFACE (SluiceView, sluice_view, GTK_TYPE_WIDGET)

static void
sluice_view_default_init (SluiceViewInterface *iface)
{
}

/**
 * sluice_view_set_context:
 * @self: a view
 * @context: the context of the window it is in
 *
 * Called once by the window, right after it made the view.
 */
void
sluice_view_set_context (SluiceView *self, SluiceUiContext *context)
{
  g_return_if_fail (SLUICE_IS_VIEW (self));
  g_return_if_fail (SLUICE_IS_UI_CONTEXT (context));

  SLUICE_VIEW_GET_IFACE (self)->set_context (self, context);
}

/**
 * sluice_view_activate:
 * @self: a view
 *
 * Tells the view that it is on screen now.
 */
void
sluice_view_activate (SluiceView *self)
{
  g_return_if_fail (SLUICE_IS_VIEW (self));

  if (SLUICE_VIEW_GET_IFACE (self)->activate != NULL)
    SLUICE_VIEW_GET_IFACE (self)->activate (self);
}

/**
 * sluice_view_deactivate:
 * @self: a view
 *
 * Tells the view that another one took its place.
 */
void
sluice_view_deactivate (SluiceView *self)
{
  g_return_if_fail (SLUICE_IS_VIEW (self));

  if (SLUICE_VIEW_GET_IFACE (self)->deactivate != NULL)
    SLUICE_VIEW_GET_IFACE (self)->deactivate (self);
}

/**
 * sluice_view_refresh:
 * @self: a view
 *
 * Looks again at what the view shows. A view of what never changes by itself ignores this.
 */
void
sluice_view_refresh (SluiceView *self)
{
  g_return_if_fail (SLUICE_IS_VIEW (self));

  if (SLUICE_VIEW_GET_IFACE (self)->refresh != NULL)
    SLUICE_VIEW_GET_IFACE (self)->refresh (self);
}

/**
 * sluice_view_navigate:
 * @self: a view
 * @parameter: what to show there; the view's header says which class
 *
 * Leads the view to something in it. A view that has nothing to be led to ignores this.
 */
void
sluice_view_navigate (SluiceView *self, GObject *parameter)
{
  g_return_if_fail (SLUICE_IS_VIEW (self));
  g_return_if_fail (G_IS_OBJECT (parameter));

  if (SLUICE_VIEW_GET_IFACE (self)->navigate != NULL)
    SLUICE_VIEW_GET_IFACE (self)->navigate (self, parameter);
}
