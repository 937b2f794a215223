/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-world.h"

#include "sluice-json.h"

#include <stdlib.h>

/* Ids that the sandbox gives out begin here; they are shared by all families. */
#define FIRST_NUMBER 1001
/* A fast clock makes many runs; the oldest ones go, as they do in the real service. */
#define RUNS_MAX 5000

typedef struct
{
  GPtrArray *objects[SLUICE_SANDBOX_N_FAMILIES];
  GHashTable *by_id[SLUICE_SANDBOX_N_FAMILIES]; /* not owned */
} Workspace;

struct _SluiceSandboxWorld
{
  GObject parent_instance;

  GHashTable *workspaces;
  gint64 next_number;
};

G_DEFINE_FINAL_TYPE (SluiceSandboxWorld, sluice_sandbox_world, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
object_free (gpointer data)
{
  SluiceSandboxObject *object = data;

  g_free (object->workspace);
  g_free (object->id);
  g_free (object->parent);
  json_object_unref (object->body);
  g_ptr_array_unref (object->runs);
  g_free (object);
}

static void
workspace_free (gpointer data)
{
  Workspace *workspace = data;

  for (guint i = 0; i < SLUICE_SANDBOX_N_FAMILIES; i++)
    {
      g_hash_table_unref (workspace->by_id[i]);
      g_ptr_array_unref (workspace->objects[i]);
    }
  g_free (workspace);
}

static void
sluice_sandbox_world_finalize (GObject *object)
{
  g_hash_table_unref (SLUICE_SANDBOX_WORLD (object)->workspaces);
  G_OBJECT_CLASS (sluice_sandbox_world_parent_class)->finalize (object);
}

static void
sluice_sandbox_world_class_init (SluiceSandboxWorldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_sandbox_world_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SLUICE_TYPE_SANDBOX_WORLD, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
sluice_sandbox_world_init (SluiceSandboxWorld *self)
{
  self->workspaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, workspace_free);
  self->next_number = FIRST_NUMBER;
}

/**
 * sluice_sandbox_world_new:
 *
 * Returns: (transfer full): an empty world
 */
SluiceSandboxWorld *
sluice_sandbox_world_new (void)
{
  return g_object_new (SLUICE_TYPE_SANDBOX_WORLD, NULL);
}

/**
 * sluice_sandbox_world_is_empty:
 * @self: the world
 *
 * Returns: whether nothing has been made in it yet
 */
gboolean
sluice_sandbox_world_is_empty (SluiceSandboxWorld *self)
{
  return g_hash_table_size (self->workspaces) == 0;
}

static int
compare_ids (const void *a, const void *b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/**
 * sluice_sandbox_world_list_workspaces:
 * @self: the world
 *
 * Returns: (transfer full): ids of the workspaces in which something was made, sorted
 */
char **
sluice_sandbox_world_list_workspaces (SluiceSandboxWorld *self)
{
  guint length;
  char **ids = (char **) g_hash_table_get_keys_as_array (self->workspaces, &length);

  for (guint i = 0; i < length; i++)
    ids[i] = g_strdup (ids[i]);
  qsort (ids, length, sizeof *ids, compare_ids);
  return ids;
}

static Workspace *
get_workspace (SluiceSandboxWorld *self, const char *id)
{
  Workspace *workspace = g_hash_table_lookup (self->workspaces, id);

  if (workspace != NULL)
    return workspace;
  workspace = g_new0 (Workspace, 1);
  for (guint i = 0; i < SLUICE_SANDBOX_N_FAMILIES; i++)
    {
      workspace->objects[i] = g_ptr_array_new_with_free_func (object_free);
      workspace->by_id[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  g_hash_table_insert (self->workspaces, g_strdup (id), workspace);
  return workspace;
}

/**
 * sluice_sandbox_world_list:
 * @self: the world
 * @workspace: a workspace's id
 * @family: what to list
 *
 * Returns: (transfer container) (element-type SluiceSandboxObject): the objects, oldest first
 */
GPtrArray *
sluice_sandbox_world_list (SluiceSandboxWorld *self,
                           const char *workspace,
                           SluiceSandboxFamily family)
{
  Workspace *found = g_hash_table_lookup (self->workspaces, workspace);
  GPtrArray *list = g_ptr_array_new ();

  if (found != NULL)
    for (guint i = 0; i < found->objects[family]->len; i++)
      g_ptr_array_add (list, found->objects[family]->pdata[i]);
  return list;
}

/**
 * sluice_sandbox_world_find:
 * @self: the world
 * @workspace: a workspace's id
 * @family: the family
 * @id: (nullable): an object's id
 *
 * Returns: (transfer none) (nullable): the object
 */
SluiceSandboxObject *
sluice_sandbox_world_find (SluiceSandboxWorld *self,
                           const char *workspace,
                           SluiceSandboxFamily family,
                           const char *id)
{
  Workspace *found = g_hash_table_lookup (self->workspaces, workspace);

  return found != NULL && id != NULL ? g_hash_table_lookup (found->by_id[family], id) : NULL;
}

/**
 * sluice_sandbox_world_find_anywhere:
 * @self: the world
 * @family: the family
 * @id: an object's id
 *
 * Some routes of Platform v1 name no workspace.
 *
 * Returns: (transfer none) (nullable): the object
 */
SluiceSandboxObject *
sluice_sandbox_world_find_anywhere (SluiceSandboxWorld *self,
                                    SluiceSandboxFamily family,
                                    const char *id)
{
  GHashTableIter iter;
  gpointer workspace;

  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &workspace))
    {
      SluiceSandboxObject *found =
          g_hash_table_lookup (((Workspace *) workspace)->by_id[family], id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * sluice_sandbox_world_next_number:
 * @self: the world
 *
 * Returns: a number that no object or run has had
 */
gint64
sluice_sandbox_world_next_number (SluiceSandboxWorld *self)
{
  return self->next_number++;
}

/**
 * sluice_sandbox_world_add:
 * @self: the world
 * @workspace: a workspace's id
 * @family: the family
 * @id: the new object's id, not taken in that family
 * @body: (transfer full): what it holds
 *
 * Nothing is reported before sluice_sandbox_world_save().
 *
 * Returns: (transfer none): the new object
 */
SluiceSandboxObject *
sluice_sandbox_world_add (SluiceSandboxWorld *self,
                          const char *workspace,
                          SluiceSandboxFamily family,
                          const char *id,
                          JsonObject *body)
{
  Workspace *into = get_workspace (self, workspace);
  SluiceSandboxObject *object = g_new0 (SluiceSandboxObject, 1);

  object->family = family;
  object->workspace = g_strdup (workspace);
  object->id = g_strdup (id);
  object->body = body;
  object->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_sandbox_run_free);
  g_ptr_array_add (into->objects[family], object);
  g_hash_table_insert (into->by_id[family], object->id, object);
  return object;
}

/**
 * sluice_sandbox_world_replace_body:
 * @object: an object
 * @body: (transfer full): what it holds from now on
 */
void
sluice_sandbox_world_replace_body (SluiceSandboxObject *object, JsonObject *body)
{
  json_object_unref (object->body);
  object->body = body;
}

static JsonObject *
describe (const SluiceSandboxObject *object, const char *what)
{
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "change", what);
  json_object_set_string_member (line, "workspace", object->workspace);
  json_object_set_int_member (line, "family", object->family);
  json_object_set_string_member (line, "id", object->id);
  return line;
}

/* With the run, in one line: a sandbox that is killed between two lines would run it again. */
static void
add_progress (SluiceSandboxWorld *self, JsonObject *line, const SluiceSandboxObject *object)
{
  json_object_set_int_member (line, "due", object->due);
  json_object_set_int_member (line, "covered", object->covered);
  json_object_set_int_member (line, "n_runs", object->n_runs);
  json_object_set_int_member (line, "next_number", self->next_number);
}

static JsonObject *
describe_object (SluiceSandboxWorld *self, const SluiceSandboxObject *object)
{
  JsonObject *line = describe (object, "save");

  if (object->parent != NULL)
    json_object_set_string_member (line, "parent", object->parent);
  json_object_set_object_member (line, "body", json_object_ref (object->body));
  json_object_set_int_member (line, "created", object->created);
  add_progress (self, line, object);
  return line;
}

static JsonObject *
describe_run (SluiceSandboxWorld *self,
              const SluiceSandboxObject *pipeline,
              const SluiceSandboxRun *run)
{
  JsonObject *line = describe (pipeline, "run");

  json_object_set_object_member (line, "run", sluice_sandbox_run_to_json (run));
  add_progress (self, line, pipeline);
  return line;
}

static void
emit (SluiceSandboxWorld *self, JsonObject *line)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, line);
  json_object_unref (line);
}

static gboolean
is_kept (SluiceSandboxWorld *self)
{
  return g_signal_has_handler_pending (self, signals[SIGNAL_CHANGED], 0, FALSE);
}

static void
append_run (SluiceSandboxObject *pipeline, SluiceSandboxRun *run)
{
  g_ptr_array_add (pipeline->runs, run);
  if (pipeline->runs->len > RUNS_MAX)
    g_ptr_array_remove_range (pipeline->runs, 0, RUNS_MAX / 10);
}

/**
 * sluice_sandbox_world_add_run:
 * @self: the world
 * @pipeline: a pipeline
 * @run: (transfer full): a run later than those it has
 *
 * Adds the run and reports it together with the pipeline's due, covered and n_runs, which stand as
 * they will be after it.
 */
void
sluice_sandbox_world_add_run (SluiceSandboxWorld *self,
                              SluiceSandboxObject *pipeline,
                              SluiceSandboxRun *run)
{
  append_run (pipeline, run);
  pipeline->n_runs++;
  if (is_kept (self))
    emit (self, describe_run (self, pipeline, run));
}

/**
 * sluice_sandbox_world_save:
 * @self: the world
 * @object: an object that was added or changed
 *
 * Reports the change.
 */
void
sluice_sandbox_world_save (SluiceSandboxWorld *self, SluiceSandboxObject *object)
{
  if (is_kept (self))
    emit (self, describe_object (self, object));
}

static void
forget (SluiceSandboxWorld *self, SluiceSandboxObject *object)
{
  Workspace *workspace = get_workspace (self, object->workspace);

  g_hash_table_remove (workspace->by_id[object->family], object->id);
  g_ptr_array_remove (workspace->objects[object->family], object);
}

/**
 * sluice_sandbox_world_remove:
 * @self: the world
 * @object: (transfer full): an object of it
 *
 * Frees the object and reports that it is gone.
 */
void
sluice_sandbox_world_remove (SluiceSandboxWorld *self, SluiceSandboxObject *object)
{
  JsonObject *line = describe (object, "remove");

  forget (self, object);
  emit (self, line);
}

static void
dump_line (GString *text, JsonObject *line)
{
  g_autofree char *json = sluice_json_object_to_text (line, FALSE);

  g_string_append (text, json);
  g_string_append_c (text, '\n');
  json_object_unref (line);
}

/**
 * sluice_sandbox_world_dump:
 * @self: the world
 *
 * Returns: (transfer full): all of it as lines that sluice_sandbox_world_replay() takes
 */
char *
sluice_sandbox_world_dump (SluiceSandboxWorld *self)
{
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint family = 0; family < SLUICE_SANDBOX_N_FAMILIES; family++)
      {
        GPtrArray *objects = ((Workspace *) value)->objects[family];

        for (guint i = 0; i < objects->len; i++)
          {
            SluiceSandboxObject *object = objects->pdata[i];

            dump_line (text, describe_object (self, object));
            for (guint j = 0; j < object->runs->len; j++)
              dump_line (text, describe_run (self, object, object->runs->pdata[j]));
          }
      }
  return g_string_free (text, FALSE);
}

