/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-files.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/sluice-cli-error.h"
#include "sluice-json.h"
#include "sluice-text-file.h"

/* No setup, query, definition or collection is larger; a device that never ends is. */
#define MAX_FILE_SIZE (64 * 1024 * 1024)

/* No key file is larger. */
#define MAX_SECRET_SIZE (1024 * 1024)

static gboolean
is_standard_input (const char *path)
{
  return strcmp (path, "-") == 0;
}

static char *
dup_shown_name (const char *path)
{
  return is_standard_input (path) ? g_strdup (_ ("standard input"))
                                  : g_strdup_printf ("“%s”", path);
}

static gboolean
fail_to_read (const char *path, const char *reason, GError **error)
{
  g_autofree char *name = dup_shown_name (path);

  sluice_cli_error_set (error, SLUICE_CLI_ERROR_FILE,
                        _ ("Look at the name of the file and whether you may read it."),
                        /* Translators: a file in quotes or “standard input”, and the reason */
                        _ ("Cannot read %s: %s"), name, reason);
  return FALSE;
}

/* Fills the buffer from the file's start; one byte more than its size tells that there is more. */
static gssize
fill (int fd, char *buffer, gsize size)
{
  gsize filled = 0;

  while (filled < size)
    {
      gssize n_read = read (fd, buffer + filled, size - filled);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return -1;
      if (n_read == 0)
        break;
      filled += (gsize) n_read;
    }
  return (gssize) filled;
}

/* The buffer belongs to a secret for all we know: it is wiped before it goes. */
static char *
read_at_most (const char *path, gsize limit, gsize *length, GError **error)
{
  int fd = is_standard_input (path) ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  gsize size = 0;
  gsize filled = 0;
  char *buffer = NULL;
  gssize n_read = 0;

  if (fd < 0)
    {
      fail_to_read (path, g_strerror (errno), error);
      return NULL;
    }
  do
    {
      char *larger = g_malloc (size = MAX (size * 2, 16 * 1024));

      memcpy (larger, buffer != NULL ? buffer : "", filled);
      if (buffer != NULL)
        sluice_secret_wipe_memory (buffer, filled);
      g_free (buffer);
      buffer = larger;
      n_read = fill (fd, buffer + filled, size - filled - 1);
      filled += n_read > 0 ? (gsize) n_read : 0;
  } while (n_read > 0 && filled + 1 == size && filled <= limit);
  if (n_read < 0 || filled > limit)
    {
      fail_to_read (path, n_read < 0 ? g_strerror (errno) : _ ("It is too large."), error);
      sluice_secret_wipe_memory (buffer, filled);
      g_clear_pointer (&buffer, g_free);
    }
  else
    buffer[filled] = '\0';
  if (fd != STDIN_FILENO)
    close (fd);
  *length = filled;
  return buffer;
}

/**
 * sluice_cli_read_file:
 * @path: a file, "-" for standard input
 * @length: (out) (optional): its size in bytes
 * @error: return location for a %SLUICE_CLI_ERROR_FILE
 *
 * Returns: (transfer full) (nullable): its content, with a NUL behind it
 */
char *
sluice_cli_read_file (const char *path, gsize *length, GError **error)
{
  gsize size;
  char *text = read_at_most (path, MAX_FILE_SIZE, &size, error);

  if (length != NULL)
    *length = size;
  return text;
}

/**
 * sluice_cli_read_json_file:
 * @path: a file, "-" for standard input
 * @error: return location for a %SLUICE_CLI_ERROR_FILE where it cannot be read, or a
 *   %SLUICE_CLI_ERROR_VALUE where it is no JSON object
 *
 * Returns: (transfer full) (nullable): the object in it
 */
JsonObject *
sluice_cli_read_json_file (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = sluice_cli_read_file (path, &length, error);
  g_autoptr (GError) json_error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *name = dup_shown_name (path);

  if (text == NULL)
    return NULL;
  root = sluice_json_parse (text, (gssize) length, &json_error);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_dup_object (root);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_NOT_IT,
                        _ ("Give a file that holds one JSON object."),
                        _ ("What is in %s is not what is needed here: %s"), name,
                        json_error != NULL ? json_error->message : _ ("It is no JSON object."));
  return NULL;
}

/**
 * sluice_cli_write_file:
 * @path: a file
 * @text: what is to stand in it
 * @mode: its permissions, less the umask
 * @error: return location for a %SLUICE_CLI_ERROR_FILE
 *
 * Writes the file anew, or not at all; see sluice_text_file_replace().
 *
 * Returns: whether it was written
 */
gboolean
sluice_cli_write_file (const char *path, const char *text, int mode, GError **error)
{
  g_autoptr (GError) cause = NULL;
  mode_t mask = umask (0);

  umask (mask);
  if (sluice_text_file_replace (path, text, mode, &cause) &&
      (sluice_text_file_is_special (path) || chmod (path, (mode_t) mode & ~mask) == 0))
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_FILE,
                        _ ("Look whether you may write there and the disk has room."),
                        _ ("“%s” cannot be written: %s"), path,
                        cause != NULL ? cause->message : g_strerror (errno));
  return FALSE;
}

/**
 * sluice_cli_read_secret:
 * @path: a file, "-" for standard input
 * @error: return location for a %SLUICE_CLI_ERROR_FILE, or a %SLUICE_CLI_ERROR_CREDENTIALS where
 *   nothing is in it
 *
 * One newline at the end is dropped (CONTRACT 8): an editor put it there.
 *
 * Returns: (transfer full) (nullable): the secret in it
 */
SluiceSecret *
sluice_cli_read_secret (const char *path, GError **error)
{
  SluiceSecret *secret = NULL;
  gsize length;
  char *text = read_at_most (path, MAX_SECRET_SIZE, &length, error);
  g_autofree char *name = dup_shown_name (path);
  gsize kept;

  if (text == NULL)
    return NULL;
  kept = length;
  if (kept > 0 && text[kept - 1] == '\n')
    kept--;
  if (kept > 0 && kept < length && text[kept - 1] == '\r')
    kept--;
  if (kept == 0)
    sluice_cli_error_set (error, SLUICE_CLI_ERROR_CREDENTIALS,
                          _ ("Write the secret there, and nothing else."),
                          _ ("There is no secret in %s."), name);
  else if (memchr (text, '\0', kept) != NULL || !g_utf8_validate (text, (gssize) kept, NULL))
    sluice_cli_error_set (error, SLUICE_CLI_ERROR_FILE, _ ("Write the secret as UTF-8 text."),
                          _ ("There is something other than text in %s."), name);
  else
    secret = sluice_secret_new_from_bytes (text, kept);
  sluice_secret_wipe_memory (text, length);
  g_free (text);
  return secret;
}
