/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-draft-field.h"

G_DEFINE_INTERFACE (SluiceDraftField, sluice_draft_field, GTK_TYPE_WIDGET)

static void
sluice_draft_field_default_init (SluiceDraftFieldInterface *iface)
{
}

static void
on_document_changed_cb (SluiceDraftField *self)
{
  SLUICE_DRAFT_FIELD_GET_IFACE (self)->show (self);
}

static void
bind_one (SluiceDraftField *self, SluiceDraftDocument *document)
{
  SLUICE_DRAFT_FIELD_GET_IFACE (self)->bind (self, document);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
}

/**
 * sluice_draft_field_bind_all:
 * @root: a widget with fields somewhere in it
 * @document: what they edit
 *
 * Called once for a page.
 */
void
sluice_draft_field_bind_all (GtkWidget *root, SluiceDraftDocument *document)
{
  if (SLUICE_IS_DRAFT_FIELD (root))
    bind_one (SLUICE_DRAFT_FIELD (root), document);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sluice_draft_field_bind_all (child, document);
}

static gboolean
is_at (GtkWidget *widget, const char *pointer)
{
  SluiceDraftField *field;

  if (!SLUICE_IS_DRAFT_FIELD (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  field = SLUICE_DRAFT_FIELD (widget);
  return g_strcmp0 (SLUICE_DRAFT_FIELD_GET_IFACE (field)->get_pointer (field), pointer) == 0;
}

/**
 * sluice_draft_field_focus_pointer:
 * @root: a widget with fields somewhere in it
 * @pointer: JSON pointer to a member of the setup
 *
 * Leads the keyboard to the control of that member.
 *
 * Returns: whether there is one on screen
 */
gboolean
sluice_draft_field_focus_pointer (GtkWidget *root, const char *pointer)
{
  if (is_at (root, pointer))
    return gtk_widget_grab_focus (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (sluice_draft_field_focus_pointer (child, pointer))
      return TRUE;
  return FALSE;
}
