/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_VALUES (sluice_values_get_type ())

/**
 * SluiceValues:
 *
 * What a person gave for a warehouse: key to text, or to a list of texts. Knows nothing of the kind;
 * the kind's fields judge it. Emits ::changed (key) on each change. Holds no secrets.
 */
G_DECLARE_FINAL_TYPE (SluiceValues, sluice_values, SLUICE, VALUES, GObject)

SluiceValues *sluice_values_new (void);
SluiceValues *sluice_values_copy (SluiceValues *self);

void sluice_values_set (SluiceValues *self, const char *key, const char *text);
void sluice_values_set_list (SluiceValues *self, const char *key, const char *const *items);
void sluice_values_append (SluiceValues *self, const char *key, const char *item);
void sluice_values_unset (SluiceValues *self, const char *key);

gboolean sluice_values_has (SluiceValues *self, const char *key);
const char *sluice_values_get (SluiceValues *self, const char *key);
const char *const *sluice_values_get_list (SluiceValues *self, const char *key);
gboolean sluice_values_get_boolean (SluiceValues *self, const char *key);
char **sluice_values_list_keys (SluiceValues *self);

G_END_DECLS
