/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-store.h"

#include "store/sluice-statement.h"
#include "store/sluice-store-private.h"

#include <glib/gi18n.h>

struct _SluiceStore
{
  GObject parent_instance;

  char *path;
  sqlite3 *handle;
  GListStore *profiles;
  gint64 version; /* changes when another program has written */
};

G_DEFINE_FINAL_TYPE (SluiceStore, sluice_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (sluice_store_error, sluice_store_error)

static guint profiles_changed_signal;

/* A profile's columns in the table, named as its properties but for the sign between the words. */
static const char *const columns[] = { "id",         "name",         "pod",       "org-id",
                                       "account-id", "workspace-id", "client-id", "api-url",
                                       "token-url",  "environment" };

#define COLUMNS_SQL                                                                                \
  "id, name, pod, org_id, account_id, workspace_id, client_id, api_url, token_url, environment"

static void
sluice_store_finalize (GObject *object)
{
  SluiceStore *self = SLUICE_STORE (object);

  g_clear_object (&self->profiles);
  sqlite3_close (self->handle);
  g_free (self->path);
  G_OBJECT_CLASS (sluice_store_parent_class)->finalize (object);
}

static void
sluice_store_class_init (SluiceStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_store_finalize;

  profiles_changed_signal = g_signal_new ("profiles-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_store_init (SluiceStore *self)
{
  self->profiles = g_list_store_new (SLUICE_TYPE_PROFILE);
}

sqlite3 *
_sluice_store_get_handle (SluiceStore *self)
{
  return self->handle;
}

/* Takes the write lock at once, so that what is read inside is what the writing builds on. */
gboolean
_sluice_store_begin (SluiceStore *self, GError **error)
{
  return _sluice_database_run (self->handle, "BEGIN IMMEDIATE", error);
}

gboolean
_sluice_store_commit (SluiceStore *self, GError **error)
{
  if (_sluice_database_run (self->handle, "COMMIT", error))
    return TRUE;
  _sluice_store_roll_back (self);
  return FALSE;
}

void
_sluice_store_roll_back (SluiceStore *self)
{
  sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* Whether a commit waits until the disk has it, so that it outlives a power cut: that may take several
 * frames, so only for what must not be lost. Between transactions only. */
void
_sluice_store_set_durable (SluiceStore *self, gboolean durable)
{
  sqlite3_exec (self->handle, durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL",
                NULL, NULL, NULL);
}

static gboolean
save_learned (SluiceStore *self, SluiceProfile *profile, GError **error)
{
  g_auto (GStrv) keys = sluice_profile_list_learned (profile);
  g_autoptr (SluiceStatement) clear =
      sluice_statement_new (self, "DELETE FROM learned WHERE profile_id = ?", error);
  g_autoptr (SluiceStatement) insert =
      clear != NULL
          ? sluice_statement_new (self,
                                  "INSERT INTO learned (profile_id, key, value) VALUES (?, ?, ?)",
                                  error)
          : NULL;

  if (insert == NULL)
    return FALSE;
  sluice_statement_bind_text (clear, 0, sluice_profile_get_id (profile));
  if (!sluice_statement_run (clear, error))
    return FALSE;
  sluice_statement_bind_text (insert, 0, sluice_profile_get_id (profile));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      sluice_statement_bind_text (insert, 1, keys[i]);
      sluice_statement_bind_text (insert, 2, sluice_profile_get_learned (profile, keys[i]));
      if (!sluice_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* What was learned only spares requests, so failing to keep it is no failure of what was being done. */
static void
on_profile_learned_changed_cb (SluiceProfile *profile, const char *key, SluiceStore *self)
{
  g_autoptr (GError) error = NULL;

  if (_sluice_store_begin (self, &error))
    {
      if (save_learned (self, profile, &error))
        _sluice_store_commit (self, &error);
      else
        _sluice_store_roll_back (self);
    }
  if (error != NULL)
    g_info ("What was learned of “%s” is not kept: %s", key, error->message);
}

static void
watch_profile (SluiceStore *self, SluiceProfile *profile)
{
  g_signal_connect_object (profile, "learned-changed", G_CALLBACK (on_profile_learned_changed_cb),
                           self, 0);
}

static void
unwatch_profile (SluiceStore *self, SluiceProfile *profile)
{
  g_signal_handlers_disconnect_by_func (profile, on_profile_learned_changed_cb, self);
}

static gboolean
load_learned (SluiceStore *self, SluiceProfile *profile, GError **error)
{
  g_autoptr (SluiceStatement) statement =
      sluice_statement_new (self, "SELECT key, value FROM learned WHERE profile_id = ?", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, sluice_profile_get_id (profile));
  while (sluice_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      sluice_profile_set_learned (profile, sluice_statement_get_text (statement, 0),
                                  sluice_statement_get_text (statement, 1));
    }
  return FALSE;
}

static GPtrArray *
read_profiles (SluiceStore *self, GError **error)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SluiceStatement) statement = sluice_statement_new (
      self, "SELECT " COLUMNS_SQL " FROM profiles ORDER BY name COLLATE NOCASE, name", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  while (sluice_statement_step (statement, &row, error))
    {
      SluiceProfile *profile;

      if (!row)
        return g_steal_pointer (&profiles);
      profile = sluice_profile_new ();
      g_ptr_array_add (profiles, profile);
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        g_object_set (profile, columns[i], sluice_statement_get_text (statement, i), NULL);
      if (!load_learned (self, profile, error))
        return NULL;
    }
  return NULL;
}

static gboolean
read_version (SluiceStore *self, gint64 *version, GError **error)
{
  g_autoptr (SluiceStatement) statement = sluice_statement_new (self, "PRAGMA data_version", error);
  gboolean row = FALSE;

  if (statement == NULL || !sluice_statement_step (statement, &row, error))
    return FALSE;
  *version = row ? sluice_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
load_profiles (SluiceStore *self, GError **error)
{
  g_autoptr (GPtrArray) profiles = NULL;

  if (!read_version (self, &self->version, error))
    return FALSE;
  profiles = read_profiles (self, error);
  if (profiles == NULL)
    return FALSE;
  for (guint i = 0; i < profiles->len; i++)
    {
      watch_profile (self, profiles->pdata[i]);
      g_list_store_append (self->profiles, profiles->pdata[i]);
    }
  return TRUE;
}

/**
 * sluice_store_dup_default_path:
 *
 * Returns: (transfer full): the database's place in the XDG data directory
 */
char *
sluice_store_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "sluice", "sluice.db", NULL);
}

/* Takes @path; NULL for a store in memory. */
static SluiceStore *
open_at (char *path, GError **error)
{
  g_autoptr (SluiceStore) self = g_object_new (SLUICE_TYPE_STORE, NULL);

  self->path = path;
  self->handle = _sluice_database_open (self->path, error);
  if (self->handle == NULL || !load_profiles (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sluice_store_open:
 * @path: (nullable): the file, %NULL for the default one
 * @error: return location for a #SluiceStoreError
 *
 * Makes the file and its folder, for the user's eyes only, where they are missing. An older file is
 * copied to a backup beside it and brought up to date; a newer or damaged one is left alone.
 *
 * Returns: (transfer full) (nullable): the store
 */
SluiceStore *
sluice_store_open (const char *path, GError **error)
{
  return open_at (path != NULL ? g_strdup (path) : sluice_store_dup_default_path (), error);
}

/**
 * sluice_store_new_temporary:
 * @error: return location for a #SluiceStoreError
 *
 * For work that needs nothing remembered, where no file can be written.
 *
 * Returns: (transfer full) (nullable): an empty store that lasts as long as this object
 */
SluiceStore *
sluice_store_new_temporary (GError **error)
{
  return open_at (NULL, error);
}

/**
 * sluice_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): its file; %NULL for a temporary one
 */
const char *
sluice_store_get_path (SluiceStore *self)
{
  g_return_val_if_fail (SLUICE_IS_STORE (self), NULL);

  return self->path;
}

/**
 * sluice_store_get_profiles:
 * @self: a store
 *
 * Returns: (transfer none): a model of the saved #SluiceProfile, in the order of their names
 */
GListModel *
sluice_store_get_profiles (SluiceStore *self)
{
  g_return_val_if_fail (SLUICE_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->profiles);
}

static SluiceProfile *
find_profile (SluiceStore *self,
              const char *text,
              const char *(*get) (SluiceProfile *),
              guint *position)
{
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (SluiceProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      if (g_strcmp0 (get (profile), text) != 0)
        continue;
      if (position != NULL)
        *position = i;
      return profile; /* the model keeps it */
    }
  return NULL;
}

/**
 * sluice_store_find_profile:
 * @self: a store
 * @name: a workspace's name
 *
 * Returns: (transfer none) (nullable): the saved profile of that name
 */
SluiceProfile *
sluice_store_find_profile (SluiceStore *self, const char *name)
{
  g_return_val_if_fail (SLUICE_IS_STORE (self), NULL);

  return find_profile (self, name, sluice_profile_get_name, NULL);
}

/**
 * sluice_store_find_profile_by_id:
 * @self: a store
 * @id: a profile's own id
 *
 * Returns: (transfer none) (nullable): the saved profile with that id
 */
SluiceProfile *
sluice_store_find_profile_by_id (SluiceStore *self, const char *id)
{
  g_return_val_if_fail (SLUICE_IS_STORE (self), NULL);

  return find_profile (self, id, sluice_profile_get_id, NULL);
}

static int
compare_profiles (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *name_a = sluice_profile_get_name ((SluiceProfile *) a);
  const char *name_b = sluice_profile_get_name ((SluiceProfile *) b);
  int order = g_ascii_strcasecmp (name_a, name_b);

  return order != 0 ? order : g_strcmp0 (name_a, name_b);
}

static gboolean
write_profile (SluiceStore *self, SluiceProfile *profile, GError **error)
{
  g_autoptr (SluiceStatement) statement = sluice_statement_new (
      self,
      "INSERT INTO profiles (" COLUMNS_SQL ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (id) DO UPDATE SET name = excluded.name, pod = excluded.pod,"
      " org_id = excluded.org_id, account_id = excluded.account_id,"
      " workspace_id = excluded.workspace_id, client_id = excluded.client_id,"
      " api_url = excluded.api_url, token_url = excluded.token_url,"
      " environment = excluded.environment",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (profile, columns[i], &text, NULL);
      sluice_statement_bind_text (statement, i, text);
    }
  return sluice_statement_run (statement, error) && save_learned (self, profile, error);
}

/* Another program may have taken the name since we looked, so the database decides. */
static gboolean
name_is_taken (SluiceStore *self, SluiceProfile *profile, GError **error)
{
  g_autoptr (SluiceStatement) statement =
      sluice_statement_new (self, "SELECT 1 FROM profiles WHERE name = ? AND id <> ?", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return TRUE;
  sluice_statement_bind_text (statement, 0, sluice_profile_get_name (profile));
  sluice_statement_bind_text (statement, 1, sluice_profile_get_id (profile));
  if (!sluice_statement_step (statement, &row, error))
    return TRUE;
  if (row)
    g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_EXISTS,
                 _ ("A workspace named “%s” exists already. Choose another name."),
                 sluice_profile_get_name (profile));
  return row;
}

static void
list_profile (SluiceStore *self, SluiceProfile *profile)
{
  guint position = 0;
  SluiceProfile *listed =
      find_profile (self, sluice_profile_get_id (profile), sluice_profile_get_id, &position);

  if (listed != NULL)
    {
      unwatch_profile (self, listed);
      g_list_store_remove (self->profiles, position);
    }
  watch_profile (self, profile);
  g_list_store_insert_sorted (self->profiles, profile, compare_profiles, NULL);
}

static gboolean
commit_profile (SluiceStore *self, SluiceProfile *profile, GError **error)
{
  if (!_sluice_store_begin (self, error))
    return FALSE;
  if (!name_is_taken (self, profile, error) && write_profile (self, profile, error))
    return _sluice_store_commit (self, error);
  _sluice_store_roll_back (self);
  return FALSE;
}

/**
 * sluice_store_save_profile:
 * @self: a store
 * @profile: a profile, new or changed
 * @error: return location for a #SluiceProfileError or #SluiceStoreError
 *
 * Takes the place of the one with the same id.
 *
 * Returns: whether it is saved; %SLUICE_STORE_ERROR_EXISTS where another one has its name
 */
gboolean
sluice_store_save_profile (SluiceStore *self, SluiceProfile *profile, GError **error)
{
  gboolean saved;

  g_return_val_if_fail (SLUICE_IS_STORE (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_PROFILE (profile), FALSE);

  if (!sluice_profile_validate (profile, error))
    return FALSE;
  _sluice_store_set_durable (self, TRUE);
  saved = commit_profile (self, profile, error);
  _sluice_store_set_durable (self, FALSE);
  if (!saved)
    return FALSE;
  list_profile (self, profile);
  g_signal_emit (self, profiles_changed_signal, 0);
  return TRUE;
}

/**
 * sluice_store_remove_profile:
 * @self: a store
 * @profile: a saved profile
 * @error: return location for a #SluiceStoreError
 *
 * Its secrets in the keyring are the caller's to clear; what was done in its workspace stays known.
 *
 * Returns: whether it is gone
 */
gboolean
sluice_store_remove_profile (SluiceStore *self, SluiceProfile *profile, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;
  SluiceProfile *listed;
  guint position = 0;

  g_return_val_if_fail (SLUICE_IS_STORE (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_PROFILE (profile), FALSE);

  statement = sluice_statement_new (self, "DELETE FROM profiles WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, sluice_profile_get_id (profile));
  if (!sluice_statement_run (statement, error))
    return FALSE;
  listed = find_profile (self, sluice_profile_get_id (profile), sluice_profile_get_id, &position);
  if (listed != NULL)
    {
      unwatch_profile (self, listed);
      g_list_store_remove (self->profiles, position);
      g_signal_emit (self, profiles_changed_signal, 0);
    }
  return TRUE;
}

static gboolean
profiles_differ (SluiceProfile *a, SluiceProfile *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *a_text = NULL;
      g_autofree char *b_text = NULL;

      g_object_get (a, columns[i], &a_text, NULL);
      g_object_get (b, columns[i], &b_text, NULL);
      if (g_strcmp0 (a_text, b_text) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_among (GPtrArray *profiles, SluiceProfile *wanted)
{
  for (guint i = 0; i < profiles->len; i++)
    if (g_str_equal (sluice_profile_get_id (profiles->pdata[i]), sluice_profile_get_id (wanted)))
      return TRUE;
  return FALSE;
}

static gboolean
unlist_missing (SluiceStore *self, GPtrArray *profiles)
{
  gboolean changed = FALSE;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i > 0; i--)
    {
      g_autoptr (SluiceProfile) listed =
          g_list_model_get_item (G_LIST_MODEL (self->profiles), i - 1);

      if (is_among (profiles, listed))
        continue;
      unwatch_profile (self, listed);
      g_list_store_remove (self->profiles, i - 1);
      changed = TRUE;
    }
  return changed;
}

/**
 * sluice_store_reload:
 * @self: a store
 * @error: return location for a #SluiceStoreError
 *
 * Takes up the profiles that another program has added, changed or removed. Those that are as they were
 * stay the same objects.
 *
 * Returns: whether it could look
 */
gboolean
sluice_store_reload (SluiceStore *self, GError **error)
{
  g_autoptr (GPtrArray) profiles = NULL;
  gboolean changed;
  gint64 version;

  g_return_val_if_fail (SLUICE_IS_STORE (self), FALSE);

  if (!read_version (self, &version, error))
    return FALSE;
  if (version == self->version)
    return TRUE;
  profiles = read_profiles (self, error);
  if (profiles == NULL)
    return FALSE;
  self->version = version;
  changed = unlist_missing (self, profiles);
  for (guint i = 0; i < profiles->len; i++)
    {
      SluiceProfile *profile = profiles->pdata[i];
      SluiceProfile *listed =
          find_profile (self, sluice_profile_get_id (profile), sluice_profile_get_id, NULL);

      if (listed != NULL && !profiles_differ (listed, profile))
        continue;
      list_profile (self, profile);
      changed = TRUE;
    }
  if (changed)
    g_signal_emit (self, profiles_changed_signal, 0);
  return TRUE;
}
