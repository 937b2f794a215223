/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-draft-summary.h"

#include <glib/gi18n.h>
#include <string.h>

#include "monitor/sluice-schedule.h"
#include "sluice-json.h"

static void
line_free (gpointer data)
{
  SluiceSummaryLine *line = data;

  g_free (line->text);
  g_free (line);
}

/* Takes the text. */
static void
add (GPtrArray *lines, SluiceWizardStep step, const char *title, char *text)
{
  SluiceSummaryLine *line = g_new0 (SluiceSummaryLine, 1);

  line->title = title;
  line->text = text;
  line->step = step;
  g_ptr_array_add (lines, line);
}

static const char *
get_name (SluiceSetup *setup, const char *pointer)
{
  const char *name = sluice_setup_get_text (setup, pointer);

  return name != NULL ? name : _ ("without a name");
}

static gboolean
is (SluiceSetup *setup, const char *pointer, const char *word)
{
  return g_strcmp0 (sluice_setup_get_text (setup, pointer), word) == 0;
}

static char *
describe_feed (SluiceSetup *setup)
{
  g_autofree char *id = sluice_json_dup_text (sluice_setup_get_block (setup, "feed"), "id");

  if (id != NULL)
    return g_strdup_printf (_ ("Uses the feed number %s, which exists."), id);
  return g_strdup_printf (_ ("The feed “%s”, made where it does not exist yet."),
                          get_name (setup, "/feed/name"));
}

static char *
describe_connection (SluiceSetup *setup)
{
  const SluiceWarehouse *kind = sluice_setup_get_warehouse (setup);

  return g_strdup_printf (_ ("“%s” signs in to %s."), get_name (setup, "/connection/name"),
                          kind != NULL ? sluice_warehouse_get_display_name (kind) : "?");
}

static char *
describe_data (SluiceSetup *setup)
{
  const char *name = get_name (setup, "/data_model/name");

  if (is (setup, "/pipeline/data_type", "events"))
    return g_strdup_printf (_ ("“%s” gives events."), name);
  return g_strdup_printf (_ ("“%s” gives attributes of users."), name);
}

static char *
describe_reading (SluiceSetup *setup)
{
  const char *iterator = sluice_setup_get_text (setup, "/pipeline/sync_mode/iterator_field");

  if (is (setup, "/pipeline/sync_mode/type", "full"))
    return g_strdup (_ ("Everything the query gives, at every run."));
  if (iterator == NULL)
    return g_strdup (_ ("Only rows that changed since the last run."));
  return g_strdup_printf (_ ("Only rows that changed since the last run, by the column “%s”."),
                          iterator);
}

static char *
describe_environment (SluiceSetup *setup)
{
  if (is (setup, "/pipeline/environment", "production"))
    return g_strdup (_ ("Production: real users are changed."));
  return g_strdup (_ ("Development: for trying out, apart from real users."));
}

static char *
describe_mapping (SluiceSetup *setup)
{
  JsonArray *mappings =
      sluice_json_get_array (sluice_setup_get_block (setup, "field_transformation"), "mappings");
  guint count = mappings != NULL ? json_array_get_length (mappings) : 0;

  return g_strdup_printf (ngettext ("“%s” says where %u value goes.",
                                    "“%s” says where %u values go.", count),
                          get_name (setup, "/field_transformation/name"), count);
}

/**
 * sluice_draft_summary_list:
 * @setup: a setup, complete or not
 *
 * Says in plain words what it will make.
 *
 * Returns: (transfer full) (element-type SluiceSummaryLine): one line for each thing that was decided
 */
GPtrArray *
sluice_draft_summary_list (SluiceSetup *setup)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  JsonObject *schedule =
      sluice_json_get_object (sluice_setup_get_block (setup, "pipeline"), "schedule");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  add (lines, SLUICE_WIZARD_FEED, _ ("Feed"), describe_feed (setup));
  add (lines, SLUICE_WIZARD_CONNECTION, _ ("Connection"), describe_connection (setup));
  add (lines, SLUICE_WIZARD_MODEL, _ ("Data Model"), describe_data (setup));
  add (lines, SLUICE_WIZARD_MODEL, _ ("What Each Run Reads"), describe_reading (setup));
  if (sluice_setup_get_block (setup, "field_transformation") != NULL)
    add (lines, SLUICE_WIZARD_MAPPING, _ ("Mapping"), describe_mapping (setup));
  add (lines, SLUICE_WIZARD_MODEL, _ ("Environment"), describe_environment (setup));
  if (schedule != NULL)
    add (lines, SLUICE_WIZARD_SCHEDULE, _ ("Schedule"),
         sluice_schedule_describe_from (schedule, now));
  add (lines, SLUICE_WIZARD_SCHEDULE, _ ("Pipeline"),
       g_strdup (get_name (setup, "/pipeline/name")));
  return lines;
}
