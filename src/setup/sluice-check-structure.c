/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "setup/sluice-check-private.h"
#include "sluice-json.h"

typedef enum
{
  SHAPE_TEXT,     /* any text */
  SHAPE_NAME,     /* a text with something to read in it */
  SHAPE_SLUG,     /* [A-Za-z0-9_-]+ */
  SHAPE_WORD,     /* one of words */
  SHAPE_TIME,     /* RFC 3339 */
  SHAPE_DURATION, /* 5m, 2h */
  SHAPE_NUMBER,   /* a whole number over 0, as a number or as text */
  SHAPE_OBJECT,   /* members, checked by their own table */
  SHAPE_ARRAY,    /* checked elsewhere */
  SHAPE_OPEN,     /* an object checked elsewhere */
} Shape;

typedef struct _Member Member;

/* A member of the setup file (CONTRACT 7). A block ends with a member without a name. */
struct _Member
{
  const char *name;
  Shape shape;
  gboolean needed;
  const char *const *words;
  const Member *members;
};

static const char *const state_words[] = { "active", "paused", NULL };
static const char *const environment_words[] = { "development", "production", NULL };
static const char *const data_type_words[] = { "user_attributes", "events", NULL };
static const char *const sync_words[] = { "incremental", "full", NULL };
static const char *const schedule_words[] = { "interval", "once", "on_demand", NULL };
static const char *const frequency_words[] = { "hourly", "daily", "weekly", "monthly", NULL };
static const char *const destination_words[] = { "event_batch", NULL };

static const Member feed_members[] = {
  { "id", SHAPE_NUMBER, FALSE },
  { "name", SHAPE_NAME, FALSE },
  { NULL },
};

static const Member connection_members[] = {
  { "id", SHAPE_SLUG, TRUE },
  { "name", SHAPE_NAME, TRUE },
  { NULL },
};

static const Member data_model_members[] = {
  { "id", SHAPE_SLUG, TRUE },
  { "name", SHAPE_NAME, TRUE },
  { "sql_query", SHAPE_TEXT, TRUE },
  { NULL },
};

static const Member transformation_members[] = {
  { "id", SHAPE_SLUG, TRUE },
  { "name", SHAPE_NAME, TRUE },
  { "destination_type", SHAPE_WORD, FALSE, destination_words },
  { "mappings", SHAPE_ARRAY, TRUE },
  { NULL },
};

/* Which of the iterator's and the schedule's members are needed depends on others: see
 * sluice_check_pipeline(). */
static const Member sync_members[] = {
  { "type", SHAPE_WORD, TRUE, sync_words },
  { "iterator_field", SHAPE_TEXT, FALSE },
  { "iterator_data_type", SHAPE_TEXT, FALSE },
  { "from", SHAPE_TIME, FALSE },
  { "until", SHAPE_TIME, FALSE },
  { NULL },
};

static const Member schedule_members[] = {
  { "type", SHAPE_WORD, TRUE, schedule_words },
  { "frequency", SHAPE_WORD, FALSE, frequency_words },
  { "delay", SHAPE_DURATION, FALSE },
  { "start", SHAPE_TEXT, FALSE },
  { "end", SHAPE_TIME, FALSE },
  { NULL },
};

static const Member pipeline_members[] = {
  { "id", SHAPE_SLUG, TRUE },
  { "name", SHAPE_NAME, TRUE },
  { "state", SHAPE_WORD, FALSE, state_words },
  { "environment", SHAPE_WORD, TRUE, environment_words },
  { "data_type", SHAPE_WORD, TRUE, data_type_words },
  { "plan_id", SHAPE_NAME, FALSE },
  { "plan_version", SHAPE_NUMBER, FALSE },
  { "sync_mode", SHAPE_OBJECT, TRUE, NULL, sync_members },
  { "schedule", SHAPE_OBJECT, TRUE, NULL, schedule_members },
  { NULL },
};

static const Member root_members[] = {
  { "format", SHAPE_TEXT, TRUE },
  { "warehouse", SHAPE_TEXT, TRUE },
  { "values", SHAPE_OPEN, TRUE },
  { "feed", SHAPE_OBJECT, TRUE, NULL, feed_members },
  { "connection", SHAPE_OBJECT, TRUE, NULL, connection_members },
  { "data_model", SHAPE_OBJECT, TRUE, NULL, data_model_members },
  { "field_transformation", SHAPE_OBJECT, FALSE, NULL, transformation_members },
  { "pipeline", SHAPE_OBJECT, TRUE, NULL, pipeline_members },
  { NULL },
};

static const Member *
find_member (const Member *members, const char *name)
{
  for (const Member *member = members; member->name != NULL; member++)
    if (strcmp (member->name, name) == 0)
      return member;
  return NULL;
}

/**
 * sluice_check_add_unknown:
 * @pass: the walk
 * @parent: JSON pointer to a block
 * @name: a member that no such block has
 */
void
sluice_check_add_unknown (SluiceCheckPass *pass, const char *parent, const char *name)
{
  g_autofree char *path = sluice_json_pointer_join (parent, name);

  sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "unknown-member", path,
                    _ ("A setup file has no member “%s” here. Remove it, or correct its name."),
                    name);
}

static gboolean
is_slug (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '_' && *text != '-')
      return FALSE;
  return TRUE;
}

/* What most people mean by an id with spaces and accents; NULL where nothing is left of it. */
static char *
make_slug (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p) || *p == '_')
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-' && *p != '?')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return slug->len > 0 ? g_strdup (slug->str) : NULL;
}

