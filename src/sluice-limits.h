/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceLimit:
 *
 * What mParticle limits (FACTS 8). The numbers of records are for one run.
 */
typedef enum
{
  SLUICE_LIMIT_ACTIVE_PIPELINES,
  SLUICE_LIMIT_COLUMNS,
  SLUICE_LIMIT_HISTORICAL_RECORDS,
  SLUICE_LIMIT_HOURLY_RECORDS,
  SLUICE_LIMIT_DAILY_RECORDS,
  SLUICE_LIMIT_WEEKLY_RECORDS,
  SLUICE_LIMIT_MONTHLY_RECORDS,
  SLUICE_LIMIT_ONCE_RECORDS,
  SLUICE_LIMIT_ON_DEMAND_RECORDS,
  SLUICE_N_LIMITS,
} SluiceLimit;

/**
 * SluiceLimitState:
 * @SLUICE_LIMIT_FINE: far from it
 * @SLUICE_LIMIT_NEAR: four fifths of it or more: a warning is due
 * @SLUICE_LIMIT_REACHED: at it or over it
 */
typedef enum
{
  SLUICE_LIMIT_FINE,
  SLUICE_LIMIT_NEAR,
  SLUICE_LIMIT_REACHED,
} SluiceLimitState;

#define SLUICE_TYPE_LIMITS (sluice_limits_get_type ())

/**
 * SluiceLimits:
 *
 * The limits as they are taken to be: the published numbers, or what somebody put in their place. Emits
 * ::changed.
 */
G_DECLARE_FINAL_TYPE (SluiceLimits, sluice_limits, SLUICE, LIMITS, GObject)

SluiceLimits *sluice_limits_new (void);
SluiceLimits *sluice_limits_get_default (void);

const char *sluice_limit_get_label (SluiceLimit limit);
gint64 sluice_limit_get_published (SluiceLimit limit);

gint64 sluice_limits_get (SluiceLimits *self, SluiceLimit limit);
void sluice_limits_set (SluiceLimits *self, SluiceLimit limit, gint64 number);
void sluice_limits_reset (SluiceLimits *self);
gboolean sluice_limits_parse (SluiceLimits *self, const char *text, GError **error);
char *sluice_limits_to_text (SluiceLimits *self);

SluiceLimitState sluice_limits_judge (SluiceLimits *self, SluiceLimit limit, gint64 used);
char *sluice_limits_format_count (gint64 count);
char *sluice_limits_describe_run (SluiceLimits *self, JsonObject *schedule, gint64 records);
char *sluice_limits_describe_active (SluiceLimits *self, guint active);

G_END_DECLS
