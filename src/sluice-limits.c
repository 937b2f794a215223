/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-limits.h"

#include <glib/gi18n.h>

#include "sluice-count.h"
#include "sluice-json.h"

#define GROUP "limits"

#define MILLION G_GINT64_CONSTANT (1000000)

struct _SluiceLimits
{
  GObject parent_instance;

  gint64 numbers[SLUICE_N_LIMITS];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* FACTS 8, the numbers of February 2025. */
static const struct
{
  const char *key;
  const char *label;
  gint64 published;
} limits[SLUICE_N_LIMITS] = {
  [SLUICE_LIMIT_ACTIVE_PIPELINES] = { "active-pipelines", N_ ("Active pipelines"), 5 },
  [SLUICE_LIMIT_COLUMNS] = { "columns", N_ ("Columns of a query"), 100 },
  [SLUICE_LIMIT_HISTORICAL_RECORDS] = { "historical-records",
                                        N_ ("Records from before the schedule’s start"),
                                        24 * MILLION },
  [SLUICE_LIMIT_HOURLY_RECORDS] = { "hourly-records", N_ ("Records of an hourly run"), MILLION },
  [SLUICE_LIMIT_DAILY_RECORDS] = { "daily-records", N_ ("Records of a daily run"), 24 * MILLION },
  [SLUICE_LIMIT_WEEKLY_RECORDS] = { "weekly-records", N_ ("Records of a weekly run"),
                                    40 * MILLION },
  [SLUICE_LIMIT_MONTHLY_RECORDS] = { "monthly-records", N_ ("Records of a monthly run"),
                                     40 * MILLION },
  [SLUICE_LIMIT_ONCE_RECORDS] = { "once-records", N_ ("Records of a single run"), 40 * MILLION },
  [SLUICE_LIMIT_ON_DEMAND_RECORDS] = { "on-demand-records", N_ ("Records of a run on demand"),
                                       24 * MILLION },
};

G_DEFINE_FINAL_TYPE (SluiceLimits, sluice_limits, G_TYPE_OBJECT)

static void
sluice_limits_class_init (SluiceLimitsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_limits_init (SluiceLimits *self)
{
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    self->numbers[i] = limits[i].published;
}

/**
 * sluice_limits_new:
 *
 * Returns: (transfer full): the published limits
 */
SluiceLimits *
sluice_limits_new (void)
{
  return g_object_new (SLUICE_TYPE_LIMITS, NULL);
}

/**
 * sluice_limits_get_default:
 *
 * Returns: (transfer none): the limits that this program goes by: the published ones, until somebody
 *   changes them
 */
SluiceLimits *
sluice_limits_get_default (void)
{
  static SluiceLimits *in_use;

  if (in_use == NULL)
    in_use = sluice_limits_new ();
  return in_use;
}

/**
 * sluice_limit_get_label:
 * @limit: one of them
 *
 * Returns: (transfer none): what a form calls it, translated
 */
const char *
sluice_limit_get_label (SluiceLimit limit)
{
  return _ (limits[limit].label);
}

/**
 * sluice_limit_get_published:
 * @limit: one of them
 *
 * Returns: the published number (FACTS 8)
 */
gint64
sluice_limit_get_published (SluiceLimit limit)
{
  return limits[limit].published;
}

/**
 * sluice_limits_get:
 * @self: limits
 * @limit: one of them
 *
 * Returns: the number that counts now
 */
gint64
sluice_limits_get (SluiceLimits *self, SluiceLimit limit)
{
  g_return_val_if_fail (SLUICE_IS_LIMITS (self) && limit < SLUICE_N_LIMITS, 0);

  return self->numbers[limit];
}

/**
 * sluice_limits_set:
 * @self: limits
 * @limit: one of them
 * @number: what it is; less than 1 for the published number
 */
void
sluice_limits_set (SluiceLimits *self, SluiceLimit limit, gint64 number)
{
  g_return_if_fail (SLUICE_IS_LIMITS (self) && limit < SLUICE_N_LIMITS);

  if (number < 1)
    number = limits[limit].published;
  if (self->numbers[limit] == number)
    return;
  self->numbers[limit] = number;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_limits_reset:
 * @self: limits
 *
 * Goes back to the published numbers.
 */
void
sluice_limits_reset (SluiceLimits *self)
{
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    sluice_limits_set (self, (SluiceLimit) i, 0);
}

/**
 * sluice_limits_parse:
 * @self: limits
 * @text: a key file with a group "limits"; keys it lacks go back to the published number
 * @error: return location for a #GKeyFileError
 *
 * Returns: whether it could be read; if not, nothing has changed
 */
gboolean
sluice_limits_parse (SluiceLimits *self, const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gint64 numbers[SLUICE_N_LIMITS] = { 0 };

  g_return_val_if_fail (SLUICE_IS_LIMITS (self) && text != NULL, FALSE);

  if (*text != '\0' && !g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, error))
    return FALSE;
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    {
      g_autoptr (GError) local = NULL;

      numbers[i] = g_key_file_get_int64 (file, GROUP, limits[i].key, &local);
      if (g_error_matches (local, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    sluice_limits_set (self, (SluiceLimit) i, numbers[i]);
  return TRUE;
}

/**
 * sluice_limits_to_text:
 * @self: limits
 *
 * Returns: (transfer full): a key file for sluice_limits_parse(), with what differs from the published
 *   numbers; "" where nothing does
 */
char *
sluice_limits_to_text (SluiceLimits *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (SLUICE_IS_LIMITS (self), NULL);

  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    if (self->numbers[i] != limits[i].published)
      g_key_file_set_int64 (file, GROUP, limits[i].key, self->numbers[i]);
  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * sluice_limits_judge:
 * @self: limits
 * @limit: one of them
 * @used: how much of it is used
 *
 * Returns: how near it is
 */
SluiceLimitState
sluice_limits_judge (SluiceLimits *self, SluiceLimit limit, gint64 used)
{
  gint64 allowed = sluice_limits_get (self, limit);

  if (used >= allowed)
    return SLUICE_LIMIT_REACHED;
  return used >= allowed - allowed / 5 ? SLUICE_LIMIT_NEAR : SLUICE_LIMIT_FINE;
}

static gboolean
find_for_schedule (JsonObject *schedule, SluiceLimit *limit)
{
  static const struct
  {
    const char *word;
    SluiceLimit limit;
  } words[] = {
    { "once", SLUICE_LIMIT_ONCE_RECORDS },     { "on_demand", SLUICE_LIMIT_ON_DEMAND_RECORDS },
    { "hourly", SLUICE_LIMIT_HOURLY_RECORDS }, { "daily", SLUICE_LIMIT_DAILY_RECORDS },
    { "weekly", SLUICE_LIMIT_WEEKLY_RECORDS }, { "monthly", SLUICE_LIMIT_MONTHLY_RECORDS },
  };
  const char *type = sluice_json_get_string (schedule, "type");
  const char *word = type == NULL || g_str_equal (type, "interval")
                         ? sluice_json_get_string (schedule, "frequency")
                         : type;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].word, word) == 0)
      {
        *limit = words[i].limit;
        return TRUE;
      }
  return FALSE;
}

/**
 * sluice_limits_format_count:
 * @count: how many
 *
 * Returns: (transfer full): it with the thousands set apart as the locale does
 */
char *
sluice_limits_format_count (gint64 count)
{
  return sluice_count_format (count);
}

/**
 * sluice_limits_describe_run:
 * @self: limits
 * @schedule: (nullable): a pipeline's schedule
 * @records: the records a run read; -1 where not told
 *
 * Returns: (transfer full) (nullable): a warning, translated, if the run came near its limit or reached
 *   it
 */
char *
sluice_limits_describe_run (SluiceLimits *self, JsonObject *schedule, gint64 records)
{
  SluiceLimit limit;
  g_autofree char *count = NULL;
  g_autofree char *allowed = NULL;

  g_return_val_if_fail (SLUICE_IS_LIMITS (self), NULL);

  if (!find_for_schedule (schedule, &limit))
    return NULL;
  count = sluice_limits_format_count (records);
  allowed = sluice_limits_format_count (sluice_limits_get (self, limit));
  switch (sluice_limits_judge (self, limit, records))
    {
    case SLUICE_LIMIT_REACHED:
      return g_strdup_printf (_ ("The run read %s records, and its schedule allows %s. Run it more "
                                 "often, or let the query read less."),
                              count, allowed);
    case SLUICE_LIMIT_NEAR:
      return g_strdup_printf (
          _ ("The run read %s records, close to the %s that its schedule allows."), count, allowed);
    case SLUICE_LIMIT_FINE:
    default:
      return NULL;
    }
}

/**
 * sluice_limits_describe_active:
 * @self: limits
 * @active: how many pipelines of an account are active
 *
 * Returns: (transfer full) (nullable): a warning, translated, if no other can be started, or only one
 */
char *
sluice_limits_describe_active (SluiceLimits *self, guint active)
{
  gint64 allowed = sluice_limits_get (self, SLUICE_LIMIT_ACTIVE_PIPELINES);

  switch (sluice_limits_judge (self, SLUICE_LIMIT_ACTIVE_PIPELINES, active))
    {
    case SLUICE_LIMIT_REACHED:
      return g_strdup_printf (_ ("%u of %d active pipelines are in use. Pause one before you start "
                                 "another."),
                              active, (int) allowed);
    case SLUICE_LIMIT_NEAR:
      return g_strdup_printf (_ ("%u of %d active pipelines are in use."), active, (int) allowed);
    case SLUICE_LIMIT_FINE:
    default:
      return NULL;
    }
}
