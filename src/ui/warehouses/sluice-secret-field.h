/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SECRET_FIELD (sluice_secret_field_get_type ())

/**
 * SluiceSecretField:
 *
 * A secret of a warehouse as rows of a form: typed or read from a file, saved into the keyring, and
 * gone from the window. Says whether one is saved.
 */
G_DECLARE_FINAL_TYPE (SluiceSecretField, sluice_secret_field, SLUICE, SECRET_FIELD, GObject)

SluiceSecretField *sluice_secret_field_new (SluiceUiContext *context,
                                            const SluiceWarehouse *kind,
                                            const SluiceField *field);
void sluice_secret_field_set_values (SluiceSecretField *self, SluiceValues *values);
void sluice_secret_field_add_to (SluiceSecretField *self, AdwPreferencesGroup *group);

G_END_DECLS
