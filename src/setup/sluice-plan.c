/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-plan.h"

#include "api/sluice-resource.h"
#include "api/sluice-shape.h"
#include "setup/sluice-canonical.h"
#include "setup/sluice-difference.h"
#include "setup/sluice-plan-private.h"
#include "setup/sluice-request.h"
#include "setup/sluice-step-private.h"
#include "sluice-json.h"

#include <glib/gi18n.h>

struct _SluicePlan
{
  GObject parent_instance;

  SluiceSetup *setup; /* (owned) */
  SluicePlanFlags flags;
  GPtrArray *steps;      /* (owned) (element-type SluiceStep) */
  char **needed_secrets; /* (owned) */
  gint64 journal_time;   /* microseconds since the epoch */
};

static void sluice_plan_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluicePlan,
                               sluice_plan,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_plan_list_model_init))

/* The order in which objects must come to be: each refers only to those before it. */
static const SluiceFamily families[] = {
  SLUICE_FAMILY_FEEDS,       SLUICE_FAMILY_CONNECTIONS,
  SLUICE_FAMILY_DATA_MODELS, SLUICE_FAMILY_FIELD_TRANSFORMATIONS,
  SLUICE_FAMILY_PIPELINES,
};

typedef struct
{
  SluiceSession *session; /* (owned) */
  SluiceJournal *journal; /* (owned) */
  SluicePlan *plan;       /* (owned) */
  char *feed_id;          /* (owned) (nullable) */
  JsonObject *data_model; /* (owned) (nullable) as it is there */
  guint at;               /* the step whose object is being read */
} Making;

static void read_next (GTask *task);

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->session);
  g_object_unref (making->journal);
  g_object_unref (making->plan);
  g_free (making->feed_id);
  g_clear_pointer (&making->data_model, json_object_unref);
  g_free (making);
}

static void
sluice_plan_finalize (GObject *object)
{
  SluicePlan *self = SLUICE_PLAN (object);

  g_clear_object (&self->setup);
  g_ptr_array_unref (self->steps);
  g_strfreev (self->needed_secrets);
  G_OBJECT_CLASS (sluice_plan_parent_class)->finalize (object);
}

static void
sluice_plan_class_init (SluicePlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_plan_finalize;
}

static void
sluice_plan_init (SluicePlan *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  self->needed_secrets = g_new0 (char *, 1);
}

static GType
sluice_plan_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_STEP;
}

static guint
sluice_plan_get_n_items (GListModel *model)
{
  return SLUICE_PLAN (model)->steps->len;
}

static gpointer
sluice_plan_get_item (GListModel *model, guint position)
{
  SluicePlan *self = SLUICE_PLAN (model);

  return position < self->steps->len ? g_object_ref (self->steps->pdata[position]) : NULL;
}

static void
sluice_plan_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_plan_get_item_type;
  iface->get_n_items = sluice_plan_get_n_items;
  iface->get_item = sluice_plan_get_item;
}

const char *
_sluice_plan_get_journal_name (SluiceStep *step)
{
  return sluice_step_get_family (step) == SLUICE_FAMILY_FEEDS ? sluice_step_get_name (step)
                                                              : sluice_step_get_id (step);
}

SluiceJournal *
_sluice_plan_open_journal (SluiceSession *session)
{
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (session));

  return sluice_journal_new (sluice_session_get_store (session), scope);
}

gint64
_sluice_plan_get_journal_time (SluicePlan *self)
{
  return self->journal_time;
}

static SluiceStep *
get_step (Making *making)
{
  return making->plan->steps->pdata[making->at];
}

static SluicePlan *
plan_new (SluiceSetup *setup, SluicePlanFlags flags)
{
  SluicePlan *self = g_object_new (SLUICE_TYPE_PLAN, NULL);

  self->setup = g_object_ref (setup);
  self->flags = flags;
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      JsonObject *block = sluice_setup_get_block (setup, sluice_family_get_kind (families[i]));
      g_autofree char *id = sluice_json_dup_text (block, "id");
      g_autofree char *name = sluice_json_dup_text (block, "name");

      if (block != NULL)
        g_ptr_array_add (self->steps, _sluice_step_new (families[i], id, name != NULL ? name : id));
    }
  return self;
}