static void
replay_progress (SluiceSandboxObject *object, JsonObject *line)
{
  sluice_json_get_int (line, "due", &object->due);
  sluice_json_get_int (line, "covered", &object->covered);
  sluice_json_get_int (line, "n_runs", &object->n_runs);
}

static void
replay_save (SluiceSandboxWorld *self,
             JsonObject *line,
             const char *workspace,
             SluiceSandboxFamily family,
             const char *id)
{
  SluiceSandboxObject *object = sluice_sandbox_world_find (self, workspace, family, id);
  JsonObject *body = sluice_json_get_object (line, "body");

  if (body == NULL)
    return;
  if (object == NULL)
    object = sluice_sandbox_world_add (self, workspace, family, id, json_object_ref (body));
  else
    sluice_sandbox_world_replace_body (object, json_object_ref (body));
  g_free (object->parent);
  object->parent = g_strdup (sluice_json_get_string (line, "parent"));
  sluice_json_get_int (line, "created", &object->created);
  replay_progress (object, line);
}

static void
replay_run (SluiceSandboxObject *pipeline, JsonObject *line)
{
  JsonObject *run = sluice_json_get_object (line, "run");

  if (run == NULL)
    return;
  append_run (pipeline, sluice_sandbox_run_new_from_json (run));
  replay_progress (pipeline, line);
}

