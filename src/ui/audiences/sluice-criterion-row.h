/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-criterion.h"
#include "ui/audiences/sluice-attribute-offer.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CRITERION_ROW (sluice_criterion_row_get_type ())

/**
 * SluiceCriterionRow:
 *
 * One condition to fill in: an attribute against a value, how often an event happened, being in another
 * audience. What is missing is said below it.
 */
G_DECLARE_FINAL_TYPE (SluiceCriterionRow, sluice_criterion_row, SLUICE, CRITERION_ROW, AdwBin)

GtkWidget *sluice_criterion_row_new (SluiceCriterion *criterion,
                                     SluiceAttributeOffer *offer,
                                     GListModel *audiences);

G_END_DECLS
