/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"
#include "api/sluice-run.h"

G_BEGIN_DECLS

/* What pipelines have beyond the five calls: report, runs, one run, trigger (CONTRACT 2 and 4). Both
 * dialects come back as the same objects. */

void sluice_pipelines_report_async (SluiceClient *client,
                                    const char *pipeline_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
SluiceReport *
sluice_pipelines_report_finish (SluiceClient *client, GAsyncResult *result, GError **error);
SluiceReport *sluice_pipelines_report_finish_news (SluiceClient *client,
                                                   GAsyncResult *result,
                                                   JsonNode **last,
                                                   GError **error);

/* page from 1; start and end nullable. Gives a GPtrArray of SluiceRun as the server orders them. */
void sluice_pipelines_runs_async (SluiceClient *client,
                                  const char *pipeline_id,
                                  guint page,
                                  guint page_size,
                                  GDateTime *start,
                                  GDateTime *end,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *
sluice_pipelines_runs_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_pipelines_run_async (SluiceClient *client,
                                 const char *pipeline_id,
                                 const char *run_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
SluiceRun *sluice_pipelines_run_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_pipelines_trigger_async (SluiceClient *client,
                                     const char *pipeline_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *sluice_pipelines_trigger_finish (SluiceClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
