/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The parts of a definition's sentence that are about time, translated. */

char *sluice_definition_describe_date (JsonObject *date);
char *sluice_definition_describe_span (const char *unit, int length);

G_END_DECLS
