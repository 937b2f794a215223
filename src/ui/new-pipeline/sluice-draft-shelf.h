/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DRAFT_SHELF (sluice_draft_shelf_get_type ())

/**
 * SluiceDraftShelf:
 *
 * Members that have a place in the setup only while something else is chosen: a schedule has a
 * frequency while it recurs. They lie here while it is not, so that whoever changes their mind again
 * finds what they gave. Another draft begins with an empty shelf.
 */
G_DECLARE_FINAL_TYPE (SluiceDraftShelf, sluice_draft_shelf, SLUICE, DRAFT_SHELF, GObject)

SluiceDraftShelf *sluice_draft_shelf_new (SluiceDraftDocument *document,
                                          const char *const *pointers);
void sluice_draft_shelf_turn (SluiceDraftShelf *self, gboolean wanted);

G_END_DECLS
