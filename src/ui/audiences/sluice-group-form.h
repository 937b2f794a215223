/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-criterion.h"
#include "ui/audiences/sluice-attribute-offer.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_GROUP_FORM (sluice_group_form_get_type ())

/**
 * SluiceGroupForm:
 *
 * A group of conditions, all or any of which must hold, with the ways to add and remove them. Groups hold
 * groups.
 */
G_DECLARE_FINAL_TYPE (SluiceGroupForm, sluice_group_form, SLUICE, GROUP_FORM, AdwBin)

GtkWidget *sluice_group_form_new (SluiceCriterion *criterion,
                                  SluiceAttributeOffer *offer,
                                  GListModel *audiences);

G_END_DECLS
