/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-focus.h"

#include <adwaita.h>

/* So deep below a view its header bar may be; what is deeper belongs to a list. */
#define DEPTH 6

/* What is still loading has nothing to focus; it is asked again so often and so long. */
#define PAUSE_MILLISECONDS 50
#define MOST_TRIES         200

#define WAIT "sluice-focus-wait"

typedef struct
{
  GtkWidget *view;
  guint tries;
  guint id;
} Wait;

static gboolean
has_header (GtkWidget *widget, guint depth)
{
  if (ADW_IS_HEADER_BAR (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && depth > 0;
       child = gtk_widget_get_next_sibling (child))
    if (has_header (child, depth - 1))
      return TRUE;
  return FALSE;
}

static GtkWidget *
get_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* What scrolls a list of the steps that the content is one of. */
static GtkWidget *
find_sidebar (GtkWidget *widget)
{
  GtkWidget *sidebar = NULL;

  if (gtk_widget_has_css_class (widget, "navigation-sidebar"))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && sidebar == NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_child_visible (child))
        sidebar = find_sidebar (child);
    }
  return sidebar;
}

/* Past text that can be selected, such as an error's, and past a sidebar: to what can be done here. */
static gboolean
focus_control (GtkWidget *widget)
{
  GtkWidget *sidebar = find_sidebar (widget);
  gboolean moved;

  if (sidebar != NULL)
    gtk_widget_set_can_focus (sidebar, FALSE);
  moved = gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  while (moved && GTK_IS_LABEL (get_focus (widget)))
    moved = gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  if (sidebar != NULL)
    gtk_widget_set_can_focus (sidebar, TRUE);
  return moved;
}

static gboolean
focus_below_header (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (ADW_IS_HEADER_BAR (child) || !gtk_widget_get_visible (child) ||
          !gtk_widget_get_child_visible (child))
        continue;
      if (has_header (child, DEPTH) ? focus_below_header (child) : focus_control (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_content (GtkWidget *view, GtkWidget *focus)
{
  return focus != NULL && gtk_widget_is_ancestor (focus, view) &&
         gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) == NULL;
}

static void
wait_free (Wait *wait)
{
  g_clear_handle_id (&wait->id, g_source_remove);
  g_free (wait);
}

/* Whoever has moved the focus meanwhile, or gone elsewhere, is left alone. */
static gboolean
on_wait_over_cb (gpointer user_data)
{
  Wait *wait = user_data;

  if (wait->tries-- > 0 && gtk_widget_get_mapped (wait->view) && get_focus (wait->view) == NULL &&
      !focus_below_header (wait->view))
    return G_SOURCE_CONTINUE;
  wait->id = 0;
  g_object_set_data (G_OBJECT (wait->view), WAIT, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * sluice_focus_content:
 * @view: a view that was just shown
 *
 * Brings the keyboard to what the view is about, its search or list, past the buttons of its header
 * bar; and as soon as there is something, where the view is still loading.
 */
void
sluice_focus_content (GtkWidget *view)
{
  Wait *wait;

  g_return_if_fail (GTK_IS_WIDGET (view));

  g_object_set_data (G_OBJECT (view), WAIT, NULL);
  if (is_in_content (view, get_focus (view)) || focus_below_header (view))
    return;
  /* A stack gives the focus to the first button of the new page, which would be taken for the person's
   * own choice. */
  if (gtk_widget_get_root (view) != NULL)
    gtk_root_set_focus (gtk_widget_get_root (view), NULL);
  wait = g_new0 (Wait, 1);
  wait->view = view;
  wait->tries = MOST_TRIES;
  wait->id = g_timeout_add (PAUSE_MILLISECONDS, on_wait_over_cb, wait);
  g_object_set_data_full (G_OBJECT (view), WAIT, wait, (GDestroyNotify) wait_free);
}

/**
 * sluice_focus_search:
 * @view: a view, or something in it
 *
 * Brings the keyboard to the first entry to search with that is on screen.
 *
 * Returns: whether there is one
 */
gboolean
sluice_focus_search (GtkWidget *view)
{
  if (GTK_IS_SEARCH_ENTRY (view))
    return gtk_widget_get_mapped (view) && gtk_widget_grab_focus (view);
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && sluice_focus_search (child))
      return TRUE;
  return FALSE;
}