/* An intent to create that was never ended means that we asked for the object and did not live to see
 * the answer: what is there now is then taken for ours. */
static gboolean
is_ours (Making *making, SluiceStep *step)
{
  const char *kind = sluice_family_get_kind (sluice_step_get_family (step));
  const char *name = _sluice_plan_get_journal_name (step);
  g_autoptr (SluiceJournalEntry) entry = sluice_journal_find (making->journal, kind, name);

  return (entry != NULL && entry->state == SLUICE_JOURNAL_INTENT &&
          g_str_equal (entry->action, "create")) ||
         sluice_journal_knows (making->journal, kind, name);
}

static void
set_conflict (SluiceStep *step, const char *remedy, const char *message)
{
  _sluice_step_set_action (step, SLUICE_ACTION_CONFLICT);
  _sluice_step_take_error (step,
                           sluice_api_error_new (SLUICE_API_ERROR_CONFLICT, remedy, "%s", message));
}

/* Then nothing is written, and which feed a pipeline would have is not what stops it. */
static gboolean
feed_conflicts (Making *making)
{
  SluiceStep *first = making->plan->steps->pdata[0];

  return sluice_step_get_family (first) == SLUICE_FAMILY_FEEDS &&
         sluice_step_get_action (first) == SLUICE_ACTION_CONFLICT;
}

static JsonObject *
build_request (Making *making, SluiceRequestPurpose purpose, GError **error)
{
  JsonObject *request =
      sluice_request_build (making->plan->setup, sluice_step_get_family (get_step (making)),
                            purpose, sluice_session_get_profile (making->session), making->feed_id,
                            error);

  if (request != NULL && feed_conflicts (making) &&
      json_object_has_member (request, "partner_feed_id"))
    json_object_remove_member (request, "partner_feed_id");
  return request;
}

/* What the journal keeps of a request, to tell later whether the same was sent before. A new feed's id
 * is not known when its pipeline is planned. */
static gboolean
fill_sent (Making *making, GError **error)
{
  g_autoptr (JsonObject) request = build_request (making, SLUICE_REQUEST_CHANGE, error);

  if (request == NULL)
    return FALSE;
  json_object_remove_member (request, "partner_feed_id");
  _sluice_step_take_sent (get_step (making), sluice_json_object_to_text (request, FALSE));
  return TRUE;
}

static gboolean
fill_request (Making *making, SluiceRequestPurpose purpose, GError **error)
{
  JsonObject *request = build_request (making, purpose, error);

  if (request == NULL)
    return FALSE;
  _sluice_step_take_request (get_step (making), request);
  return fill_sent (making, error);
}

/* There is no such object yet. */
static gboolean
decide_create (Making *making, GError **error)
{
  _sluice_step_set_action (get_step (making), SLUICE_ACTION_CREATE);
  return fill_request (making, SLUICE_REQUEST_CREATE, error);
}

/* A pipeline that exists although its feed does not: the new feed's id is not known before apply. */
static gboolean
feed_will_differ (Making *making)
{
  SluiceStep *first = making->plan->steps->pdata[0];

  return sluice_step_get_family (get_step (making)) == SLUICE_FAMILY_PIPELINES &&
         sluice_step_get_family (first) == SLUICE_FAMILY_FEEDS && making->feed_id == NULL &&
         !feed_conflicts (making);
}

