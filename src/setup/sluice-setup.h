/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_SETUP_ERROR (sluice_setup_error_quark ())

/**
 * SluiceSetupError:
 * @SLUICE_SETUP_ERROR_NOT_A_SETUP: not JSON, not an object, or another format
 */
typedef enum
{
  SLUICE_SETUP_ERROR_NOT_A_SETUP,
} SluiceSetupError;

GQuark sluice_setup_error_quark (void);

#define SLUICE_TYPE_SETUP (sluice_setup_get_type ())

/**
 * SluiceSetup:
 *
 * A setup file (CONTRACT 7): one immutable document behind check, plan, apply and the guided flow.
 * Editing makes a new one from it.
 */
G_DECLARE_FINAL_TYPE (SluiceSetup, sluice_setup, SLUICE, SETUP, GObject)

SluiceSetup *sluice_setup_parse (const char *text, gssize length, GError **error);
SluiceSetup *sluice_setup_new_draft (const SluiceWarehouse *warehouse);

JsonNode *sluice_setup_get_root (SluiceSetup *self);
char *sluice_setup_to_text (SluiceSetup *self);

/* A new document in which the member at the JSON pointer is replaced, or removed where value is
 * NULL; objects on the way are made. */
SluiceSetup *sluice_setup_with (SluiceSetup *self, const char *pointer, JsonNode *value);
SluiceSetup *sluice_setup_with_text (SluiceSetup *self, const char *pointer, const char *text);

const SluiceWarehouse *sluice_setup_get_warehouse (SluiceSetup *self);
SluiceValues *sluice_setup_dup_values (SluiceSetup *self);
JsonObject *sluice_setup_get_block (SluiceSetup *self, const char *kind);
const char *sluice_setup_get_text (SluiceSetup *self, const char *pointer);
const char *sluice_setup_get_query (SluiceSetup *self);

G_END_DECLS
