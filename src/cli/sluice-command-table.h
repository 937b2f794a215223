/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-command.h"

G_BEGIN_DECLS

extern const SluiceCommand sluice_command_fields;
extern const SluiceCommand sluice_command_script;
extern const SluiceCommand sluice_command_check;
extern const SluiceCommand sluice_command_workspace_add;
extern const SluiceCommand sluice_command_workspace_list;
extern const SluiceCommand sluice_command_workspace_remove;
extern const SluiceCommand sluice_command_help;

G_END_DECLS
