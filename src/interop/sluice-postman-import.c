/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "interop/sluice-postman-bodies.h"
#include "interop/sluice-postman-draft.h"
#include "interop/sluice-postman-scope.h"
#include "interop/sluice-postman-variables.h"
#include "secrets/sluice-keyring.h"


struct _SluicePostmanImport
{
  GObject parent_instance;

  GPtrArray *files; /* (element-type SluicePostmanFile) */

  /* The result; NULL until somebody asks. */
  SluiceProfile *profile;
  GHashTable *secrets; /* keyring item -> SluiceSecret */
  SluiceSetup *setup;  /* (nullable) */
  GPtrArray *unused;   /* (element-type SluicePostmanUnused) */
  GHashTable *reasons; /* variable name -> why its value was refused */
  GHashTable *used;    /* variable names whose value went into the result */
  gboolean useful;
  char *name; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SluicePostmanImport, sluice_postman_import, G_TYPE_OBJECT)

static void
unused_free (SluicePostmanUnused *unused)
{
  g_free (unused->file_name);
  g_free (unused->name);
  g_free (unused->reason);
  g_free (unused);
}

static void
forget_result (SluicePostmanImport *self)
{
  g_clear_object (&self->profile);
  g_clear_pointer (&self->secrets, g_hash_table_unref);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->unused, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
  g_clear_pointer (&self->name, g_free);
  self->useful = FALSE;
}

static void
sluice_postman_import_finalize (GObject *object)
{
  SluicePostmanImport *self = SLUICE_POSTMAN_IMPORT (object);

  forget_result (self);
  g_ptr_array_unref (self->files);
  G_OBJECT_CLASS (sluice_postman_import_parent_class)->finalize (object);
}

static void
sluice_postman_import_class_init (SluicePostmanImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_postman_import_finalize;
}

static void
sluice_postman_import_init (SluicePostmanImport *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_postman_file_free);
}

static gboolean
is_telling (const SluicePostmanVariable *variable)
{
  static const char *const pods[] = { "us1", "us2", "eu1", "au1", NULL };
  const SluicePostmanDocumented *known = sluice_postman_find_documented (variable->name);
  g_autofree char *lower = NULL;

  if (known == NULL)
    return FALSE;
  lower = g_ascii_strdown (variable->value, -1);
  return known->telling || sluice_postman_is_mparticle_url (variable->value) ||
         (g_strcmp0 (known->key, "pod") == 0 && g_strv_contains (pods, g_strstrip (lower)));
}

/* Many services call a variable ACCOUNT_ID. Unless something in the files is mParticle's alone, none of
 * them is taken for one of ours. */
static gboolean
is_about_mparticle (SluicePostmanImport *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const SluicePostmanFile *file = g_ptr_array_index (self->files, i);

      if (file->calls_mparticle)
        return TRUE;
      for (guint j = 0; j < file->variables->len; j++)
        if (is_telling (g_ptr_array_index (file->variables, j)))
          return TRUE;
    }
  return FALSE;
}

static gboolean
take_profile (SluicePostmanImport *self, const char *property, const char *value, char **reason)
{
  g_autoptr (GError) error = NULL;

  g_object_set (self->profile, property, value, NULL);
  if (sluice_profile_validate_field (self->profile, property, &error))
    return TRUE;
  g_object_set (self->profile, property, NULL, NULL);
  *reason = g_strdup (error->message);
  return FALSE;
}

/* A newline behind a pasted secret is never part of it (CONTRACT 8 drops one as well). */
static void
take_secret (SluicePostmanImport *self, const char *item, const char *value)
{
  gsize length = strlen (value);

  if (length > 0 && value[length - 1] == '\n')
    length--;
  if (length > 0 && value[length - 1] == '\r')
    length--;
  g_hash_table_replace (self->secrets, g_strdup (item),
                        sluice_secret_new_from_bytes (value, length));
}

