/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

/**
 * SluiceRunRecord:
 * @run_id: the run's id
 * @state: as SluiceRun has it
 * @type: (nullable): as SluiceRun has it
 * @window_start: microseconds since the epoch, UTC; 0 where not known, as all times here
 * @records: -1 where not told, as all counts here
 * @errors: (nullable): what went wrong
 *
 * A run as it was last seen.
 */
typedef struct
{
  char *run_id;
  char *state;
  char *type;
  gint64 window_start;
  gint64 window_end;
  gint64 started;
  gint64 ended;
  gint64 records;
  gint64 extracted;
  gint64 failed;
  char **errors;
} SluiceRunRecord;

SluiceRunRecord *sluice_run_record_new (const char *run_id, const char *state);
void sluice_run_record_free (SluiceRunRecord *record);
gint64 sluice_run_record_get_time (const SluiceRunRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRunRecord, sluice_run_record_free)

/**
 * SluiceRunDay:
 * @day: its first moment in UTC, microseconds since the epoch
 * @runs: runs that began on it
 * @failed_runs: of these, the ones whose state is "failed" or "partial"
 * @records: records of all of them
 * @failed: records that failed
 */
typedef struct
{
  gint64 day;
  guint runs;
  guint failed_runs;
  gint64 records;
  gint64 failed;
} SluiceRunDay;

/**
 * SluiceRunPage:
 * @pipeline_id: (not owned): a pipeline
 * @records: (not owned) (element-type SluiceRunRecord): runs of it
 */
typedef struct
{
  const char *pipeline_id;
  GPtrArray *records;
} SluiceRunPage;

#define SLUICE_TYPE_RUN_HISTORY (sluice_run_history_get_type ())

/**
 * SluiceRunHistory:
 *
 * Every run that was seen in one workspace, kept for longer than the API keeps it.
 */
G_DECLARE_FINAL_TYPE (SluiceRunHistory, sluice_run_history, SLUICE, RUN_HISTORY, GObject)

SluiceRunHistory *sluice_run_history_new (SluiceStore *store, const char *scope);

gboolean sluice_run_history_add (SluiceRunHistory *self,
                                 const char *pipeline_id,
                                 GPtrArray *records,
                                 GError **error);
gboolean sluice_run_history_add_pages (SluiceRunHistory *self, GPtrArray *pages, GError **error);
GPtrArray *sluice_run_history_list (SluiceRunHistory *self,
                                    const char *pipeline_id,
                                    guint limit,
                                    const SluiceRunRecord *before,
                                    GError **error);
GArray *sluice_run_history_days (SluiceRunHistory *self,
                                 const char *pipeline_id,
                                 gint64 since,
                                 GError **error);
gint64 sluice_run_history_count (SluiceRunHistory *self, const char *pipeline_id, GError **error);

/* CSV, a line at a time, newest first; the first line names the columns. */
typedef struct _SluiceRunCsv SluiceRunCsv;

SluiceRunCsv *
sluice_run_history_write_csv (SluiceRunHistory *self, const char *pipeline_id, GError **error);
gboolean sluice_run_csv_next (SluiceRunCsv *self, char **line, GError **error);
void sluice_run_csv_free (SluiceRunCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRunCsv, sluice_run_csv_free)

G_END_DECLS
