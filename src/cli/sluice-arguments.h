/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-command.h"

G_BEGIN_DECLS

/**
 * SluiceArguments:
 *
 * A command line, taken apart: the command, its options, its arguments.
 */
typedef struct _SluiceArguments SluiceArguments;

SluiceArguments *sluice_arguments_new (void);
void sluice_arguments_free (SluiceArguments *self);
gboolean sluice_arguments_parse (SluiceArguments *self, char **argv, GError **error);

const SluiceCommand *sluice_arguments_get_command (SluiceArguments *self);
const char *sluice_arguments_get_family (SluiceArguments *self);
gboolean sluice_arguments_has (SluiceArguments *self, const char *option);
const char *sluice_arguments_get (SluiceArguments *self, const char *option);
const char *const *sluice_arguments_get_all (SluiceArguments *self, const char *option);
guint sluice_arguments_get_count (SluiceArguments *self);
const char *sluice_arguments_get_argument (SluiceArguments *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceArguments, sluice_arguments_free)

G_END_DECLS