/* What was last sent of the object from here; NULL where that is not known. */
static JsonObject *
read_sent (Making *making)
{
  SluiceStep *step = get_step (making);
  g_autofree char *text =
      sluice_journal_dup_sent (making->journal,
                               sluice_family_get_kind (sluice_step_get_family (step)),
                               _sluice_plan_get_journal_name (step));
  g_autoptr (JsonNode) node = text != NULL ? sluice_json_parse (text, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* Whether the very same was sent before: then what the server does not show is what we sent. */
static gboolean
was_sent (Making *making, JsonObject *sent)
{
  g_autoptr (JsonNode) before = sent != NULL ? sluice_json_node_for_object (sent) : NULL;
  g_autoptr (JsonNode) now =
      sluice_json_parse (_sluice_step_get_sent (get_step (making)), -1, NULL);

  return before != NULL && now != NULL && sluice_json_equal (before, now);
}

static char **
list_differences (Making *making, JsonObject *there, JsonObject *ours, JsonObject *sent)
{
  char **differences = sluice_difference_list (there, ours, was_sent (making, sent));
  g_autofree char *feed_there = NULL;
  guint count = g_strv_length (differences);

  if (!feed_will_differ (making))
    return differences;
  feed_there = sluice_json_dup_text (there, "partner_feed_id");
  differences = g_renew (char *, differences, count + 2);
  differences[count] = g_strdup_printf (_ ("partner_feed_id: %s → (the new feed)"),
                                        feed_there != NULL ? feed_there : _ ("(nothing)"));
  differences[count + 1] = NULL;
  return differences;
}

static gboolean
is_resent (Making *making)
{
  return making->plan->flags & SLUICE_PLAN_RESEND_SECRETS &&
         sluice_step_get_family (get_step (making)) == SLUICE_FAMILY_CONNECTIONS;
}

static JsonObject *
read_canonical (Making *making, JsonObject *object)
{
  return sluice_canonical_read (sluice_step_get_family (get_step (making)), object,
                                sluice_setup_get_warehouse (making->plan->setup),
                                making->data_model);
}

/* What we would send, in the notation of what is there; but the defaults of that notation are not in the
 * file, and what the file does not name is left as it is (CONTRACT 7, pipeline.state). */
static JsonObject *
read_ours (Making *making, JsonObject *request)
{
  static const char *const choices[] = { "state", "environment", "data_type" };
  JsonObject *ours = read_canonical (making, request);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (!json_object_has_member (request, choices[i]))
      json_object_remove_member (ours, choices[i]);
  return ours;
}

/* Marks one member that was sent before and is not in the file any more: to be compared with nothing, and
 * to be left out of what is sent. */
static void
drop_member (const char *member, JsonObject *sent, JsonObject *request, JsonObject *ours)
{
  if (!json_object_has_member (sent, member) || json_object_has_member (request, member))
    return;
  json_object_set_null_member (request, member);
  json_object_set_string_member (ours, member, "");
}

/* What the file does not name is left as it is; but what it named before, and we sent, goes again where
 * it was taken out of the file. */
static void
drop_taken_out (Making *making, JsonObject *request, JsonObject *ours)
{
  static const struct
  {
    const char *block; /* NULL for the pipeline itself */
    const char *member;
  } places[] = {
    { NULL, "plan_id" },      { NULL, "plan_version" }, { "sync_mode", "from" },
    { "sync_mode", "until" }, { "schedule", "delay" },  { "schedule", "end" },
  };
  SluiceStep *step = get_step (making);
  g_autofree char *text =
      sluice_journal_dup_done (making->journal,
                               sluice_family_get_kind (sluice_step_get_family (step)),
                               _sluice_plan_get_journal_name (step));
  g_autoptr (JsonNode) sent = text != NULL ? sluice_json_parse (text, -1, NULL) : NULL;

  if (sent == NULL || sluice_step_get_family (step) != SLUICE_FAMILY_PIPELINES)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *block = places[i].block;
      JsonObject *all[] = { json_node_get_object (sent), request, ours };
      gboolean whole = TRUE;

      for (guint j = 0; block != NULL && j < G_N_ELEMENTS (all); j++)
        {
          all[j] = sluice_json_get_object (all[j], block);
          whole = whole && all[j] != NULL;
        }
      if (whole)
        drop_member (places[i].member, all[0], all[1], all[2]);
    }
}

static void
fill_unshown (Making *making, JsonObject *there, JsonObject *sent)
{
  g_autoptr (JsonObject) canonical = sent != NULL ? read_canonical (making, sent) : NULL;

  if (canonical != NULL)
    sluice_canonical_fill_unshown (there, canonical);
}

static SluiceAction
choose_action (Making *making, SluiceStep *step)
{
  gboolean ours = is_ours (making, step);
  gboolean differs = sluice_step_get_differences (step)[0] != NULL;

  if (differs && !ours && !(making->plan->flags & SLUICE_PLAN_UPDATE))
    return SLUICE_ACTION_CONFLICT;
  if (differs || is_resent (making))
    return SLUICE_ACTION_UPDATE;
  return ours ? SLUICE_ACTION_SAME : SLUICE_ACTION_ADOPT;
}

static void
set_difference_conflict (SluiceStep *step)
{
  g_autofree char *message = g_strdup_printf (
      _ ("“%s” exists already, differs from the file, and was not made from here."),
      sluice_step_get_id (step));

  set_conflict (step,
                _ ("Compare the two. Then give it another id in the file, change the file to "
                   "match, or apply with the update option to overwrite what is there."),
                message);
}

/* A change sends what is different. What the server does not show is sent as well: it would not come
 * back with the rest, and be lost. */
static void
drop_what_stays (Making *making, JsonObject *object, JsonObject *ours)
{
  g_autoptr (JsonObject) shown = read_canonical (making, object);

  sluice_difference_drop_same (shown, ours, sluice_step_get_request (get_step (making)));
}

/* The object is there: same, adopt, update or conflict (CONTRACT 7). */
static gboolean
decide_existing (Making *making, JsonObject *object, GError **error)
{
  SluiceStep *step = get_step (making);
  g_autoptr (JsonObject) there = read_canonical (making, object);
  g_autoptr (JsonObject) sent = read_sent (making);
  g_autoptr (JsonObject) ours = NULL;
  g_autoptr (JsonObject) whole = NULL;

  if (!fill_request (making, SLUICE_REQUEST_CHANGE, error))
    return FALSE;
  ours = read_ours (making, sluice_step_get_request (step));
  drop_taken_out (making, sluice_step_get_request (step), ours);
  whole = sluice_shape_copy_object (ours);
  fill_unshown (making, there, sent);
  if (sluice_step_get_family (step) == SLUICE_FAMILY_CONNECTIONS)
    sluice_canonical_drop_unshown (sluice_setup_get_warehouse (making->plan->setup), there, ours);
  _sluice_step_take_differences (step, list_differences (making, there, ours, sent));
  _sluice_step_set_action (step, choose_action (making, step));
  if (sluice_step_get_action (step) == SLUICE_ACTION_CONFLICT)
    set_difference_conflict (step);
  if (sluice_step_get_action (step) == SLUICE_ACTION_UPDATE)
    drop_what_stays (making, object, whole);
  else
    _sluice_step_take_request (step, NULL);
  return TRUE;
}

static void
read_following (GTask *task)
{
  Making *making = g_task_get_task_data (task);

  making->at++;
  read_next (task);
}

static void
on_object_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
      sluice_resource_get_finish (SLUICE_CLIENT (source), result, &error);
  gboolean decided = FALSE;

  if (object != NULL && sluice_step_get_family (get_step (making)) == SLUICE_FAMILY_DATA_MODELS)
    making->data_model = json_object_ref (object);
  if (object != NULL)
    decided = decide_existing (making, object, &error);
  else if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      decided = decide_create (making, &error);
    }
  if (decided)
    read_following (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* A feed cannot be changed to another module, so there is nothing that an update could do. */
static void
decide_feed (Making *making, JsonObject *feed)
{
  SluiceStep *step = get_step (making);
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (making->plan->setup);
  const char *module = sluice_json_get_string (feed, "module_name");
  const char *name = sluice_json_get_string (feed, "name");

  if (name != NULL)
    _sluice_step_set_name (step, name);
  if (module != NULL &&
      g_ascii_strcasecmp (module, sluice_warehouse_get_module_name (warehouse)) != 0)
    {
      g_autofree char *message =
          g_strdup_printf (_ ("The feed “%s” exists already and belongs to %s, not to %s."),
                           sluice_step_get_name (step), module,
                           sluice_warehouse_get_module_name (warehouse));
      g_autofree char *line = g_strdup_printf ("module_name: %s → %s", module,
                                               sluice_warehouse_get_module_name (warehouse));

      set_conflict (
          step,
          _ ("A feed cannot change its warehouse. Give the feed another name in the file, "
             "or the id of one that belongs to this kind of warehouse."),
          message);
      _sluice_step_take_differences (step, g_strsplit (line, "\n", -1));
      return;
    }
  making->feed_id = sluice_json_dup_text (feed, "id");
  _sluice_step_set_id (step, making->feed_id);
  _sluice_step_set_action (step, is_ours (making, step) ? SLUICE_ACTION_SAME : SLUICE_ACTION_ADOPT);
}

static void
on_feed_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) feed = sluice_resource_get_finish (SLUICE_CLIENT (source), result, &error);

  if (feed != NULL)
    decide_feed (making, feed);
  else if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    {
      /* The file names a feed by its id, which only the server could give. */
      _sluice_step_set_action (get_step (making), SLUICE_ACTION_CONFLICT);
      _sluice_step_take_error (get_step (making), g_steal_pointer (&error));
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  read_following (g_steal_pointer (&task));
}

