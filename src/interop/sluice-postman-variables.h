/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluicePostmanTarget:
 * @SLUICE_POSTMAN_PROFILE: a property of the profile
 * @SLUICE_POSTMAN_CREDENTIAL: the workspace's client secret
 * @SLUICE_POSTMAN_WAREHOUSE: a value or a secret of a kind of warehouse
 * @SLUICE_POSTMAN_SETUP: something of the pipeline to be
 * @SLUICE_POSTMAN_NOTHING: documented, and not needed here
 */
typedef enum
{
  SLUICE_POSTMAN_PROFILE,
  SLUICE_POSTMAN_CREDENTIAL,
  SLUICE_POSTMAN_WAREHOUSE,
  SLUICE_POSTMAN_SETUP,
  SLUICE_POSTMAN_NOTHING,
} SluicePostmanTarget;

/**
 * SluicePostmanDocumented:
 * @name: the variable in the published files
 * @early_name: (nullable): its name in the early access files
 * @target: what it is for
 * @kind: (nullable): the kind of warehouse
 * @key: (nullable): the property or the kind's value it becomes
 * @telling: whether nobody but mParticle calls a variable so
 * @note: (nullable): why it is not needed, marked for translation
 */
typedef struct
{
  const char *name;
  const char *early_name;
  SluicePostmanTarget target;
  const char *kind;
  const char *key;
  gboolean telling;
  const char *note;
} SluicePostmanDocumented;

/* The documented variables (FACTS 15). */
const SluicePostmanDocumented *sluice_postman_documented (guint *n_variables);
const SluicePostmanDocumented *sluice_postman_find_documented (const char *name);

G_END_DECLS
