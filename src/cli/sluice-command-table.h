/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-command.h"

G_BEGIN_DECLS

extern const SluiceCommand sluice_command_fields;
extern const SluiceCommand sluice_command_script;
extern const SluiceCommand sluice_command_check;
extern const SluiceCommand sluice_command_apply;
extern const SluiceCommand sluice_command_export;
extern const SluiceCommand sluice_command_status;
extern const SluiceCommand sluice_command_runs;
extern const SluiceCommand sluice_command_run;
extern const SluiceCommand sluice_command_pause;
extern const SluiceCommand sluice_command_resume;
extern const SluiceCommand sluice_command_list;
extern const SluiceCommand sluice_command_show;
extern const SluiceCommand sluice_command_delete;
extern const SluiceCommand sluice_command_workspace_add;
extern const SluiceCommand sluice_command_workspace_list;
extern const SluiceCommand sluice_command_workspace_test;
extern const SluiceCommand sluice_command_workspace_remove;
extern const SluiceCommand sluice_command_import_postman;
extern const SluiceCommand sluice_command_curl;
extern const SluiceCommand sluice_command_audience_create;
extern const SluiceCommand sluice_command_audience_calculate;
extern const SluiceCommand sluice_command_audience_connect;
extern const SluiceCommand sluice_command_audience_forecast;
extern const SluiceCommand sluice_command_help;

G_END_DECLS
