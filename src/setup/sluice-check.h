/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-finding.h"
#include "setup/sluice-setup.h"

G_BEGIN_DECLS

/**
 * SluiceBecomes:
 *
 * What mParticle makes of an output column (FACTS 9).
 */
typedef enum
{
  SLUICE_BECOMES_IDENTITY,
  SLUICE_BECOMES_ATTRIBUTE,
  SLUICE_BECOMES_ITERATOR,
  SLUICE_BECOMES_MAPPED,
  SLUICE_BECOMES_IGNORED,
} SluiceBecomes;

#define SLUICE_TYPE_COLUMN (sluice_column_get_type ())
/* An output column of a setup's query. Properties: name (string), becomes (int), line, column. */
G_DECLARE_FINAL_TYPE (SluiceColumn, sluice_column, SLUICE, COLUMN, GObject)

const char *sluice_column_get_name (SluiceColumn *self);
SluiceBecomes sluice_column_get_becomes (SluiceColumn *self);
const char *sluice_becomes_to_string (SluiceBecomes becomes);

#define SLUICE_TYPE_CHECK (sluice_check_get_type ())

/**
 * SluiceCheck:
 *
 * The preflight of a setup file: offline, pure, quick enough for every keystroke.
 */
G_DECLARE_FINAL_TYPE (SluiceCheck, sluice_check, SLUICE, CHECK, GObject)

SluiceCheck *sluice_check_new (SluiceSetup *setup);
GListModel *sluice_check_get_findings (SluiceCheck *self);
GListModel *sluice_check_get_columns (SluiceCheck *self);
gboolean sluice_check_columns_known (SluiceCheck *self);
gboolean sluice_check_has_errors (SluiceCheck *self);

/* The setup with this finding's fix, or with all certain fixes, applied. */
SluiceSetup *sluice_check_fix (SluiceCheck *self, SluiceFinding *finding);
SluiceSetup *sluice_check_fix_all (SluiceCheck *self, guint *n_fixed);

G_END_DECLS
