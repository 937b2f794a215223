/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_RUN (sluice_run_get_type ())

/**
 * SluiceRun:
 *
 * One run of a pipeline, both dialects in one shape (CONTRACT 4). Read-only properties: id, state
 * (pending, running, succeeded, failed, partial, or the server's own word), type, window-start,
 * window-end, started, ended (GDateTime, nullable), records, failed (gint64, -1 where not told),
 * errors (GStrv).
 */
G_DECLARE_FINAL_TYPE (SluiceRun, sluice_run, SLUICE, RUN, GObject)

SluiceRun *sluice_run_new_from_json (JsonObject *object);
const char *sluice_run_get_id (SluiceRun *self);
const char *sluice_run_get_state (SluiceRun *self);
const char *sluice_run_get_kind (SluiceRun *self);
GDateTime *sluice_run_get_window_start (SluiceRun *self);
GDateTime *sluice_run_get_window_end (SluiceRun *self);
GDateTime *sluice_run_get_started (SluiceRun *self);
GDateTime *sluice_run_get_ended (SluiceRun *self);
gint64 sluice_run_get_records (SluiceRun *self);
gint64 sluice_run_get_extracted (SluiceRun *self);
gint64 sluice_run_get_failed (SluiceRun *self);
const char *const *sluice_run_get_errors (SluiceRun *self);
gboolean sluice_run_is_over (SluiceRun *self);
gboolean sluice_run_equal (SluiceRun *a, SluiceRun *b);
JsonObject *sluice_run_to_json (SluiceRun *self);

#define SLUICE_TYPE_REPORT (sluice_report_get_type ())

/**
 * SluiceReport:
 *
 * What the API reports of a pipeline: health ("healthy", "faulted" or "unknown"), the reasons, and
 * the latest run. Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceReport, sluice_report, SLUICE, REPORT, GObject)

SluiceReport *sluice_report_new_from_json (JsonObject *object);
const char *sluice_report_get_health (SluiceReport *self);
const char *sluice_report_get_connection_health (SluiceReport *self);
const char *sluice_report_get_data_model_health (SluiceReport *self);
const char *const *sluice_report_get_errors (SluiceReport *self);
SluiceRun *sluice_report_get_latest_run (SluiceReport *self);

G_END_DECLS