static char *
find_feed (JsonArray *feeds, const char *name)
{
  for (guint i = 0; i < json_array_get_length (feeds); i++)
    {
      JsonObject *feed = json_array_get_object_element (feeds, i);

      if (g_strcmp0 (sluice_json_get_string (feed, "name"), name) == 0)
        return sluice_json_dup_text (feed, "id");
    }
  return NULL;
}

/* The list shows no module (FACTS 3), so the feed that was found is read once more by itself. */
static void
on_feeds_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  SluiceClient *client = SLUICE_CLIENT (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) feeds = sluice_resource_list_finish (client, result, &error);
  g_autofree char *id =
      feeds != NULL ? find_feed (feeds, sluice_step_get_name (get_step (making))) : NULL;

  if (id != NULL)
    sluice_resource_get_async (client, SLUICE_FAMILY_FEEDS, id, cancellable, on_feed_read_cb,
                               g_steal_pointer (&task));
  else if (feeds != NULL && decide_create (making, &error))
    read_following (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Where one step is in conflict nothing will be written, and the plan says so. */
static void
settle_outcomes (SluicePlan *self)
{
  gboolean conflict = sluice_plan_has_conflict (self);

  for (guint i = 0; i < self->steps->len; i++)
    {
      SluiceStep *step = self->steps->pdata[i];
      SluiceAction action = sluice_step_get_action (step);

      if (action == SLUICE_ACTION_CONFLICT)
        _sluice_step_set_outcome (step, SLUICE_OUTCOME_FAILED);
      else if (conflict)
        _sluice_step_set_outcome (step, SLUICE_OUTCOME_SKIPPED);
      else if (action == SLUICE_ACTION_SAME || action == SLUICE_ACTION_ADOPT)
        _sluice_step_set_outcome (step, SLUICE_OUTCOME_DONE);
    }
}

static void
find_needed_secrets (SluicePlan *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      SluiceStep *step = self->steps->pdata[i];
      SluiceAction action = sluice_step_get_action (step);

      if (sluice_step_get_family (step) != SLUICE_FAMILY_CONNECTIONS ||
          (action != SLUICE_ACTION_CREATE && action != SLUICE_ACTION_UPDATE))
        continue;
      g_strfreev (self->needed_secrets);
      self->needed_secrets = sluice_request_list_secrets (self->setup);
    }
}

