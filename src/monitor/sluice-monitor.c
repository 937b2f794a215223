/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-monitor.h"

#include "monitor/sluice-watch.h"

/* CONTRACT: at most eight requests at once, over all workspaces. */
#define MAX_REQUESTS 8
/* What is due this soon goes along, so that pipelines at rest share their wake-ups. */
#define SLACK (2500 * G_TIME_SPAN_MILLISECOND)

struct _SluiceMonitor
{
  GObject parent_instance;

  GPtrArray *watches; /* (element-type SluiceWatch) */
  GPtrArray *items;   /* (element-type SluicePipelineStatus): the model */
  GQueue jobs;        /* (element-type SluiceWatchJob): due, not started */
  guint in_flight;
  guint timer;
  GNetworkMonitor *network;
  gboolean suspended;
  gboolean busy;
};

enum
{
  PROP_0,
  PROP_SUSPENDED,
  PROP_BUSY,
  N_PROPS
};

enum
{
  OBSERVED,
  RUN_SEEN,
  SESSION_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void sluice_monitor_list_model_init (GListModelInterface *iface);
static void look (SluiceMonitor *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceMonitor,
                               sluice_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_monitor_list_model_init))

/* model */

static GType
sluice_monitor_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_PIPELINE_STATUS;
}

static guint
sluice_monitor_get_n_items (GListModel *model)
{
  return SLUICE_MONITOR (model)->items->len;
}

