/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-worker.h"

typedef struct
{
  SluiceWork work;
  gpointer data;
  GTask *task; /* (nullable) who waits for it */
} Job;

static void
do_job (gpointer data, gpointer unused)
{
  Job *job = data;

  job->work (job->data);
  if (job->task != NULL)
    g_task_return_boolean (job->task, TRUE);
  g_clear_object (&job->task);
  g_free (job);
}

/* One thread, so that what was asked for first is done first, and there are never several trees of many
 * megabytes on their way at once. */
static void
push (SluiceWork work, gpointer data, GTask *task)
{
  static GThreadPool *pool = NULL;
  Job *job = g_new (Job, 1);

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (do_job, NULL, 1, FALSE, NULL));
  *job = (Job){ work, data, task };
  g_thread_pool_push (pool, job, NULL);
}

/**
 * sluice_worker_run_async:
 * @work: what is to be done
 * @data: what it is done on; must stay until it is done
 * @callback: called in the main loop when it is done
 * @user_data: for @callback
 *
 * For work on what is large, which would hold up the main loop: it is done beside it, in the order in
 * which it came. It cannot be stopped.
 */
void
sluice_worker_run_async (SluiceWork work,
                         gpointer data,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, sluice_worker_run_async);
  push (work, data, task);
}

/**
 * sluice_worker_run_finish:
 * @result: the result
 *
 * From here on what the work was done on is the caller's again.
 */
void
sluice_worker_run_finish (GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, NULL));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * sluice_worker_drop:
 * @data: (transfer full): what is no longer used, by anybody
 * @destroy: frees it
 *
 * To free a large tree takes as long as to read it.
 */
void
sluice_worker_drop (gpointer data, GDestroyNotify destroy)
{
  push (destroy, data, NULL);
}
