/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-command.h"

G_BEGIN_DECLS

extern const SluiceCommand sluice_command_help;

G_END_DECLS
