/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/audiences/sluice-attribute-offer.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ATTRIBUTE_ENTRY (sluice_attribute_entry_get_type ())

/**
 * SluiceAttributeEntry:
 *
 * The attribute that a condition asks about: typed, or chosen from those that the workspace's own data
 * models load, which also tells what it is compared with.
 */
G_DECLARE_FINAL_TYPE (SluiceAttributeEntry, sluice_attribute_entry, SLUICE, ATTRIBUTE_ENTRY, AdwBin)

GtkWidget *sluice_attribute_entry_new (SluiceCriterion *criterion, SluiceAttributeOffer *offer);

G_END_DECLS
