/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-components-view.h"

#include <glib/gi18n.h>

#include "ui/components/sluice-component-detail.h"
#include "ui/components/sluice-component-list.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-farewell.h"
#include "ui/widgets/sluice-turns.h"

#define N_PAGES 4

struct _SluiceComponentsView
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  gboolean queued; /* the list that is to be shown */

  GtkStack *stack;
  AdwViewStack *families;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *switcher_bar;
  AdwBin *detail_bin;
  AdwBin *bins[N_PAGES]; /* of the lists, in the order of pages */
};

static const struct
{
  SluiceFamily family;
  const char *title;
  const char *icon;
  const char *empty_title;
  const char *empty_text;
  const char *error_title;
} pages[N_PAGES] = {
  { SLUICE_FAMILY_CONNECTIONS, N_ ("Connections"), "network-server-symbolic", N_ ("No Connections"),
    N_ ("A connection tells mParticle how to reach your warehouse. A new pipeline makes one, or "
        "uses one that is here."),
    N_ ("The connections could not be read") },
  { SLUICE_FAMILY_DATA_MODELS, N_ ("Data Models"), "view-list-symbolic", N_ ("No Data Models"),
    N_ ("A data model is the query whose columns become attributes. A new pipeline makes one."),
    N_ ("The data models could not be read") },
  { SLUICE_FAMILY_FEEDS, N_ ("Feeds"), "emblem-shared-symbolic", N_ ("No Feeds"),
    N_ ("A feed is the input in mParticle that the rows arrive through. A new pipeline makes "
        "one."),
    N_ ("The feeds could not be read") },
  { SLUICE_FAMILY_FIELD_TRANSFORMATIONS, N_ ("Mappings"), "media-playlist-shuffle-symbolic",
    N_ ("No Field Transformations"),
    N_ ("A field transformation says which column goes where in an event. Only pipelines of events "
        "need one."),
    N_ ("The field transformations could not be read") },
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceComponentsView,
                               sluice_components_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

static void
on_list_chosen_cb (SluiceComponentsView *self, SluiceComponent *component)
{
  sluice_arrival (self->detail_bin, sluice_component_detail_new (self->context, component));
}

static void
open_list (SluiceComponentsView *self, SluiceComponentList *list)
{
  sluice_component_list_set_session (list, sluice_ui_context_get_session (self->context),
                                     sluice_ui_context_get_error (self->context));
}

/* A list is made when it is first shown: all at once would hold up the window. */
static SluiceComponentList *
ensure_list (SluiceComponentsView *self, guint position)
{
  AdwBin *bin = self->bins[position];

  if (adw_bin_get_child (bin) == NULL)
    {
      GtkWidget *list = sluice_component_list_new (pages[position].family, pages[position].icon,
                                                   _ (pages[position].empty_title),
                                                   _ (pages[position].empty_text),
                                                   _ (pages[position].error_title));

      g_signal_connect_object (list, "chosen", G_CALLBACK (on_list_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      open_list (self, SLUICE_COMPONENT_LIST (list));
      adw_bin_set_child (bin, list);
    }
  return SLUICE_COMPONENT_LIST (adw_bin_get_child (bin));
}

static SluiceComponentList *
get_visible_list (SluiceComponentsView *self)
{
  GtkWidget *visible = adw_view_stack_get_visible_child (self->families);
  guint position = 0;

  while (GTK_WIDGET (self->bins[position]) != visible)
    position++;
  return ensure_list (self, position);
}

static void
refresh (SluiceComponentsView *self)
{
  SluiceSession *session =
      self->context != NULL ? sluice_ui_context_get_session (self->context) : NULL;
  SluiceComponentList *list;

  if (self->context == NULL)
    return;
  list = get_visible_list (self);
  if (session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  sluice_component_list_refresh (list);
  /* Who uses what is told by the pipelines. */
  sluice_component_store_refresh (sluice_component_store_get (session), SLUICE_FAMILY_PIPELINES);
}

static void
sluice_components_view_refresh (SluiceView *view)
{
  refresh (SLUICE_COMPONENTS_VIEW (view));
}

static gboolean
show_list (gpointer owner)
{
  SLUICE_COMPONENTS_VIEW (owner)->queued = FALSE;
  refresh (owner);
  return FALSE;
}

/* The list comes in the turn after the switch, so that the click is answered first; and once, however
 * much changed in this one. */
static void
queue_list (SluiceComponentsView *self)
{
  static const SluiceTurn turns[] = { show_list };

  if (!self->queued)
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  self->queued = TRUE;
}

static void
on_family_changed_cb (SluiceComponentsView *self)
{
  const char *family = adw_view_stack_get_visible_child_name (self->families);

  if (self->context != NULL && family != NULL)
    g_settings_set_string (sluice_ui_context_get_settings (self->context), "last-components",
                           family);
  queue_list (self);
}

static void
show_lists_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceComponentsView *self = SLUICE_COMPONENTS_VIEW (widget);

  gtk_stack_set_visible_child_name (self->stack, "lists");
  sluice_farewell (self->detail_bin);
}

static void
open_lists (SluiceComponentsView *self)
{
  for (guint i = 0; i < N_PAGES; i++)
    {
      GtkWidget *list = adw_bin_get_child (self->bins[i]);

      if (list != NULL)
        open_list (self, SLUICE_COMPONENT_LIST (list));
    }
}

static void
on_session_changed_cb (SluiceComponentsView *self)
{
  show_lists_action (GTK_WIDGET (self), NULL, NULL);
  adw_bin_set_child (self->detail_bin, NULL);
  open_lists (self);
  queue_list (self);
}

static void
sluice_components_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SluiceComponentsView *self = SLUICE_COMPONENTS_VIEW (view);
  g_autofree char *family =
      g_settings_get_string (sluice_ui_context_get_settings (context), "last-components");

  if (adw_view_stack_get_child_by_name (self->families, family) != NULL)
    adw_view_stack_set_visible_child_name (self->families, family);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::error", G_CALLBACK (open_lists), self,
                           G_CONNECT_SWAPPED);
  on_session_changed_cb (self);
}

static void
sluice_components_view_activate (SluiceView *view)
{
  queue_list (SLUICE_COMPONENTS_VIEW (view));
}

static void
sluice_components_view_navigate (SluiceView *view, GObject *parameter)
{
  SluiceComponentsView *self = SLUICE_COMPONENTS_VIEW (view);
  SluiceComponent *component =
      SLUICE_IS_COMPONENT (parameter) ? SLUICE_COMPONENT (parameter) : NULL;
  const char *family;

  if (component != NULL)
    family = sluice_family_to_string (sluice_component_get_family (component));
  else if (GTK_IS_STRING_OBJECT (parameter))
    family = gtk_string_object_get_string (GTK_STRING_OBJECT (parameter));
  else
    return;
  if (adw_view_stack_get_child_by_name (self->families, family) != NULL)
    adw_view_stack_set_visible_child_name (self->families, family);
  if (component != NULL)
    on_list_chosen_cb (self, component);
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_components_view_set_context;
  iface->activate = sluice_components_view_activate;
  iface->refresh = sluice_components_view_refresh;
  iface->navigate = sluice_components_view_navigate;
}

static void
sluice_components_view_dispose (GObject *object)
{
  g_clear_object (&SLUICE_COMPONENTS_VIEW (object)->context);
  G_OBJECT_CLASS (sluice_components_view_parent_class)->dispose (object);
}

static void
sluice_components_view_class_init (SluiceComponentsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_components_view_dispose;

  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/components/sluice-components-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentsView, detail_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentsView, families);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentsView, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentsView, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentsView, switcher_title);
  gtk_widget_class_bind_template_callback (widget_class, on_family_changed_cb);
  gtk_widget_class_install_action (widget_class, "components.show-lists", NULL, show_lists_action);
}

static void
sluice_components_view_init (SluiceComponentsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_PAGES; i++)
    {
      AdwViewStackPage *page;

      self->bins[i] = ADW_BIN (adw_bin_new ());
      page =
          adw_view_stack_add_titled (self->families, GTK_WIDGET (self->bins[i]),
                                     sluice_family_to_string (pages[i].family), _ (pages[i].title));
      adw_view_stack_page_set_icon_name (page, pages[i].icon);
    }
  /* Not sooner: a switcher makes all of its buttons anew for each page that comes. */
  adw_view_switcher_title_set_stack (self->switcher_title, self->families);
  adw_view_switcher_bar_set_stack (self->switcher_bar, self->families);
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  sluice_accessible_follow_stack (GTK_WIDGET (self->families));
}
