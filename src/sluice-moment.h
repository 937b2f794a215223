/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points in time as a person reads them. What is sent, stored or printed for machines is in
 * sluice-time.h. */

char *sluice_moment_describe (GDateTime *time, GDateTime *now);
char *sluice_moment_describe_day (GDateTime *time, GDateTime *now);
char *sluice_moment_describe_span (GDateTime *from, GDateTime *to, GDateTime *now);
char *sluice_moment_describe_exactly (GDateTime *time, GDateTime *now);

G_END_DECLS
