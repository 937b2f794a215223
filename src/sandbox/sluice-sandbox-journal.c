/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-journal.h"

#include "sluice-json.h"
#include "sluice-text-file.h"

#include <string.h>

#define FORMAT "sluice-sandbox-state/1"
/* Appended lines after which the file is rewritten. */
#define LINES_MAX 50000

struct _SluiceSandboxJournal
{
  GObject parent_instance;

  char *path;
  SluiceSandboxWorld *world;
  SluiceSandboxClock *clock;
  GFileOutputStream *stream;
  guint n_lines;
};

G_DEFINE_FINAL_TYPE (SluiceSandboxJournal, sluice_sandbox_journal, G_TYPE_OBJECT)

static void
sluice_sandbox_journal_dispose (GObject *object)
{
  SluiceSandboxJournal *self = SLUICE_SANDBOX_JOURNAL (object);

  g_clear_object (&self->stream);
  g_clear_object (&self->world);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (sluice_sandbox_journal_parent_class)->dispose (object);
}

static void
sluice_sandbox_journal_finalize (GObject *object)
{
  g_free (SLUICE_SANDBOX_JOURNAL (object)->path);
  G_OBJECT_CLASS (sluice_sandbox_journal_parent_class)->finalize (object);
}

static void
sluice_sandbox_journal_class_init (SluiceSandboxJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_sandbox_journal_dispose;
  object_class->finalize = sluice_sandbox_journal_finalize;
}

static void
sluice_sandbox_journal_init (SluiceSandboxJournal *self)
{
}

/**
 * sluice_sandbox_journal_new:
 * @path: the file
 * @world: the world to keep
 * @clock: the clock to keep
 *
 * Returns: (transfer full): a journal that keeps nothing before it is opened
 */
SluiceSandboxJournal *
sluice_sandbox_journal_new (const char *path, SluiceSandboxWorld *world, SluiceSandboxClock *clock)
{
  SluiceSandboxJournal *self = g_object_new (SLUICE_TYPE_SANDBOX_JOURNAL, NULL);

  self->path = g_strdup (path);
  self->world = g_object_ref (world);
  self->clock = g_object_ref (clock);
  return self;
}

static void
replay_line (SluiceSandboxJournal *self, JsonObject *line)
{
  gint64 time;

  if (sluice_json_get_int (line, "at", &time))
    sluice_sandbox_clock_set_at_least (self->clock, time);
  sluice_sandbox_world_replay (self->world, line);
}

/* The last line may be cut short if the machine went down while it was written. */
static gboolean
replay (SluiceSandboxJournal *self, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = sluice_json_parse (lines[i], -1, NULL);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
          (i > 0 ||
           g_strcmp0 (sluice_json_get_string (json_node_get_object (node), "format"), FORMAT) == 0))
        replay_line (self, json_node_get_object (node));
      else if (i == 0 || lines[i + 1] != NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "Line %u of %s is no state of a sandbox.", i + 1, self->path);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
rewrite (SluiceSandboxJournal *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autofree char *lines = sluice_sandbox_world_dump (self->world);
  g_autofree char *text =
      g_strdup_printf ("{\"format\":\"" FORMAT "\",\"at\":%" G_GINT64_FORMAT "}\n%s",
                       sluice_sandbox_clock_now (self->clock), lines);

  g_clear_object (&self->stream);
  self->n_lines = 0;
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  self->stream = g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error);
  return self->stream != NULL;
}

static void
on_world_changed_cb (SluiceSandboxWorld *world, JsonObject *line, SluiceSandboxJournal *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  json_object_set_int_member (line, "at", sluice_sandbox_clock_now (self->clock));
  json = sluice_json_object_to_text (line, FALSE);
  text = g_strconcat (json, "\n", NULL);
  if (self->stream != NULL)
    g_output_stream_write_all (G_OUTPUT_STREAM (self->stream), text, strlen (text), NULL, NULL,
                               &error);
  if (error == NULL && ++self->n_lines > LINES_MAX)
    rewrite (self, &error);
  if (error != NULL)
    g_warning ("The state cannot be kept in %s: %s", self->path, error->message);
}

/**
 * sluice_sandbox_journal_load:
 * @self: a journal
 * @error: return location for a #GError
 *
 * Brings the world and the clock to where the file says they were, if there is one.
 *
 * Returns: whether the file could be read
 */
gboolean
sluice_sandbox_journal_load (SluiceSandboxJournal *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;

  if (sluice_text_file_is_special (self->path))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   "%s is no file, and a state is kept in one.", self->path);
      return FALSE;
    }
  if (g_file_get_contents (self->path, &text, NULL, &local_error))
    return replay (self, text, error);
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * sluice_sandbox_journal_begin:
 * @self: a journal
 * @error: return location for a #GError
 *
 * Writes the world as it is, and keeps each change from now on.
 *
 * Returns: whether the file could be written
 */
gboolean
sluice_sandbox_journal_begin (SluiceSandboxJournal *self, GError **error)
{
  if (!rewrite (self, error))
    return FALSE;
  g_signal_connect_object (self->world, "changed", G_CALLBACK (on_world_changed_cb), self, 0);
  return TRUE;
}
