/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-criterion.h"

G_BEGIN_DECLS

/* Audience definitions (FACTS 11.2): {"schema_version", "audience": expression}. Validated by this model;
 * a test holds it against the public schema. */

#define SLUICE_DEFINITION_VERSION "1.0.0"

/**
 * SluiceDefinitionProblem:
 * @pointer: JSON pointer to what is wrong or to where something is missing
 * @message: what is wrong and what would be right, translated
 * @is_value: whether the shape is right, and only what stands in it is not, as with a date
 */
typedef struct
{
  char *pointer;
  char *message;
  gboolean is_value;
} SluiceDefinitionProblem;

void sluice_definition_problem_free (SluiceDefinitionProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceDefinitionProblem, sluice_definition_problem_free)

GPtrArray *sluice_definition_validate (JsonNode *root);
gboolean sluice_definition_has_shape (GPtrArray *problems);
JsonNode *sluice_definition_wrap (JsonNode *expression);

/**
 * SluiceDefinitionNamer:
 * @audience_id: an audience's id
 * @user_data: whatever was given with it
 *
 * Returns: (transfer full) (nullable): the audience's name, %NULL if it is not known
 */
typedef char *(*SluiceDefinitionNamer) (const char *audience_id, gpointer user_data);

char *sluice_definition_describe (JsonNode *root, SluiceDefinitionNamer namer, gpointer data);

char *sluice_definition_describe_criterion (SluiceCriterion *criterion,
                                            SluiceDefinitionNamer namer,
                                            gpointer data);

/* Words of the schema, NULL-terminated, with what people call them. */
typedef struct
{
  const char *word;
  const char *label;
} SluiceDefinitionWord;

const SluiceDefinitionWord *sluice_definition_get_comparisons (void);
const SluiceDefinitionWord *sluice_definition_get_tests (void);
const SluiceDefinitionWord *sluice_definition_get_date_comparisons (void);
const SluiceDefinitionWord *sluice_definition_get_units (void);
const SluiceDefinitionWord *sluice_definition_find_word (const SluiceDefinitionWord *words,
                                                         const char *word);

G_END_DECLS
