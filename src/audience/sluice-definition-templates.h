/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceDefinitionTemplate:
 * @id: its name in actions
 * @name: what people call it, to be translated
 * @expression: the condition, as JSON
 *
 * A definition to begin with.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *expression;
} SluiceDefinitionTemplate;

const SluiceDefinitionTemplate *sluice_definition_templates_list (guint *n_templates);
JsonNode *sluice_definition_templates_load (const char *id);

G_END_DECLS
