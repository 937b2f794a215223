/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One script for each version of the schema, from 1 up. A script that was released is never edited:
 * a change is a new script at the end. */
extern const char *const sluice_schema_scripts[];
extern const guint sluice_schema_version;

G_END_DECLS