static gpointer
sluice_monitor_get_item (GListModel *model, guint position)
{
  SluiceMonitor *self = SLUICE_MONITOR (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
sluice_monitor_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_monitor_get_item_type;
  iface->get_n_items = sluice_monitor_get_n_items;
  iface->get_item = sluice_monitor_get_item;
}

static void
on_pipeline_added_cb (SluiceWatch *watch, SluicePipelineStatus *status, SluiceMonitor *self)
{
  g_ptr_array_add (self->items, g_object_ref (status));
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
}

static void
on_pipeline_removed_cb (SluiceWatch *watch, SluicePipelineStatus *status, SluiceMonitor *self)
{
  guint position;

  if (!g_ptr_array_find (self->items, status, &position))
    return;
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* asking */

static gboolean
may_ask (SluiceMonitor *self, SluiceWatch *watch)
{
  return !self->suspended && (g_network_monitor_get_network_available (self->network) ||
                              sluice_session_is_local (sluice_watch_get_session (watch)));
}

static void
update_busy (SluiceMonitor *self)
{
  gboolean busy = self->in_flight > 0;

  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
start_jobs (SluiceMonitor *self)
{
  while (self->in_flight < MAX_REQUESTS && !g_queue_is_empty (&self->jobs))
    if (sluice_watch_job_start (g_queue_pop_head (&self->jobs)))
      self->in_flight++;
}

static void
drop_jobs (SluiceMonitor *self)
{
  g_queue_clear_full (&self->jobs, (GDestroyNotify) sluice_watch_job_drop);
}

static gboolean
on_timer_elapsed_cb (gpointer user_data)
{
  SluiceMonitor *self = user_data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

/* One timer, set to the moment the next thing is due; none while nothing may be asked. */
static void
set_timer (SluiceMonitor *self)
{
  gint64 due = G_MAXINT64;
  gint64 wait;

  g_clear_handle_id (&self->timer, g_source_remove);
  for (guint i = 0; i < self->watches->len; i++)
    {
      SluiceWatch *watch = g_ptr_array_index (self->watches, i);

      if (may_ask (self, watch))
        due = MIN (due, sluice_watch_next_due (watch));
    }
  if (due == G_MAXINT64)
    return;
  wait = MAX (due - g_get_monotonic_time (), 0) / G_TIME_SPAN_MILLISECOND;
  self->timer = g_timeout_add (MIN (wait + 1, G_MAXINT), on_timer_elapsed_cb, self);
}

static void
look (SluiceMonitor *self)
{
  gint64 until = g_get_monotonic_time () + SLACK;

  for (guint i = 0; i < self->watches->len; i++)
    {
      SluiceWatch *watch = g_ptr_array_index (self->watches, i);

      if (may_ask (self, watch))
        sluice_watch_collect (watch, until, &self->jobs);
    }
  start_jobs (self);
  update_busy (self);
  if (g_queue_is_empty (&self->jobs))
    set_timer (self);
}

static void
on_job_done_cb (SluiceWatch *watch, SluiceMonitor *self)
{
  self->in_flight--;
  start_jobs (self);
  if (self->in_flight == 0)
    for (guint i = 0; i < self->watches->len; i++)
      sluice_watch_flush (g_ptr_array_index (self->watches, i));
  update_busy (self);
  if (g_queue_is_empty (&self->jobs))
    set_timer (self);
}

static void
on_pipeline_observed_cb (SluiceWatch *watch, SluicePipelineStatus *status, SluiceMonitor *self)
{
  g_signal_emit (self, signals[OBSERVED], 0, status);
}

static void
on_run_seen_cb (SluiceWatch *watch,
                SluicePipelineStatus *status,
                SluiceRun *run,
                SluiceMonitor *self)
{
  g_signal_emit (self, signals[RUN_SEEN], 0, status, run);
}

static void
on_watch_changed_cb (SluiceWatch *watch, SluiceMonitor *self)
{
  g_signal_emit (self, signals[SESSION_CHANGED], 0, sluice_watch_get_session (watch));
}

static void
on_network_changed_cb (GNetworkMonitor *network, gboolean available, SluiceMonitor *self)
{
  if (!available)
    drop_jobs (self);
  look (self);
}

/* object */

static void
let_go (SluiceMonitor *self, SluiceWatch *watch)
{
  sluice_watch_stop (watch);
  g_signal_handlers_disconnect_by_data (watch, self);
}

static void
sluice_monitor_dispose (GObject *object)
{
  SluiceMonitor *self = SLUICE_MONITOR (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  drop_jobs (self);
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_data (self->network, self);
  g_clear_object (&self->network);
  for (guint i = 0; i < self->watches->len; i++)
    let_go (self, g_ptr_array_index (self->watches, i));
  g_ptr_array_set_size (self->watches, 0);
  g_ptr_array_set_size (self->items, 0);
  G_OBJECT_CLASS (sluice_monitor_parent_class)->dispose (object);
}

static void
sluice_monitor_finalize (GObject *object)
{
  SluiceMonitor *self = SLUICE_MONITOR (object);

  g_ptr_array_unref (self->watches);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (sluice_monitor_parent_class)->finalize (object);
}

static void
sluice_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SluiceMonitor *self = SLUICE_MONITOR (object);

  switch (id)
    {
    case PROP_SUSPENDED:
      g_value_set_boolean (value, self->suspended);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sluice_monitor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUSPENDED)
    sluice_monitor_set_suspended (SLUICE_MONITOR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sluice_monitor_class_init (SluiceMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sluice_monitor_dispose;
  object_class->finalize = sluice_monitor_finalize;
  object_class->get_property = sluice_monitor_get_property;
  object_class->set_property = sluice_monitor_set_property;

  properties[PROP_SUSPENDED] =
      g_param_spec_boolean ("suspended", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OBSERVED] = g_signal_new ("observed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, SLUICE_TYPE_PIPELINE_STATUS);
  signals[RUN_SEEN] = g_signal_new ("run-seen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, SLUICE_TYPE_PIPELINE_STATUS, SLUICE_TYPE_RUN);
  signals[SESSION_CHANGED] = g_signal_new ("session-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_SESSION);
}

static void
sluice_monitor_init (SluiceMonitor *self)
{
  self->watches = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->jobs);
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect (self->network, "network-changed", G_CALLBACK (on_network_changed_cb), self);
}

/**
 * sluice_monitor_new:
 *
 * Returns: (transfer full): a monitor that watches nothing yet
 */
SluiceMonitor *
sluice_monitor_new (void)
{
  return g_object_new (SLUICE_TYPE_MONITOR, NULL);
}

static SluiceWatch *
find_watch (SluiceMonitor *self, SluiceSession *session)
{
  for (guint i = 0; i < self->watches->len; i++)
    if (sluice_watch_get_session (g_ptr_array_index (self->watches, i)) == session)
      return g_ptr_array_index (self->watches, i);
  return NULL;
}

/**
 * sluice_monitor_watch:
 * @self: a monitor
 * @session: a workspace; watched from now on, once however often it is given
 */
void
sluice_monitor_watch (SluiceMonitor *self, SluiceSession *session)
{
  SluiceWatch *watch;

  g_return_if_fail (SLUICE_IS_MONITOR (self) && SLUICE_IS_SESSION (session));

  if (find_watch (self, session) != NULL)
    return;
  watch = sluice_watch_new (session);
  g_signal_connect_object (watch, "added", G_CALLBACK (on_pipeline_added_cb), self, 0);
  g_signal_connect_object (watch, "removed", G_CALLBACK (on_pipeline_removed_cb), self, 0);
  g_signal_connect_object (watch, "observed", G_CALLBACK (on_pipeline_observed_cb), self, 0);
  g_signal_connect_object (watch, "run-seen", G_CALLBACK (on_run_seen_cb), self, 0);
  g_signal_connect_object (watch, "changed", G_CALLBACK (on_watch_changed_cb), self, 0);
  g_signal_connect_object (watch, "done", G_CALLBACK (on_job_done_cb), self, 0);
  g_ptr_array_add (self->watches, watch);
  look (self);
}

/**
 * sluice_monitor_unwatch:
 * @self: a monitor
 * @session: a workspace; its pipelines leave the model
 */
void
sluice_monitor_unwatch (SluiceMonitor *self, SluiceSession *session)
{
  SluiceWatch *found = find_watch (self, session);
  g_autoptr (SluiceWatch) watch = found != NULL ? g_object_ref (found) : NULL;
  GPtrArray *list;

  if (watch == NULL)
    return;
  list = sluice_watch_list (watch);
  /* Requests on their way end unseen, but still count until they do. */
  sluice_watch_stop (watch);
  for (guint i = 0; i < list->len; i++)
    on_pipeline_removed_cb (watch, g_ptr_array_index (list, i), self);
  g_ptr_array_remove (self->watches, watch);
  set_timer (self);
}

/**
 * sluice_monitor_refresh:
 * @self: a monitor
 * @session: (nullable): a workspace, or %NULL for all
 * @pipeline_id: (nullable): a pipeline of it, or %NULL for all
 *
 * Looks at once, even after errors.
 */
void
sluice_monitor_refresh (SluiceMonitor *self, SluiceSession *session, const char *pipeline_id)
{
  g_return_if_fail (SLUICE_IS_MONITOR (self));

  for (guint i = 0; i < self->watches->len; i++)
    {
      SluiceWatch *watch = g_ptr_array_index (self->watches, i);

      if (session == NULL || sluice_watch_get_session (watch) == session)
        sluice_watch_make_due (watch, pipeline_id);
    }
  look (self);
}

/**
 * sluice_monitor_get_suspended:
 * @self: a monitor
 *
 * Returns: whether nothing is asked for the time being
 */
gboolean
sluice_monitor_get_suspended (SluiceMonitor *self)
{
  g_return_val_if_fail (SLUICE_IS_MONITOR (self), FALSE);

  return self->suspended;
}

/**
 * sluice_monitor_set_suspended:
 * @self: a monitor
 * @suspended: %TRUE to ask nothing and wake up for nothing; %FALSE to catch up and go on
 */
void
sluice_monitor_set_suspended (SluiceMonitor *self, gboolean suspended)
{
  g_return_if_fail (SLUICE_IS_MONITOR (self));

  if (self->suspended == suspended)
    return;
  self->suspended = suspended;
  if (suspended)
    drop_jobs (self);
  look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUSPENDED]);
}

/**
 * sluice_monitor_is_busy:
 * @self: a monitor
 *
 * Returns: whether something is being asked
 */
gboolean
sluice_monitor_is_busy (SluiceMonitor *self)
{
  g_return_val_if_fail (SLUICE_IS_MONITOR (self), FALSE);

  return self->busy;
}

/**
 * sluice_monitor_find:
 * @self: a monitor
 * @session: a session
 * @pipeline_id: a pipeline
 *
 * Returns: (transfer none) (nullable): the pipeline, if it was seen
 */
SluicePipelineStatus *
sluice_monitor_find (SluiceMonitor *self, SluiceSession *session, const char *pipeline_id)
{
  SluiceWatch *watch = find_watch (self, session);

  return watch != NULL ? sluice_watch_find (watch, pipeline_id) : NULL;
}

/**
 * sluice_monitor_was_read:
 * @self: a monitor
 * @session: a session
 *
 * Returns: whether its pipelines were read at least once
 */
gboolean
sluice_monitor_was_read (SluiceMonitor *self, SluiceSession *session)
{
  SluiceWatch *watch = find_watch (self, session);

  return watch != NULL && sluice_watch_was_read (watch);
}

/**
 * sluice_monitor_get_error:
 * @self: a monitor
 * @session: a session
 *
 * Returns: (transfer none) (nullable): why the workspace does not answer
 */
const GError *
sluice_monitor_get_error (SluiceMonitor *self, SluiceSession *session)
{
  SluiceWatch *watch = find_watch (self, session);

  return watch != NULL ? sluice_watch_get_error (watch) : NULL;
}

/**
 * sluice_monitor_count_active:
 * @self: a monitor
 * @session: a workspace
 *
 * Returns: how many of its pipelines count as active, new ones included
 */
guint
sluice_monitor_count_active (SluiceMonitor *self, SluiceSession *session)
{
  SluiceWatch *watch = find_watch (self, session);
  GPtrArray *list = watch != NULL ? sluice_watch_list (watch) : NULL;
  guint active = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const char *state = sluice_pipeline_status_get_state (g_ptr_array_index (list, i));

      active += g_str_equal (state, "active") || g_str_equal (state, "pending");
    }
  return active;
}

/**
 * sluice_monitor_get_history:
 * @self: a monitor
 * @session: a session
 *
 * Returns: (transfer none) (nullable): where its runs are kept; %NULL if it is not watched, or has no
 *   store
 */
SluiceRunHistory *
sluice_monitor_get_history (SluiceMonitor *self, SluiceSession *session)
{
  SluiceWatch *watch = find_watch (self, session);

  return watch != NULL ? sluice_watch_get_history (watch) : NULL;
}

/**
 * sluice_monitor_get_server_time:
 * @session: a workspace
 *
 * Returns: (transfer full): the time by the server's clock, by which its schedules go
 */
GDateTime *
sluice_monitor_get_server_time (SluiceSession *session)
{
  return sluice_client_get_server_time (sluice_session_get_client (session));
}