static void
check_slug (SluiceCheckPass *pass, const char *path, const char *text)
{
  g_autofree char *slug = NULL;
  g_autofree char *label = NULL;
  SluiceFinding *finding;

  if (is_slug (text))
    return;
  finding =
      sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "slug", path,
                        _ ("The id “%s” can hold only the letters A to Z, digits, “_” and “-”."),
                        text);
  slug = make_slug (text);
  if (slug == NULL)
    return;
  /* Translators: %s is an id */
  label = g_strdup_printf (_ ("Use “%s”"), slug);
  sluice_finding_set_fix (finding, label, path, json_node_init_string (json_node_alloc (), slug));
}

static void
check_name (SluiceCheckPass *pass, const char *path, const char *text)
{
  gboolean visible = FALSE;
  gboolean control = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      visible = visible || g_unichar_isgraph (c);
      control = control || g_unichar_iscntrl (c);
    }
  if (!visible)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "name", path,
                      _ ("The name is empty. Write one that people will recognise."));
  else if (control)
    sluice_check_add (
        pass, SLUICE_SEVERITY_ERROR, "name", path,
        _ ("The name has a line break or another control character in it. Remove it."));
}

static void
check_word (SluiceCheckPass *pass, const char *path, const char *text, const char *const *words)
{
  g_autofree char *list = NULL;

  if (g_strv_contains (words, text))
    return;
  list = g_strjoinv (", ", (char **) words);
  sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                    _ ("“%s” is not possible here. Possible is: %s."), text, list);
}

static void
check_time (SluiceCheckPass *pass, const char *path, const char *text)
{
  g_autoptr (GDateTime) time = sluice_check_parse_time (text);

  if (time == NULL)
    sluice_check_add (
        pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
        _ ("“%s” is not a time as it is needed here. Write it like 2026-12-01T00:15:00Z."), text);
}

static void
check_duration (SluiceCheckPass *pass, const char *path, const char *text)
{
  if (!g_regex_match_simple ("^([0-9]{1,6}[smhd])+$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("“%s” is not a length of time as it is needed here. Write it like 5m or "
                         "2h."),
                      text);
}

static void
check_number (SluiceCheckPass *pass, const char *path, JsonObject *object, const char *name)
{
  gint64 number;

  if (!sluice_json_get_int (object, name, &number) || number <= 0)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("This should be a whole number over 0."));
}

static void
check_text (SluiceCheckPass *pass, const char *path, const Member *member, const char *text)
{
  if (text == NULL)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("“%s” should be a text in double quotes."), member->name);
  else if (member->shape == SHAPE_NAME)
    check_name (pass, path, text);
  else if (member->shape == SHAPE_SLUG)
    check_slug (pass, path, text);
  else if (member->shape == SHAPE_WORD)
    check_word (pass, path, text, member->words);
  else if (member->shape == SHAPE_TIME)
    check_time (pass, path, text);
  else if (member->shape == SHAPE_DURATION)
    check_duration (pass, path, text);
}

static void check_members (SluiceCheckPass *pass,
                           const char *parent,
                           JsonObject *object,
                           const Member *members);

static void
check_member (SluiceCheckPass *pass, const char *path, JsonObject *object, const Member *member)
{
  JsonNode *node = json_object_get_member (object, member->name);

  if (member->shape == SHAPE_NUMBER)
    check_number (pass, path, object, member->name);
  else if (member->shape == SHAPE_ARRAY && !JSON_NODE_HOLDS_ARRAY (node))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("“%s” should be a list in square brackets."), member->name);
  else if (member->shape < SHAPE_NUMBER)
    check_text (pass, path, member, sluice_json_get_string (object, member->name));
  else if (member->shape != SHAPE_ARRAY && !JSON_NODE_HOLDS_OBJECT (node))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("“%s” should be a block in curly brackets."), member->name);
  else if (member->shape == SHAPE_OBJECT)
    check_members (pass, path, json_node_get_object (node), member->members);
}

static void
check_members (SluiceCheckPass *pass, const char *parent, JsonObject *object, const Member *members)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (const Member *member = members; member->name != NULL; member++)
    {
      g_autofree char *path = sluice_json_pointer_join (parent, member->name);

      if (sluice_check_has_member (pass, path))
        check_member (pass, path, object, member);
      else if (member->needed)
        sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-missing", path,
                          _ ("“%s” is missing."), member->name);
    }
  for (GList *l = names; l != NULL; l = l->next)
    if (find_member (members, l->data) == NULL)
      sluice_check_add_unknown (pass, parent, l->data);
}

static void
check_feed (SluiceCheckPass *pass)
{
  if (sluice_setup_get_block (pass->setup, "feed") != NULL &&
      !sluice_check_has_member (pass, "/feed/id") && !sluice_check_has_member (pass, "/feed/name"))
    sluice_check_add (
        pass, SLUICE_SEVERITY_ERROR, "value-missing", "/feed/name",
        _ ("The feed has no name. Give one for a new feed, or the id of a feed to reuse."));
}

/**
 * sluice_check_structure:
 * @pass: the walk
 *
 * What every setup file has (CONTRACT 7): its members, their shapes, and none besides.
 */
void
sluice_check_structure (SluiceCheckPass *pass)
{
  JsonObject *root = json_node_get_object (sluice_setup_get_root (pass->setup));

  check_members (pass, "", root, root_members);
  check_feed (pass);
}