/**
 * sluice_sandbox_world_replay:
 * @self: the world
 * @line: what ::changed or sluice_sandbox_world_dump() told
 *
 * Makes the change again, without reporting it.
 */
void
sluice_sandbox_world_replay (SluiceSandboxWorld *self, JsonObject *line)
{
  const char *change = sluice_json_get_string (line, "change");
  const char *workspace = sluice_json_get_string (line, "workspace");
  const char *id = sluice_json_get_string (line, "id");
  SluiceSandboxObject *object;
  gint64 family;
  gint64 number = 0;

  if (workspace == NULL || id == NULL || !sluice_json_get_int (line, "family", &family) ||
      family < 0 || family >= SLUICE_SANDBOX_N_FAMILIES)
    return;
  if (sluice_json_get_int (line, "next_number", &number))
    self->next_number = MAX (self->next_number, number);
  object = sluice_sandbox_world_find (self, workspace, (SluiceSandboxFamily) family, id);
  if (g_strcmp0 (change, "save") == 0)
    replay_save (self, line, workspace, (SluiceSandboxFamily) family, id);
  else if (g_strcmp0 (change, "run") == 0 && object != NULL)
    replay_run (object, line);
  else if (g_strcmp0 (change, "remove") == 0 && object != NULL)
    forget (self, object);
}
