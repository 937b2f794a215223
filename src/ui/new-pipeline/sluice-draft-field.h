/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DRAFT_FIELD (sluice_draft_field_get_type ())
G_DECLARE_INTERFACE (SluiceDraftField, sluice_draft_field, SLUICE, DRAFT_FIELD, GtkWidget)

/**
 * SluiceDraftFieldInterface:
 * @bind: called once with the document that the control edits; it takes a reference
 * @show: shows what the document holds, and what is wrong with it; called on each change
 * @get_pointer: which member of the setup it edits
 *
 * A control of the guided flow.
 */
struct _SluiceDraftFieldInterface
{
  GTypeInterface parent_iface;

  void (*bind) (SluiceDraftField *self, SluiceDraftDocument *document);
  void (*show) (SluiceDraftField *self);
  const char *(*get_pointer) (SluiceDraftField *self);
};

void sluice_draft_field_bind_all (GtkWidget *root, SluiceDraftDocument *document);
gboolean sluice_draft_field_focus_pointer (GtkWidget *root, const char *pointer);

G_END_DECLS
