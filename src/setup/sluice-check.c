/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-check-private.h"

#include <gio/gio.h>

#include "sluice-json.h"

/* A fix may bring the next one to light; more than this many in turn would be a fault of ours. */
#define MAX_FIXES 1000

struct _SluiceCheck
{
  GObject parent_instance;

  SluiceSetup *setup;
  GListStore *findings;
  GListStore *columns;
  gboolean columns_known;
};

G_DEFINE_FINAL_TYPE (SluiceCheck, sluice_check, G_TYPE_OBJECT)

static void
sluice_check_finalize (GObject *object)
{
  SluiceCheck *self = SLUICE_CHECK (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->findings);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (sluice_check_parent_class)->finalize (object);
}

static void
sluice_check_class_init (SluiceCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_check_finalize;
}

static void
sluice_check_init (SluiceCheck *self)
{
  self->findings = g_list_store_new (SLUICE_TYPE_FINDING);
  self->columns = g_list_store_new (SLUICE_TYPE_COLUMN);
}

/**
 * sluice_check_add:
 * @pass: the walk
 * @severity: how grave it is
 * @code: its code
 * @path: JSON pointer to the member it is about
 * @format: the message, translated; a printf format
 * @...: what @format takes
 *
 * Returns: (transfer none): the finding, to give it a place or a fix
 */
SluiceFinding *
sluice_check_add (SluiceCheckPass *pass,
                  SluiceSeverity severity,
                  const char *code,
                  const char *path,
                  const char *format,
                  ...)
{
  g_autoptr (SluiceFinding) finding = NULL;
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  finding = sluice_finding_new (severity, code, path, "%s", message);
  g_list_store_append (pass->findings, finding);
  return finding;
}

/**
 * sluice_check_has_member:
 * @pass: the walk
 * @pointer: JSON pointer to a member
 *
 * Returns: whether the member is there; null counts as not there, as the API writes it so
 */
gboolean
sluice_check_has_member (SluiceCheckPass *pass, const char *pointer)
{
  JsonNode *node = sluice_json_pointer_get (sluice_setup_get_root (pass->setup), pointer);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

/**
 * sluice_check_new:
 * @setup: a setup
 *
 * Checks it, there and then.
 *
 * Returns: (transfer full): what came of it
 */
SluiceCheck *
sluice_check_new (SluiceSetup *setup)
{
  SluiceCheck *self;
  SluiceCheckPass pass = { 0 };

  g_return_val_if_fail (SLUICE_IS_SETUP (setup), NULL);

  self = g_object_new (SLUICE_TYPE_CHECK, NULL);
  self->setup = g_object_ref (setup);
  pass.setup = setup;
  pass.findings = self->findings;
  pass.columns = self->columns;
  pass.events = g_strcmp0 (sluice_setup_get_text (setup, "/pipeline/data_type"), "events") == 0;
  sluice_check_structure (&pass);
  sluice_check_values (&pass);
  sluice_check_query (&pass);
  sluice_check_transformation (&pass);
  sluice_check_pipeline (&pass);
  self->columns_known = pass.columns_known;
  sluice_check_names_free (pass.names);
  sluice_sql_query_free (pass.query);
  return self;
}

/**
 * sluice_check_get_findings:
 * @self: a check
 *
 * Returns: (transfer none): a list of #SluiceFinding, in the order of the file
 */
GListModel *
sluice_check_get_findings (SluiceCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CHECK (self), NULL);

  return G_LIST_MODEL (self->findings);
}

/**
 * sluice_check_get_columns:
 * @self: a check
 *
 * Returns: (transfer none): a list of #SluiceColumn, in the order of the query; empty where
 *   sluice_check_columns_known() is %FALSE
 */
GListModel *
sluice_check_get_columns (SluiceCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CHECK (self), NULL);

  return G_LIST_MODEL (self->columns);
}

/**
 * sluice_check_columns_known:
 * @self: a check
 *
 * Returns: whether every output column's name is certain
 */
gboolean
sluice_check_columns_known (SluiceCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CHECK (self), FALSE);

  return self->columns_known;
}

/**
 * sluice_check_has_errors:
 * @self: a check
 *
 * Returns: whether a finding keeps the setup from being applied
 */
gboolean
sluice_check_has_errors (SluiceCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CHECK (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->findings)); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (G_LIST_MODEL (self->findings), i);

      if (sluice_finding_get_severity (finding) == SLUICE_SEVERITY_ERROR)
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_check_fix:
 * @self: a check
 * @finding: one of its findings, with a fix
 *
 * Returns: (transfer full): the setup with this fix applied
 */
SluiceSetup *
sluice_check_fix (SluiceCheck *self, SluiceFinding *finding)
{
  JsonNode *value;

  g_return_val_if_fail (SLUICE_IS_CHECK (self), NULL);
  g_return_val_if_fail (sluice_finding_has_fix (finding), NULL);

  value = sluice_finding_get_fix_value (finding);
  return sluice_setup_with (self->setup, sluice_finding_get_fix_pointer (finding),
                            value != NULL ? json_node_ref (value) : NULL);
}

static SluiceFinding *
find_fixable (SluiceCheck *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->findings)); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (G_LIST_MODEL (self->findings), i);

      if (sluice_finding_has_fix (finding))
        return g_steal_pointer (&finding);
    }
  return NULL;
}

/**
 * sluice_check_fix_all:
 * @self: a check
 * @n_fixed: (out) (optional): how many fixes were applied
 *
 * Applies one fix after the other, each to what the one before left, since two may change the same
 * query.
 *
 * Returns: (transfer full): the setup with all certain fixes applied; the same one where there is
 *   none
 */
SluiceSetup *
sluice_check_fix_all (SluiceCheck *self, guint *n_fixed)
{
  g_autoptr (SluiceCheck) check = NULL;
  guint fixed = 0;

  g_return_val_if_fail (SLUICE_IS_CHECK (self), NULL);

  check = g_object_ref (self);
  while (fixed < MAX_FIXES)
    {
      g_autoptr (SluiceFinding) finding = find_fixable (check);
      g_autoptr (SluiceSetup) setup = NULL;

      if (finding == NULL)
        break;
      setup = sluice_check_fix (check, finding);
      g_set_object (&check, NULL);
      check = sluice_check_new (setup);
      fixed++;
    }
  if (n_fixed != NULL)
    *n_fixed = fixed;
  return g_object_ref (check->setup);
}
