/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SEVERITY_ERROR,
  SLUICE_SEVERITY_WARNING,
  SLUICE_SEVERITY_HINT,
} SluiceSeverity;

#define SLUICE_TYPE_FINDING (sluice_finding_get_type ())

/**
 * SluiceFinding:
 *
 * One result of a preflight check (CONTRACT 8): severity, code, JSON pointer, message for people;
 * line and column (from 1; 0 for none) for SQL; a fix where one is certain. Immutable once it has
 * been handed out.
 */
G_DECLARE_FINAL_TYPE (SluiceFinding, sluice_finding, SLUICE, FINDING, GObject)

SluiceFinding *sluice_finding_new (SluiceSeverity severity,
                                   const char *code,
                                   const char *path,
                                   const char *format,
                                   ...) G_GNUC_PRINTF (4, 5);

SluiceSeverity sluice_finding_get_severity (SluiceFinding *self);
const char *sluice_finding_get_code (SluiceFinding *self);
const char *sluice_finding_get_path (SluiceFinding *self);
const char *sluice_finding_get_message (SluiceFinding *self);
guint sluice_finding_get_line (SluiceFinding *self);
guint sluice_finding_get_column (SluiceFinding *self);
gboolean sluice_finding_has_fix (SluiceFinding *self);
const char *sluice_finding_get_fix_label (SluiceFinding *self);

/* For who makes the finding, before it is handed out. */
void sluice_finding_set_place (SluiceFinding *self, guint line, guint column);
void sluice_finding_set_fix (SluiceFinding *self,
                             const char *label,
                             const char *pointer,
                             JsonNode *value);
const char *sluice_finding_get_fix_pointer (SluiceFinding *self);
JsonNode *sluice_finding_get_fix_value (SluiceFinding *self);

const char *sluice_severity_to_string (SluiceSeverity severity);

G_END_DECLS
