/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-store-private.h"

#include "store/sluice-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long one program waits for another that is writing. */
#define BUSY_TIMEOUT_MS 5000
/* A checkpoint waits for the disk, so it comes seldom; the file beside the database then has 16 MiB. */
#define PAGES_BETWEEN_CHECKPOINTS 4000
#define WAL_ATTEMPTS              100
#define WAL_PAUSE_US              (20 * 1000)

/* SQLite calls it a full disk only where it writes to the database itself; where the files beside it
 * cannot grow, as when a database is opened on a full disk, that is an error of input and output. */
static gboolean
has_no_room (sqlite3 *handle)
{
  int code = sqlite3_extended_errcode (handle) & 0xff;
  int cause = code == SQLITE_IOERR ? sqlite3_system_errno (handle) : 0;

  return code == SQLITE_FULL || cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

/* Turns what SQLite said last into a sentence for people. */
void
_sluice_database_set_error (sqlite3 *handle, GError **error)
{
  const char *path = sqlite3_db_filename (handle, "main");

  if (has_no_room (handle))
    {
      g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_FAILED,
                   _ ("The disk that holds “%s” is full. Free some space and try again."), path);
      return;
    }
  switch (sqlite3_extended_errcode (handle) & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (
          error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_BUSY,
          _ ("Another Sluice is writing to the database. Wait until it is done and "
             "try again."));
      break;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_DAMAGED,
                   _ ("The database “%s” is damaged. Nothing in it was changed. Move the file to "
                      "another folder and start again; a backup made by an earlier version may lie "
                      "beside it."),
                   path);
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_OPEN,
                   _ ("The database “%s” cannot be written. Check that the file and its folder "
                      "belong to you and are not read-only."),
                   path);
      break;
    default:
      g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_FAILED,
                   _ ("The database “%s” could not be used: %s."), path, sqlite3_errmsg (handle));
      break;
    }
}

gboolean
_sluice_database_run (sqlite3 *handle, const char *sql, GError **error)
{
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  _sluice_database_set_error (handle, error);
  return FALSE;
}

static gboolean
read_version (sqlite3 *handle, guint *version, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = FALSE;

  if (sqlite3_prepare_v2 (handle, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    {
      *version = (guint) sqlite3_column_int (statement, 0);
      found = TRUE;
    }
  else
    _sluice_database_set_error (handle, error);
  sqlite3_finalize (statement);
  return found;
}

/* Only we may read what is in there, so the file and its folder are made with narrow modes before
 * SQLite would make them with wide ones; its own side files take after the file. */
static gboolean
make_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int file;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (
          error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_OPEN,
          _ ("The folder “%s” cannot be made: %s. Check that the folder above it belongs to "
             "you."),
          folder, g_strerror (code));
      return FALSE;
    }
  file = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0)
    {
      int code = errno;

      g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_OPEN,
                   _ ("The database “%s” cannot be opened: %s. Check that the file and its folder "
                      "belong to you and are not read-only."),
                   path, g_strerror (code));
      return FALSE;
    }
  return g_close (file, error);
}

/* Two programs that open a new file at once may be refused the change to WAL without any waiting. */
static gboolean
switch_to_wal (sqlite3 *handle, GError **error)
{
  int result = SQLITE_BUSY;

  for (guint i = 0; i < WAL_ATTEMPTS && result == SQLITE_BUSY; i++)
    {
      if (i > 0)
        g_usleep (WAL_PAUSE_US);
      result = sqlite3_exec (handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    }
  if (result == SQLITE_OK)
    return TRUE;
  _sluice_database_set_error (handle, error);
  return FALSE;
}

/* A copy as it was before this program touched it, for the day an older one is wanted again. */
static gboolean
back_up (sqlite3 *handle, guint version, GError **error)
{
  const char *path = sqlite3_db_filename (handle, "main");
  g_autofree char *backup = g_strdup_printf ("%s.backup-%u", path, version);
  g_autofree char *unfinished = g_strdup_printf ("%s.%d", backup, (int) getpid ());
  char *sql = sqlite3_mprintf ("VACUUM INTO %Q", unfinished);
  gboolean done;

  g_unlink (unfinished);
  done = make_file (unfinished, error) && _sluice_database_run (handle, sql, error);
  sqlite3_free (sql);
  if (done && g_rename (unfinished, backup) != 0)
    {
      int code = errno;

      g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_OPEN,
                   _ ("The backup “%s” cannot be written: %s."), backup, g_strerror (code));
      done = FALSE;
    }
  if (!done)
    g_unlink (unfinished);
  return done;
}

/* One version up, in one transaction. Another program may have been quicker: its work is then ours. */
static gboolean
migrate_one (sqlite3 *handle, guint from, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u", from + 1);
  guint version = 0;

  if (!_sluice_database_run (handle, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (read_version (handle, &version, error) &&
      (version != from || (_sluice_database_run (handle, sluice_schema_scripts[from], error) &&
                           _sluice_database_run (handle, stamp, error))) &&
      _sluice_database_run (handle, "COMMIT", error))
    return TRUE;
  sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
migrate (sqlite3 *handle, GError **error)
{
  guint version = 0;

  if (!read_version (handle, &version, error))
    return FALSE;
  if (version > sluice_schema_version)
    {
      g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_NEWER,
                   _ ("The database “%s” was written by a newer Sluice. Update Sluice to open it. "
                      "Nothing was changed."),
                   sqlite3_db_filename (handle, "main"));
      return FALSE;
    }
  if (version > 0 && version < sluice_schema_version && !back_up (handle, version, error))
    return FALSE;
  for (; version < sluice_schema_version; version++)
    if (!migrate_one (handle, version, error))
      return FALSE;
  return TRUE;
}

/* The version is looked at before anything is written, so that a newer or damaged file stays as it
 * is to the byte. A commit does not wait for the disk unless it is told to: what was committed outlives
 * the end of the program at any moment, and all but the journal and the workspaces is read or counted anew
 * where a power cut took the last of it. */
static gboolean
prepare (sqlite3 *handle, GError **error)
{
  guint version = 0;

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
  return read_version (handle, &version, error) &&
         (version > sluice_schema_version || switch_to_wal (handle, error)) &&
         _sluice_database_run (
             handle,
             "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF;"
             "PRAGMA wal_autocheckpoint = " G_STRINGIFY (PAGES_BETWEEN_CHECKPOINTS),
             error) &&
         migrate (handle, error);
}

/* Opens or makes the file, or for NULL a database in memory, and brings its schema up to date. Close
 * with sqlite3_close(). */
sqlite3 *
_sluice_database_open (const char *path, GError **error)
{
  sqlite3 *handle = NULL;

  if (path != NULL && !make_file (path, error))
    return NULL;
  if (sqlite3_open_v2 (path != NULL ? path : ":memory:", &handle, SQLITE_OPEN_READWRITE, NULL) !=
      SQLITE_OK)
    {
      _sluice_database_set_error (handle, error);
      sqlite3_close (handle);
      return NULL;
    }
  if (!prepare (handle, error))
    {
      sqlite3_close (handle);
      return NULL;
    }
  return handle;
}
