/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FINDING_LIST (sluice_finding_list_get_type ())

/**
 * SluiceFindingList:
 *
 * What the check found, each with its fix where one is certain, and one button for all of them. Hidden
 * while there is nothing. Emits ::go-to (SluiceFinding) when the person wants to see one's place.
 */
G_DECLARE_FINAL_TYPE (SluiceFindingList, sluice_finding_list, SLUICE, FINDING_LIST, AdwBin)

void sluice_finding_list_bind (SluiceFindingList *self,
                               SluiceDraftDocument *document,
                               const char *prefix);

G_END_DECLS