/* Takes the task. */
static void
read_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Making *making = g_task_get_task_data (task);
  SluiceClient *client = sluice_session_get_client (making->session);
  GCancellable *cancellable = g_task_get_cancellable (task);
  SluiceStep *step;
  const char *id;

  if (making->at == making->plan->steps->len)
    {
      settle_outcomes (making->plan);
      find_needed_secrets (making->plan);
      g_task_return_pointer (task, g_object_ref (making->plan), g_object_unref);
      return;
    }
  step = get_step (making);
  id = sluice_step_get_id (step);
  if (sluice_step_get_family (step) != SLUICE_FAMILY_FEEDS)
    sluice_resource_get_async (client, sluice_step_get_family (step), id, cancellable,
                               on_object_read_cb, g_steal_pointer (&owned));
  else if (id != NULL)
    sluice_resource_get_async (client, SLUICE_FAMILY_FEEDS, id, cancellable, on_feed_read_cb,
                               g_steal_pointer (&owned));
  else
    sluice_resource_list_async (client, SLUICE_FAMILY_FEEDS, cancellable, on_feeds_listed_cb,
                                g_steal_pointer (&owned));
}

/* What check would also find, for callers that did not check. */
static gboolean
can_plan (SluicePlan *self, GError **error)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      SluiceStep *step = self->steps->pdata[i];

      if (sluice_step_get_name (step) != NULL &&
          (sluice_step_get_id (step) != NULL ||
           sluice_step_get_family (step) == SLUICE_FAMILY_FEEDS))
        continue;
      g_set_error (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP,
                   _ ("The member “%s” of the setup file has no name or no id. Check the file to "
                      "see what is missing."),
                   sluice_family_get_kind (sluice_step_get_family (step)));
      return FALSE;
    }
  if (self->steps->len > 0 && sluice_setup_get_warehouse (self->setup) != NULL)
    return TRUE;
  g_set_error_literal (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP,
                       _ ("The setup file names no warehouse that Sluice knows, or nothing to set "
                          "up. Check the file to see what is missing."));
  return FALSE;
}

