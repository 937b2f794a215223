/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-runner.h"

#include "sandbox/sluice-sandbox-schedule.h"
#include "sluice-json.h"

#define SECOND G_USEC_PER_SEC
/* From the time a run is due until it starts. */
#define START_TIME         (4 * SECOND)
#define FIRST_RUN_DURATION (20 * SECOND)
/* The first run reads the history, this many hours' worth of it. */
#define HISTORY_WEIGHT 40.0
/* No more runs than this are made up at one look; the next look goes on. */
#define CATCH_UP_MAX 5000
/* Runs that never fail by chance, so that a new pipeline can be relied on in a demonstration. */
#define SAFE_RUNS 3

static const char *const causes[] = {
  "Could not connect to the warehouse: check user, password, account, region, warehouse and "
  "database, and whether its network policy allows mParticle's addresses.",
  "A table of the query was not found, or the role may not read it. Use its fully qualified name.",
  "The unload step was denied access: check the role ARN and the storage location.",
  "The iterator field holds values that do not match iterator_data_type.",
};

/* A number that looks like chance and is the same for the same run in every sandbox. */
static guint32
draw (SluiceSandboxObject *pipeline, const char *what)
{
  g_autofree char *key =
      g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%s", pipeline->id, pipeline->n_runs, what);
  guint64 x = g_str_hash (key);

  x = (x + 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return (guint32) (x >> 32);
}

static JsonObject *
get_schedule (SluiceSandboxObject *pipeline)
{
  return sluice_json_get_object (pipeline->body, "schedule");
}

static gboolean
is_active (SluiceSandboxObject *pipeline)
{
  return g_strcmp0 (sluice_json_get_string (pipeline->body, "state"), "active") == 0;
}

/**
 * sluice_sandbox_runner_plan:
 * @pipeline: a pipeline that was made or replaced
 * @now: the sandbox's time
 *
 * Settles when it runs next.
 */
void
sluice_sandbox_runner_plan (SluiceSandboxObject *pipeline, gint64 now)
{
  JsonObject *schedule = get_schedule (pipeline);

  if (!is_active (pipeline))
    pipeline->due = 0;
  else if (pipeline->n_runs == 0)
    pipeline->due = sluice_sandbox_schedule_first (
        schedule, MAX (now, pipeline->created + SLUICE_SANDBOX_NOT_READY_TIME + SECOND));
  else
    pipeline->due = sluice_sandbox_schedule_next (schedule, now);
}

static SluiceSandboxObject *
find_part (SluiceSandboxWorld *world,
           SluiceSandboxObject *pipeline,
           SluiceSandboxFamily family,
           const char *member)
{
  return sluice_sandbox_world_find (world, pipeline->workspace, family,
                                    sluice_json_get_string (pipeline->body, member));
}

static const char *
get_first_error (SluiceSandboxObject *part)
{
  JsonArray *errors = part != NULL ? sluice_json_get_array (part->body, "errors") : NULL;

  if (errors == NULL || json_array_get_length (errors) == 0)
    return NULL;
  return sluice_json_get_string (json_array_get_object_element (errors, 0), "message");
}

static const char *
find_known_cause (SluiceSandboxWorld *world, SluiceSandboxObject *pipeline)
{
  SluiceSandboxObject *connection =
      find_part (world, pipeline, SLUICE_SANDBOX_CONNECTIONS, "connection_id");
  SluiceSandboxObject *model =
      find_part (world, pipeline, SLUICE_SANDBOX_DATA_MODELS, "data_model_id");
  const char *cause = get_first_error (connection);

  if (cause == NULL && connection != NULL &&
      g_strcmp0 (sluice_json_get_string (connection->body, "state"), "inactive") == 0)
    cause = "The connection is inactive.";
  return cause != NULL ? cause : get_first_error (model);
}

static void
settle_records (SluiceSandboxRun *run, SluiceSandboxObject *pipeline)
{
  JsonObject *sync_mode = sluice_json_get_object (pipeline->body, "sync_mode");
  gboolean full = g_strcmp0 (sluice_json_get_string (sync_mode, "type"), "full") == 0;
  double usual = 300 + g_str_hash (pipeline->id) % 2700;
  double noise = 0.8 + (draw (pipeline, "records") % 1000) / 2500.0;

  if (full)
    run->extracted = (gint64) (usual * HISTORY_WEIGHT);
  else if (pipeline->n_runs == 0)
    run->extracted = (gint64) (usual * HISTORY_WEIGHT * noise);
  else
    run->extracted =
        (gint64) (usual * noise * sluice_sandbox_schedule_get_weight (get_schedule (pipeline)));
}

static void
settle_failure (SluiceSandboxRun *run, const char *cause)
{
  run->outcome = SLUICE_SANDBOX_OUTCOME_FAILED;
  run->extracted = 0;
  run->error = g_strdup (cause);
}

static void
settle_partial (SluiceSandboxRun *run, SluiceSandboxObject *pipeline)
{
  run->outcome = SLUICE_SANDBOX_OUTCOME_PARTIAL;
  run->failed = 1 + run->extracted * (1 + draw (pipeline, "part") % 7) / 100;
  run->error =
      g_strdup_printf ("%" G_GINT64_FORMAT " records were not loaded: they have no user identity.",
                       run->failed);
}

static void
settle (SluiceSandboxWorld *world,
        SluiceSandboxObject *pipeline,
        SluiceSandboxRun *run,
        int failure_rate)
{
  const char *cause = find_known_cause (world, pipeline);
  int chance = (int) (draw (pipeline, "outcome") % 100);

  settle_records (run, pipeline);
  if (cause != NULL)
    settle_failure (run, cause);
  else if (pipeline->n_runs < SAFE_RUNS)
    return;
  else if (chance < failure_rate)
    settle_failure (run, causes[draw (pipeline, "cause") % G_N_ELEMENTS (causes)]);
  else if (chance < 2 * failure_rate)
    settle_partial (run, pipeline);
}

static gint64
get_time (JsonObject *object, const char *member)
{
  gint64 time = 0;

  sluice_sandbox_clock_parse (sluice_json_get_string (object, member), &time);
  return time;
}

/* A run covers what came since the last good one, within from and until (FACTS 7.3, 7.4). */
static void
settle_window (SluiceSandboxRun *run, SluiceSandboxObject *pipeline)
{
  JsonObject *sync_mode = sluice_json_get_object (pipeline->body, "sync_mode");
  gint64 until = get_time (sync_mode, "until");

  run->from = MAX (pipeline->covered, get_time (sync_mode, "from"));
  run->until = until != 0 ? MIN (until, run->logical) : run->logical;
  if (run->outcome != SLUICE_SANDBOX_OUTCOME_FAILED)
    pipeline->covered = run->until;
}

static SluiceSandboxRun *
make_run (SluiceSandboxWorld *world,
          SluiceSandboxObject *pipeline,
          int failure_rate,
          gint64 logical,
          gint64 earliest)
{
  SluiceSandboxRun *run = g_new0 (SluiceSandboxRun, 1);
  const SluiceSandboxRun *last =
      pipeline->runs->len > 0 ? pipeline->runs->pdata[pipeline->runs->len - 1] : NULL;

  run->number = sluice_sandbox_world_next_number (world);
  run->logical = logical;
  run->started = MAX (logical + START_TIME, earliest);
  if (last != NULL)
    run->started = MAX (run->started, last->ended + SECOND);
  run->ended =
      run->started + (pipeline->n_runs == 0 ? FIRST_RUN_DURATION
                                            : (15 + draw (pipeline, "duration") % 135) * SECOND);
  settle (world, pipeline, run, failure_rate);
  settle_window (run, pipeline);
  return run;
}

/**
 * sluice_sandbox_runner_catch_up:
 * @world: where the pipeline is
 * @pipeline: a pipeline
 * @failure_rate: percent of the runs that fail by chance
 * @now: the sandbox's time
 *
 * Adds the runs that were due since somebody looked last.
 */
void
sluice_sandbox_runner_catch_up (SluiceSandboxWorld *world,
                                SluiceSandboxObject *pipeline,
                                int failure_rate,
                                gint64 now)
{
  for (guint i = 0; i < CATCH_UP_MAX && pipeline->due != 0 && pipeline->due <= now; i++)
    {
      gint64 due = pipeline->due;
      SluiceSandboxRun *run = make_run (world, pipeline, failure_rate, due, 0);

      pipeline->due = sluice_sandbox_schedule_next (get_schedule (pipeline), due);
      sluice_sandbox_world_add_run (world, pipeline, run);
    }
}

/**
 * sluice_sandbox_runner_trigger:
 * @world: where the pipeline is
 * @pipeline: a pipeline without a run under way
 * @failure_rate: percent of the runs that fail by chance
 * @now: the sandbox's time
 *
 * Starts a run by hand, after the minute in which a new pipeline is not ready.
 *
 * Returns: (transfer none): the run
 */
const SluiceSandboxRun *
sluice_sandbox_runner_trigger (SluiceSandboxWorld *world,
                               SluiceSandboxObject *pipeline,
                               int failure_rate,
                               gint64 now)
{
  SluiceSandboxRun *run = make_run (world, pipeline, failure_rate, now,
                                    pipeline->created + SLUICE_SANDBOX_NOT_READY_TIME + SECOND);

  run->manual = TRUE;
  sluice_sandbox_world_add_run (world, pipeline, run);
  return run;
}

/**
 * sluice_sandbox_runner_get_latest:
 * @pipeline: a pipeline that caught up
 *
 * Returns: (transfer none) (nullable): its latest run
 */
const SluiceSandboxRun *
sluice_sandbox_runner_get_latest (SluiceSandboxObject *pipeline)
{
  return pipeline->runs->len > 0 ? pipeline->runs->pdata[pipeline->runs->len - 1] : NULL;
}

/**
 * sluice_sandbox_runner_is_busy:
 * @pipeline: a pipeline that caught up
 * @now: the sandbox's time
 *
 * Returns: whether a run of it is under way or about to start
 */
gboolean
sluice_sandbox_runner_is_busy (SluiceSandboxObject *pipeline, gint64 now)
{
  const SluiceSandboxRun *latest = sluice_sandbox_runner_get_latest (pipeline);

  return latest != NULL && now < latest->ended;
}
