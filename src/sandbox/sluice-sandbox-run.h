/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SANDBOX_OUTCOME_SUCCESS,
  SLUICE_SANDBOX_OUTCOME_PARTIAL,
  SLUICE_SANDBOX_OUTCOME_FAILED,
} SluiceSandboxOutcome;

/**
 * SluiceSandboxRun:
 *
 * One run of a pipeline. How it ends is settled when it begins; what a reply says of it follows from
 * the clock, so that no timer is needed. Times are microseconds since 1970, 0 where there is none.
 */
typedef struct
{
  gint64 number;
  gboolean manual;
  gint64 logical;
  gint64 started;
  gint64 ended;
  gint64 from;
  gint64 until;
  SluiceSandboxOutcome outcome;
  gint64 extracted;
  gint64 failed;
  char *error; /* (nullable) */
} SluiceSandboxRun;

SluiceSandboxRun *sluice_sandbox_run_new_from_json (JsonObject *object);
void sluice_sandbox_run_free (SluiceSandboxRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSandboxRun, sluice_sandbox_run_free)

JsonObject *sluice_sandbox_run_to_json (const SluiceSandboxRun *self);
JsonObject *sluice_sandbox_run_report (const SluiceSandboxRun *self,
                                       const char *pipeline_id,
                                       const char *workspace_id,
                                       gboolean early_access,
                                       gint64 now);

G_END_DECLS