/**
 * sluice_plan_make_async:
 * @session: the workspace
 * @setup: what should exist in it
 * @flags: what the user allows
 * @cancellable: (nullable): to give up
 * @callback: called with the plan
 * @user_data: for @callback
 *
 * Reads what exists and compares it with @setup; writes nothing.
 */
void
sluice_plan_make_async (SluiceSession *session,
                        SluiceSetup *setup,
                        SluicePlanFlags flags,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Making *making;

  g_return_if_fail (SLUICE_IS_SESSION (session));
  g_return_if_fail (SLUICE_IS_SETUP (setup));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_plan_make_async);
  making = g_new0 (Making, 1);
  making->session = g_object_ref (session);
  making->journal = _sluice_plan_open_journal (session);
  making->plan = plan_new (setup, flags);
  making->plan->journal_time = sluice_journal_get_changed (making->journal);
  g_task_set_task_data (task, making, making_free);
  if (can_plan (making->plan, &error))
    read_next (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * sluice_plan_make_finish:
 * @result: what the callback got
 * @error: return location for a #SluiceApiError, #SluiceSetupError or #SluiceValueError
 *
 * Returns: (transfer full) (nullable): the plan
 */
SluicePlan *
sluice_plan_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sluice_plan_get_setup:
 * @self: a plan
 *
 * Returns: (transfer none): what it is a plan for
 */
SluiceSetup *
sluice_plan_get_setup (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return self->setup;
}

/**
 * sluice_plan_has_conflict:
 * @self: a plan
 *
 * Returns: whether something is in the way, so that nothing would be written
 */
gboolean
sluice_plan_has_conflict (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), FALSE);

  for (guint i = 0; i < self->steps->len; i++)
    if (sluice_step_get_action (self->steps->pdata[i]) == SLUICE_ACTION_CONFLICT)
      return TRUE;
  return FALSE;
}

/**
 * sluice_plan_get_needed_secrets:
 * @self: a plan
 *
 * Returns: (transfer none): the keys of the secrets that its steps will send
 */
const char *const *
sluice_plan_get_needed_secrets (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return (const char *const *) self->needed_secrets;
}