static gboolean
take_warehouse (SluicePostmanImport *self,
                SluicePostmanDraft *draft,
                const SluicePostmanDocumented *known,
                const char *value,
                char **reason)
{
  const SluiceWarehouse *warehouse = sluice_warehouse_lookup (known->kind);
  const SluiceField *field =
      warehouse != NULL ? sluice_warehouse_find_field (warehouse, known->key) : NULL;
  g_autoptr (GError) error = NULL;

  if (field == NULL)
    return FALSE;
  if ((field->flags & SLUICE_FIELD_SECRET) != 0)
    {
      g_autofree char *item = sluice_keyring_item_for_warehouse (known->kind, known->key);

      take_secret (self, item, value);
      sluice_postman_draft_vote (draft, warehouse, 3);
      return TRUE;
    }
  if (!sluice_warehouse_validate_value (warehouse, known->key, value, &error))
    {
      *reason = g_strdup (error->message);
      return FALSE;
    }
  sluice_postman_draft_set_value (draft, warehouse, known->key, value);
  return TRUE;
}

static gboolean
take_value (SluicePostmanImport *self,
            SluicePostmanDraft *draft,
            const SluicePostmanDocumented *known,
            const char *value,
            char **reason)
{
  switch (known->target)
    {
    case SLUICE_POSTMAN_PROFILE:
      return take_profile (self, known->key, value, reason);
    case SLUICE_POSTMAN_CREDENTIAL:
      take_secret (self, SLUICE_KEYRING_CLIENT_SECRET, value);
      return TRUE;
    case SLUICE_POSTMAN_WAREHOUSE:
      return take_warehouse (self, draft, known, value, reason);
    case SLUICE_POSTMAN_SETUP:
      return sluice_postman_draft_set (draft, known->key, value, reason);
    case SLUICE_POSTMAN_NOTHING:
    default:
      *reason = g_strdup (_ (known->note));
      return FALSE;
    }
}

static gboolean
take_variable (SluicePostmanImport *self,
               SluicePostmanScope *scope,
               SluicePostmanDraft *draft,
               const SluicePostmanDocumented *known,
               const char *name)
{
  char *reason = NULL;
  char *value = sluice_postman_scope_look_up (scope, name, &reason);
  gboolean taken = FALSE;

  if (value != NULL)
    {
      taken = take_value (self, draft, known, value, &reason);
      sluice_secret_wipe_memory (value, strlen (value));
      g_free (value);
    }
  if (taken)
    g_hash_table_add (self->used, g_strdup (name));
  else if (reason != NULL)
    g_hash_table_insert (self->reasons, g_strdup (name), g_steal_pointer (&reason));
  return taken;
}

static void
take_variables (SluicePostmanImport *self, SluicePostmanScope *scope, SluicePostmanDraft *draft)
{
  guint n_variables;
  const SluicePostmanDocumented *documented = sluice_postman_documented (&n_variables);

  for (guint i = 0; i < n_variables; i++)
    {
      gboolean taken = take_variable (self, scope, draft, &documented[i], documented[i].name);

      if (!taken && documented[i].early_name != NULL)
        taken = take_variable (self, scope, draft, &documented[i], documented[i].early_name);
      self->useful |= taken;
    }
}

/* A draft is for one warehouse; values of the others stay behind. Their secrets are kept all the same. */
static void
put_back_other_values (SluicePostmanImport *self, const SluiceWarehouse *warehouse)
{
  guint n_variables;
  const SluicePostmanDocumented *documented = sluice_postman_documented (&n_variables);

  for (guint i = 0; i < n_variables; i++)
    {
      const SluiceWarehouse *other =
          documented[i].kind != NULL ? sluice_warehouse_lookup (documented[i].kind) : NULL;
      const SluiceField *field =
          other != NULL ? sluice_warehouse_find_field (other, documented[i].key) : NULL;

      const char *name = documented[i].name;

      if (field == NULL || other == warehouse || (field->flags & SLUICE_FIELD_SECRET) != 0)
        continue;
      if (!g_hash_table_contains (self->used, name))
        name = documented[i].early_name;
      if (name == NULL || !g_hash_table_remove (self->used, name))
        continue;
      g_hash_table_insert (self->reasons, g_strdup (name),
                           g_strdup_printf (_ ("It is for %s, and the draft is for %s."),
                                            sluice_warehouse_get_display_name (other),
                                            sluice_warehouse_get_display_name (warehouse)));
    }
}

