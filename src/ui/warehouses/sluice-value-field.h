/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_VALUE_FIELD (sluice_value_field_get_type ())

/**
 * SluiceValueField:
 *
 * One field of a warehouse as rows of a form: an entry, a switch or a choice that reads and writes
 * the values, and under it a note on what is wrong or where the value comes from. Help and example
 * are behind a button. Secrets have rows of their own, see SluiceSecretField.
 */
G_DECLARE_FINAL_TYPE (SluiceValueField, sluice_value_field, SLUICE, VALUE_FIELD, GObject)

SluiceValueField *sluice_value_field_new (const SluiceWarehouse *kind,
                                          const SluiceField *field,
                                          SluiceValues *values);

const SluiceField *sluice_value_field_get_field (SluiceValueField *self);
void sluice_value_field_add_to (SluiceValueField *self, AdwPreferencesGroup *group);
void sluice_value_field_set_completed (SluiceValueField *self, SluiceValues *completed);
void sluice_value_field_set_missing (SluiceValueField *self, const char *message);
void sluice_value_field_focus (SluiceValueField *self);

G_END_DECLS
