/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "cli/sluice-command.h"

G_BEGIN_DECLS

void sluice_help_print (FILE *stream, const char *family);
void sluice_help_print_command (FILE *stream, const SluiceCommand *command);

G_END_DECLS
