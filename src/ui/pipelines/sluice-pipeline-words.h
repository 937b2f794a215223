/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-pipeline-status.h"
#include "store/sluice-run-history.h"

G_BEGIN_DECLS

/* What the views say of a pipeline and its runs. */
const char *sluice_pipeline_words_get_state (SluicePipelineStatus *status);
int sluice_pipeline_words_rank_state (SluicePipelineStatus *status);
const char *sluice_pipeline_words_get_warehouse (SluicePipelineStatus *status);
const char *sluice_pipeline_words_translate (const char *word);
char *sluice_pipeline_words_describe_last_run (SluicePipelineStatus *status);
char *sluice_pipeline_words_describe_next_run (SluicePipelineStatus *status);
char *sluice_pipeline_words_format_count (gint64 count);
char *sluice_pipeline_words_format_time (gint64 time);
char *sluice_pipeline_words_format_utc (gint64 time);
char *sluice_pipeline_words_describe_record (const SluiceRunRecord *record);

G_END_DECLS
