/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceIdentity:
 * @column: the reserved column name of a query (FACTS 9)
 * @label: what people and the documents of outputs call it
 * @is_device: whether it names a device, not a person
 *
 * A kind of identity that a profile can have and an output can match on.
 */
typedef struct
{
  const char *column;
  const char *label;
  gboolean is_device;
} SluiceIdentity;

const SluiceIdentity *sluice_identity_list (guint *n_identities);
const SluiceIdentity *sluice_identity_find (const char *name);

G_END_DECLS
