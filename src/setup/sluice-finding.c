/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-finding.h"

#include "sluice-shorten.h"

struct _SluiceFinding
{
  GObject parent_instance;

  SluiceSeverity severity;
  char *code;
  char *path;
  char *message;
  guint line;
  guint column;
  char *fix_label;
  char *fix_pointer;
  JsonNode *fix_value;
};

G_DEFINE_FINAL_TYPE (SluiceFinding, sluice_finding, G_TYPE_OBJECT)

static void
sluice_finding_finalize (GObject *object)
{
  SluiceFinding *self = SLUICE_FINDING (object);

  g_free (self->code);
  g_free (self->path);
  g_free (self->message);
  g_free (self->fix_label);
  g_free (self->fix_pointer);
  g_clear_pointer (&self->fix_value, json_node_unref);

  G_OBJECT_CLASS (sluice_finding_parent_class)->finalize (object);
}

static void
sluice_finding_class_init (SluiceFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_finding_finalize;
}

static void
sluice_finding_init (SluiceFinding *self)
{
}

/**
 * sluice_finding_new:
 * @severity: how grave it is
 * @code: one of the codes of CONTRACT 8, or one of our own for a hint
 * @path: JSON pointer to the member it is about, which may be one that is missing
 * @format: the message for people, translated; a printf format
 * @...: what @format takes
 *
 * Returns: (transfer full): a new finding, without a place in SQL and without a fix
 */
SluiceFinding *
sluice_finding_new (SluiceSeverity severity,
                    const char *code,
                    const char *path,
                    const char *format,
                    ...)
{
  SluiceFinding *self;
  g_autofree char *message = NULL;
  va_list args;

  g_return_val_if_fail (code != NULL && path != NULL && format != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_FINDING, NULL);
  self->severity = severity;
  self->code = g_strdup (code);
  self->path = g_strdup (path);
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  self->message = sluice_shorten_message (message);
  return self;
}

/**
 * sluice_finding_set_place:
 * @self: a finding that has not been handed out
 * @line: the line of the query, from 1
 * @column: the column in characters, from 1
 */
void
sluice_finding_set_place (SluiceFinding *self, guint line, guint column)
{
  g_return_if_fail (SLUICE_IS_FINDING (self));

  self->line = line;
  self->column = column;
}

/**
 * sluice_finding_set_fix:
 * @self: a finding that has not been handed out
 * @label: what the fix does, translated, as on a button
 * @pointer: JSON pointer to the member that it changes
 * @value: (transfer full) (nullable): the member's new value; %NULL removes it
 *
 * Only for a fix that is certain: nobody is asked before it is applied.
 */
void
sluice_finding_set_fix (SluiceFinding *self,
                        const char *label,
                        const char *pointer,
                        JsonNode *value)
{
  g_return_if_fail (SLUICE_IS_FINDING (self));
  g_return_if_fail (self->fix_label == NULL);

  self->fix_label = g_strdup (label);
  self->fix_pointer = g_strdup (pointer);
  self->fix_value = value;
}

/**
 * sluice_finding_get_severity:
 * @self: a finding
 *
 * Returns: how grave it is; only an error keeps a setup from being applied
 */
SluiceSeverity
sluice_finding_get_severity (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), SLUICE_SEVERITY_ERROR);

  return self->severity;
}

/**
 * sluice_finding_get_code:
 * @self: a finding
 *
 * Returns: (transfer none): its code, for programs (CONTRACT 8)
 */
const char *
sluice_finding_get_code (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), NULL);

  return self->code;
}

/**
 * sluice_finding_get_path:
 * @self: a finding
 *
 * Returns: (transfer none): JSON pointer (RFC 6901) to the member of the setup file
 */
const char *
sluice_finding_get_path (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), NULL);

  return self->path;
}

/**
 * sluice_finding_get_message:
 * @self: a finding
 *
 * Returns: (transfer none): what is wrong and what to do, translated
 */
const char *
sluice_finding_get_message (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), NULL);

  return self->message;
}

/**
 * sluice_finding_get_line:
 * @self: a finding
 *
 * Returns: the line of the query from 1, or 0 where the finding is not about a place in SQL
 */
guint
sluice_finding_get_line (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), 0);

  return self->line;
}

/**
 * sluice_finding_get_column:
 * @self: a finding
 *
 * Returns: the column in characters from 1, or 0 where the finding is not about a place in SQL
 */
guint
sluice_finding_get_column (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), 0);

  return self->column;
}

/**
 * sluice_finding_has_fix:
 * @self: a finding
 *
 * Returns: whether it can be put right without asking
 */
gboolean
sluice_finding_has_fix (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), FALSE);

  return self->fix_label != NULL;
}

/**
 * sluice_finding_get_fix_label:
 * @self: a finding
 *
 * Returns: (transfer none) (nullable): what the fix does, translated, as on a button
 */
const char *
sluice_finding_get_fix_label (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), NULL);

  return self->fix_label;
}

/**
 * sluice_finding_get_fix_pointer:
 * @self: a finding
 *
 * Returns: (transfer none) (nullable): JSON pointer to the member that the fix changes
 */
const char *
sluice_finding_get_fix_pointer (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), NULL);

  return self->fix_pointer;
}

/**
 * sluice_finding_get_fix_value:
 * @self: a finding
 *
 * Returns: (transfer none) (nullable): what the fix writes there; %NULL where it removes the member
 */
JsonNode *
sluice_finding_get_fix_value (SluiceFinding *self)
{
  g_return_val_if_fail (SLUICE_IS_FINDING (self), NULL);

  return self->fix_value;
}

/**
 * sluice_severity_to_string:
 * @severity: how grave a finding is
 *
 * Returns: (transfer none): the word for machines (CONTRACT 8)
 */
const char *
sluice_severity_to_string (SluiceSeverity severity)
{
  static const char *const words[] = { "error", "warning", "hint" };

  g_return_val_if_fail (severity < G_N_ELEMENTS (words), NULL);

  return words[severity];
}
