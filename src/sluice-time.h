/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are RFC 3339 in UTC with a Z wherever they are sent, stored or printed for machines. */

GDateTime *sluice_time_parse (const char *text);
char *sluice_time_format (GDateTime *time);
GDateTime *sluice_time_parse_http_date (const char *text);
char *sluice_time_describe_duration (gint64 seconds);
char *sluice_time_describe_distance (gint64 seconds);

G_END_DECLS