/* Secrets that somebody typed into a request's body. */
static void
take_body_secret (const SluiceWarehouse *warehouse,
                  const char *key,
                  const char *value,
                  gpointer user_data)
{
  SluicePostmanImport *self = user_data;
  g_autofree char *item =
      sluice_keyring_item_for_warehouse (sluice_warehouse_get_id (warehouse), key);

  if (!g_hash_table_contains (self->secrets, item))
    take_secret (self, item, value);
  self->useful = TRUE;
}

typedef struct
{
  SluicePostmanImport *self;
  SluicePostmanScope *scope;
  gboolean ours;
} ListData;

static const char *
judge_unused (ListData *data, const SluicePostmanVariable *variable, const char *reason)
{
  const char *refused = g_hash_table_lookup (data->self->reasons, variable->name);

  if (reason != NULL)
    return reason;
  if (refused != NULL)
    return refused;
  if (g_hash_table_contains (data->self->used, variable->name) ||
      sluice_postman_scope_was_referred_to (data->scope, variable->name))
    return NULL;
  if (!data->ours)
    return _ ("Nothing in these files is mParticle’s.");
  if (sluice_postman_find_documented (variable->name) != NULL)
    return _ ("Another variable already says this.");
  return _ ("Sluice has no use for it.");
}

static void
list_unused (const SluicePostmanFile *file,
             const SluicePostmanVariable *variable,
             const char *reason,
             gpointer user_data)
{
  ListData *data = user_data;
  const char *why = judge_unused (data, variable, reason);
  SluicePostmanUnused *unused;

  if (why == NULL)
    return;
  unused = g_new0 (SluicePostmanUnused, 1);
  unused->file_name = g_strdup (file->file_name);
  unused->name = g_strdup (variable->name);
  unused->reason = g_strdup (why);
  g_ptr_array_add (data->self->unused, unused);
}

/* A name for the profile: the environment's, else the collection's; one line, not too long. */
static char *
choose_name (SluicePostmanImport *self)
{
  const char *name = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; i < self->files->len; i++)
    {
      const SluicePostmanFile *file = g_ptr_array_index (self->files, i);

      if (file->name != NULL && (name == NULL || file->kind == SLUICE_POSTMAN_ENVIRONMENT))
        {
          name = file->name;
          if (file->kind == SLUICE_POSTMAN_ENVIRONMENT)
            break;
        }
    }
  if (name == NULL)
    return NULL;
  line = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 100));
  for (char *at = line; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  g_strstrip (line);
  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

static void
work_out (SluicePostmanImport *self)
{
  g_autoptr (SluicePostmanScope) scope = sluice_postman_scope_new (self->files);
  g_autoptr (SluicePostmanDraft) draft = sluice_postman_draft_new ();
  ListData data = { self, scope, is_about_mparticle (self) };

  self->profile = sluice_profile_new ();
  self->secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sluice_secret_unref);
  self->unused = g_ptr_array_new_with_free_func ((GDestroyNotify) unused_free);
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (data.ours)
    {
      g_autoptr (SluicePostmanBodies) bodies = sluice_postman_bodies_new (self->files, scope);

      self->name = choose_name (self);
      g_object_set (self->profile, "name", self->name, NULL);
      take_variables (self, scope, draft);
      sluice_postman_draft_foreach_secret (bodies, take_body_secret, self);
      self->setup = sluice_postman_draft_finish (draft, bodies, self->name);
      self->useful |= self->setup != NULL;
      put_back_other_values (self, sluice_postman_draft_get_warehouse (draft));
    }
  sluice_postman_scope_foreach (scope, list_unused, &data);
}

static void
ensure_result (SluicePostmanImport *self)
{
  if (self->profile == NULL)
    work_out (self);
}

/**
 * sluice_postman_import_new:
 *
 * Returns: (transfer full): an import without files
 */
SluicePostmanImport *
sluice_postman_import_new (void)
{
  return g_object_new (SLUICE_TYPE_POSTMAN_IMPORT, NULL);
}

