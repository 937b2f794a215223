/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-pipeline-status.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

/* What a person does to a pipeline. Each starts at once, goes on if the page is left, and says how it
 * went through the context. parent is the window that dialogs belong to. */
void sluice_pipeline_chores_set_state (SluiceUiContext *context,
                                       SluicePipelineStatus *status,
                                       const char *state);
void sluice_pipeline_chores_run (SluiceUiContext *context, SluicePipelineStatus *status);
void sluice_pipeline_chores_delete (SluiceUiContext *context,
                                    SluicePipelineStatus *status,
                                    GtkWindow *parent);

/* sluice-pipeline-files.c */
void sluice_pipeline_chores_edit (SluiceUiContext *context, SluicePipelineStatus *status);
void sluice_pipeline_chores_duplicate (SluiceUiContext *context, SluicePipelineStatus *status);
void sluice_pipeline_chores_save_setup (SluiceUiContext *context,
                                        SluicePipelineStatus *status,
                                        GtkWindow *parent);
void sluice_pipeline_chores_save_postman (SluiceUiContext *context,
                                          SluicePipelineStatus *status,
                                          GtkWindow *parent);
void sluice_pipeline_chores_save_runs (SluiceUiContext *context,
                                       SluicePipelineStatus *status,
                                       GtkWindow *parent);

G_END_DECLS
