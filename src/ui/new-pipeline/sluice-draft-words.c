/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-draft-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"

/* What is missing, in the words of the pages rather than of the file. */
static const struct
{
  const char *path;
  const char *message;
} missing[] = {
  { "/feed", N_ ("Give the feed a name, or choose one that exists.") },
  { "/feed/name", N_ ("Give the feed a name, or choose one that exists.") },
  { "/connection/name", N_ ("Give the connection a name.") },
  { "/connection/id", N_ ("Give the connection an ID.") },
  { "/data_model/name", N_ ("Give the data model a name.") },
  { "/data_model/id", N_ ("Give the data model an ID.") },
  { "/data_model/sql_query", N_ ("Write the query.") },
  { "/field_transformation/name", N_ ("Give the field transformation a name.") },
  { "/field_transformation/id", N_ ("Give the field transformation an ID.") },
  { "/field_transformation", N_ ("Say in the step Mapping where each column goes.") },
  { "/pipeline/schedule/start", N_ ("Say when the first run is. Every run keeps its minute, hour "
                                    "and day; a time in the past is "
                                    "fine.") },
  { "/pipeline/name", N_ ("Give the pipeline a name.") },
  { "/pipeline/id", N_ ("Give the pipeline an ID.") },
};

/* The same for the members of each mapping. */
static const struct
{
  const char *member;
  const char *message;
} missing_in_mapping[] = {
  { "/destination", N_ ("Say where it goes, or choose “Ignored”.") },
  { "/value", N_ ("Give the fixed value.") },
};

static char *
describe_missing_value (SluiceSetup *setup, const char *path)
{
  const SluiceWarehouse *kind = sluice_setup_get_warehouse (setup);
  const SluiceField *field = NULL;

  if (kind != NULL && g_str_has_prefix (path, "/values/"))
    field = sluice_warehouse_find_field (kind, path + strlen ("/values/"));
  /* Translators: the label of a field that is empty */
  return field != NULL ? g_strdup_printf (_ ("%s is missing."), _ (field->label)) : NULL;
}

static char *
describe_missing (SluiceSetup *setup, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    if (strcmp (missing[i].path, path) == 0)
      return g_strdup (_ (missing[i].message));
  for (guint i = 0; i < G_N_ELEMENTS (missing_in_mapping); i++)
    if (g_str_has_prefix (path, "/field_transformation/mappings/") &&
        g_str_has_suffix (path, missing_in_mapping[i].member))
      return g_strdup (_ (missing_in_mapping[i].message));
  return describe_missing_value (setup, path);
}

/**
 * sluice_draft_words_describe:
 * @setup: a draft
 * @finding: something that the check found in it
 *
 * The check speaks of members of a file; where one is missing, a person who fills in pages is told
 * so in their words.
 *
 * Returns: (transfer full): a translated sentence
 */
char *
sluice_draft_words_describe (SluiceSetup *setup, SluiceFinding *finding)
{
  const char *path = sluice_finding_get_path (finding);
  char *message = NULL;

  if (sluice_json_pointer_get (sluice_setup_get_root (setup), path) == NULL)
    message = describe_missing (setup, path);
  return message != NULL ? message : g_strdup (sluice_finding_get_message (finding));
}