/**
 * sluice_postman_import_add_data:
 * @self: an import
 * @file_name: what to call it in messages
 * @data: the bytes of a file; still the caller's to wipe
 * @length: how many
 * @error: return location for a #SluicePostmanError
 *
 * Returns: whether it is a Postman file that can be read; if not, the import stays as it was
 */
gboolean
sluice_postman_import_add_data (SluicePostmanImport *self,
                                const char *file_name,
                                const char *data,
                                gsize length,
                                GError **error)
{
  SluicePostmanFile *file;

  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self), FALSE);

  file = sluice_postman_file_parse (file_name, data, length, error);
  if (file == NULL)
    return FALSE;
  g_ptr_array_add (self->files, file);
  forget_result (self);
  return TRUE;
}

/* Before anything is read: a file of gigabytes, or a device that never ends, would fill the memory. */
static gboolean
check_size (GFile *file, const char *name, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                         G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_SPECIAL &&
      g_file_info_get_size (info) <= SLUICE_POSTMAN_MOST_BYTES)
    return TRUE;
  g_set_error (error, SLUICE_POSTMAN_ERROR, SLUICE_POSTMAN_ERROR_NOT_POSTMAN,
               _ ("%s: This file is too large to be a Postman file."), name);
  return FALSE;
}

/**
 * sluice_postman_import_add_file:
 * @self: an import
 * @file: a file, no pipe and no device
 * @error: return location for a #SluicePostmanError, or a #GIOErrorEnum where it cannot be read
 *
 * Returns: as sluice_postman_import_add_data()
 */
gboolean
sluice_postman_import_add_file (SluicePostmanImport *self, GFile *file, GError **error)
{
  g_autofree char *name = NULL;
  char *data = NULL;
  gsize length = 0;
  gboolean added;

  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self) && G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  if (!check_size (file, name, error) ||
      !g_file_load_contents (file, NULL, &data, &length, NULL, error))
    return FALSE;
  added = sluice_postman_import_add_data (self, name, data, length, error);
  sluice_secret_wipe_memory (data, length);
  g_free (data);
  return added;
}

/**
 * sluice_postman_import_is_useful:
 * @self: an import
 *
 * Returns: whether anything in the files is of use; if not, the profile is empty
 */
gboolean
sluice_postman_import_is_useful (SluicePostmanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self), FALSE);

  ensure_result (self);
  return self->useful;
}

/**
 * sluice_postman_import_get_name:
 * @self: an import
 *
 * Returns: (transfer none) (nullable): a name to propose for the workspace: the environment's, else the
 *   collection's
 */
const char *
sluice_postman_import_get_name (SluicePostmanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self), NULL);

  ensure_result (self);
  return self->name;
}

/**
 * sluice_postman_import_get_profile:
 * @self: an import
 *
 * Returns: (transfer none): the workspace as far as the files say; properties they do not say have their
 *   defaults
 */
SluiceProfile *
sluice_postman_import_get_profile (SluicePostmanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self), NULL);

  ensure_result (self);
  return self->profile;
}

/**
 * sluice_postman_import_get_secrets:
 * @self: an import
 *
 * Returns: (transfer none) (element-type utf8 SluiceSecret): keyring item to secret
 */
GHashTable *
sluice_postman_import_get_secrets (SluicePostmanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self), NULL);

  ensure_result (self);
  return self->secrets;
}

/**
 * sluice_postman_import_get_setup:
 * @self: an import
 *
 * Returns: (transfer none) (nullable): a draft of a setup, most likely incomplete; %NULL where the files
 *   say nothing of a pipeline or a warehouse
 */
SluiceSetup *
sluice_postman_import_get_setup (SluicePostmanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self), NULL);

  ensure_result (self);
  return self->setup;
}

/**
 * sluice_postman_import_get_unused:
 * @self: an import
 *
 * Returns: (transfer none) (element-type SluicePostmanUnused): every variable that was not used, in the
 *   files' order
 */
GPtrArray *
sluice_postman_import_get_unused (SluicePostmanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_POSTMAN_IMPORT (self), NULL);

  ensure_result (self);
  return self->unused;
}
