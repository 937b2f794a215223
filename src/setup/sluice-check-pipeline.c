/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "setup/sluice-check-private.h"
#include "sluice-json.h"

#define SYNC_PATH     "/pipeline/sync_mode"
#define SCHEDULE_PATH "/pipeline/schedule"

/**
 * sluice_check_parse_time:
 * @text: (nullable): a time
 *
 * By the letter of RFC 3339, since it goes to the API as it is: date, T, time, and Z or an offset.
 *
 * Returns: (transfer full) (nullable): the time
 */
GDateTime *
sluice_check_parse_time (const char *text)
{
  if (text == NULL ||
      !g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"
                             "(Z|[+-][0-9]{2}:[0-9]{2})$",
                             text, G_REGEX_DOLLAR_ENDONLY, 0))
    return NULL;
  return g_date_time_new_from_iso8601 (text, NULL);
}

static void
check_range (SluiceCheckPass *pass, const char *from_path, const char *until_path)
{
  g_autoptr (GDateTime) from =
      sluice_check_parse_time (sluice_setup_get_text (pass->setup, from_path));
  g_autoptr (GDateTime) until =
      sluice_check_parse_time (sluice_setup_get_text (pass->setup, until_path));

  if (from != NULL && until != NULL && g_date_time_compare (from, until) > 0)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "schedule-range", until_path,
                      _ ("“%s” ends before “%s”, where it begins. Exchange them, or correct one."),
                      sluice_setup_get_text (pass->setup, until_path),
                      sluice_setup_get_text (pass->setup, from_path));
}

static char *
list_iterator_types (const SluiceWarehouse *warehouse)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_types;
  const SluiceIteratorType *types = sluice_warehouse_get_iterator_types (warehouse, &n_types);

  for (guint i = 0; i < n_types; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", types[i].name);
  return g_strdup (list->str);
}

static const SluiceIteratorType *
find_iterator_type (const SluiceWarehouse *warehouse, const char *name)
{
  guint n_types;
  const SluiceIteratorType *types = sluice_warehouse_get_iterator_types (warehouse, &n_types);

  for (guint i = 0; i < n_types; i++)
    if (g_str_equal (types[i].name, name))
      return &types[i];
  return NULL;
}

static void
check_iterator_type (SluiceCheckPass *pass, const char *name)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (pass->setup);
  const SluiceIteratorType *type;
  g_autofree char *possible = NULL;

  if (warehouse == NULL)
    return;
  type = find_iterator_type (warehouse, name);
  if (type == NULL)
    {
      possible = list_iterator_types (warehouse);
      sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "iterator-type",
                        SYNC_PATH "/iterator_data_type",
                        _ ("%s has no iterator data type “%s”. Possible is: %s."),
                        sluice_warehouse_get_display_name (warehouse), name, possible);
    }
  else if (!type->has_zone)
    sluice_check_add (pass, SLUICE_SEVERITY_WARNING, "iterator-no-timezone",
                      SYNC_PATH "/iterator_data_type",
                      _ ("“%s” does not take account of time zones. If your times have time zones "
                         "or offsets, choose another type or convert them to UTC in the query."),
                      name);
}

static void
check_iterator (SluiceCheckPass *pass)
{
  gboolean incremental =
      g_strcmp0 (sluice_setup_get_text (pass->setup, SYNC_PATH "/type"), "incremental") == 0;
  const char *field = sluice_setup_get_text (pass->setup, SYNC_PATH "/iterator_field");
  const char *type = sluice_setup_get_text (pass->setup, SYNC_PATH "/iterator_data_type");

  if (incremental && (field == NULL || *field == '\0') &&
      (field != NULL || !sluice_check_has_member (pass, SYNC_PATH "/iterator_field")))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "iterator-missing", SYNC_PATH "/iterator_field",
                      _ ("An incremental sync needs an iterator field: the column that tells which "
                         "rows have changed, for example one with the time of the last change."));
  if (incremental && (type == NULL || *type == '\0') &&
      (type != NULL || !sluice_check_has_member (pass, SYNC_PATH "/iterator_data_type")))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "iterator-missing",
                      SYNC_PATH "/iterator_data_type",
                      _ ("An incremental sync needs the data type of its iterator field."));
  if (type != NULL && *type != '\0')
    check_iterator_type (pass, type);
}

static void
check_frequency (SluiceCheckPass *pass, gboolean interval)
{
  gboolean given = sluice_check_has_member (pass, SCHEDULE_PATH "/frequency");
  SluiceFinding *finding;

  if (interval == given)
    return;
  if (interval)
    {
      finding = sluice_check_add (
          pass, SLUICE_SEVERITY_ERROR, "schedule-frequency", SCHEDULE_PATH "/frequency",
          _ ("A schedule of type “interval” needs a frequency: hourly, daily, weekly or monthly."));
      sluice_finding_set_fix (finding, _ ("Run it hourly"), SCHEDULE_PATH "/frequency",
                              json_node_init_string (json_node_alloc (), "hourly"));
      return;
    }
  finding = sluice_check_add (
      pass, SLUICE_SEVERITY_ERROR, "schedule-frequency", SCHEDULE_PATH "/frequency",
      _ ("Only a schedule of type “interval” has a frequency. Remove it, or change the type."));
  sluice_finding_set_fix (finding, _ ("Remove the frequency"), SCHEDULE_PATH "/frequency", NULL);
}

static void
check_start (SluiceCheckPass *pass, gboolean interval)
{
  const char *start = sluice_setup_get_text (pass->setup, SCHEDULE_PATH "/start");
  g_autoptr (GDateTime) time = sluice_check_parse_time (start);

  if (interval && !sluice_check_has_member (pass, SCHEDULE_PATH "/start"))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "schedule-start", SCHEDULE_PATH "/start",
                      _ ("A schedule of type “interval” needs a start. Its minute, hour and day "
                         "are kept for every run; one in the past is fine."));
  else if (start != NULL && time == NULL)
    sluice_check_add (
        pass, SLUICE_SEVERITY_ERROR, "schedule-start", SCHEDULE_PATH "/start",
        _ ("“%s” is not a time as it is needed here. Write it like 2026-12-01T00:15:00Z."), start);
}

static void
check_schedule (SluiceCheckPass *pass)
{
  const char *type = sluice_setup_get_text (pass->setup, SCHEDULE_PATH "/type");
  gboolean interval = g_strcmp0 (type, "interval") == 0;

  /* Where the type is missing or wrong, nobody can say what else is. */
  if (interval || g_strcmp0 (type, "once") == 0 || g_strcmp0 (type, "on_demand") == 0)
    {
      check_frequency (pass, interval);
      check_start (pass, interval);
    }
}

/**
 * sluice_check_pipeline:
 * @pass: the walk
 *
 * What of the pipeline's members depends on one another (CONTRACT 8, FACTS 7.3 and 7.4).
 */
void
sluice_check_pipeline (SluiceCheckPass *pass)
{
  check_iterator (pass);
  check_range (pass, SYNC_PATH "/from", SYNC_PATH "/until");
  check_schedule (pass);
  check_range (pass, SCHEDULE_PATH "/start", SCHEDULE_PATH "/end");
}
