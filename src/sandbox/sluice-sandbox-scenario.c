/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-scenario.h"

#include <string.h>

#include "sandbox/sluice-sandbox-check.h"
#include "sluice-json.h"

#include <gio/gio.h>

#define DELAY_MAX   600000
#define GARBAGE_MAX (64 * 1024 * 1024)

struct _SluiceSandboxScenario
{
  GObject parent_instance;

  GPtrArray *faults;
};

G_DEFINE_FINAL_TYPE (SluiceSandboxScenario, sluice_sandbox_scenario, G_TYPE_OBJECT)

static void
fault_free (gpointer data)
{
  SluiceSandboxFault *fault = data;

  g_free (fault->method);
  g_clear_pointer (&fault->route, g_pattern_spec_free);
  g_free (fault->body);
  g_clear_pointer (&fault->headers, json_object_unref);
  g_free (fault);
}

static void
sluice_sandbox_scenario_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_SANDBOX_SCENARIO (object)->faults);
  G_OBJECT_CLASS (sluice_sandbox_scenario_parent_class)->finalize (object);
}

static void
sluice_sandbox_scenario_class_init (SluiceSandboxScenarioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_sandbox_scenario_finalize;
}

static void
sluice_sandbox_scenario_init (SluiceSandboxScenario *self)
{
  self->faults = g_ptr_array_new_with_free_func (fault_free);
}

/**
 * sluice_sandbox_scenario_new:
 *
 * Returns: (transfer full): a scenario without faults
 */
SluiceSandboxScenario *
sluice_sandbox_scenario_new (void)
{
  return g_object_new (SLUICE_TYPE_SANDBOX_SCENARIO, NULL);
}

static gint64
read_number (GPtrArray *problems,
             JsonObject *object,
             const char *member,
             gint64 fallback,
             gint64 most)
{
  gint64 number = fallback;

  if (sluice_sandbox_check_number (problems, object, member, FALSE, &number) &&
      (number < 0 || number > most))
    sluice_sandbox_problem (problems, member, "must be from 0 to %" G_GINT64_FORMAT ".", most);
  return number;
}

static char *
read_body (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "body");

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return sluice_json_to_text (node, FALSE);
}

static SluiceSandboxDrop
read_drop (GPtrArray *problems, JsonObject *object)
{
  static const char *const moments[] = { "before", "after", NULL };
  const char *moment = sluice_sandbox_check_choice (problems, object, "drop", moments, FALSE);

  if (moment == NULL)
    return SLUICE_SANDBOX_DROP_NO;
  return g_str_equal (moment, "before") ? SLUICE_SANDBOX_DROP_BEFORE : SLUICE_SANDBOX_DROP_AFTER;
}

static void
check_members (GPtrArray *problems, JsonObject *object)
{
  static const char *const known[] = { "method",  "route", "skip", "count",   "status", "body",
                                       "headers", "delay", "cut",  "garbage", "drop",   NULL };
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      sluice_sandbox_problem (problems, l->data, "is not known.");
}

/* What HTTP can carry as a header: libsoup takes nothing else, and says so on standard error. */
static void
check_headers (GPtrArray *problems, JsonObject *headers)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, headers);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *text = sluice_json_scalar_to_text (value);

      if (*name == '\0' || strpbrk (name, " \t\r\n:") != NULL ||
          (text != NULL && strpbrk (text, "\r\n") != NULL))
        sluice_sandbox_problem (problems, "headers", "must be names and texts of one line.");
    }
}

static SluiceSandboxFault *
read_fault (GPtrArray *problems, JsonObject *object)
{
  SluiceSandboxFault *fault = g_new0 (SluiceSandboxFault, 1);
  const char *method = sluice_sandbox_check_text (problems, object, "method", FALSE);
  const char *route = sluice_sandbox_check_text (problems, object, "route", FALSE);
  JsonObject *headers = sluice_sandbox_check_object (problems, object, "headers", FALSE);

  check_members (problems, object);
  if (headers != NULL)
    check_headers (problems, headers);
  fault->method = g_strcmp0 (method, "*") != 0 ? g_strdup (method) : NULL;
  fault->route = g_pattern_spec_new (route != NULL ? route : "*");
  fault->skip = read_number (problems, object, "skip", 0, G_MAXINT32);
  fault->count = read_number (problems, object, "count", -1, G_MAXINT32);
  fault->status = (guint) read_number (problems, object, "status", 0, 599);
  fault->body = read_body (object);
  fault->headers = headers != NULL ? json_object_ref (headers) : NULL;
  fault->delay = (guint) read_number (problems, object, "delay", 0, DELAY_MAX);
  fault->cut = read_number (problems, object, "cut", -1, GARBAGE_MAX);
  fault->garbage = read_number (problems, object, "garbage", -1, GARBAGE_MAX);
  fault->drop = read_drop (problems, object);
  return fault;
}

/**
 * sluice_sandbox_scenario_add:
 * @self: a scenario
 * @text: a scenario file's text
 * @error: return location for a #GError
 *
 * Adds the faults behind those it has.
 *
 * Returns: whether the text was understood
 */
gboolean
sluice_sandbox_scenario_add (SluiceSandboxScenario *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, error);
  JsonArray *faults;

  if (node == NULL)
    return FALSE;
  faults = JSON_NODE_HOLDS_OBJECT (node)
               ? sluice_json_get_array (json_node_get_object (node), "faults")
               : NULL;
  if (faults == NULL)
    g_ptr_array_add (problems, g_strdup ("it needs a list of faults"));
  for (guint i = 0; faults != NULL && i < json_array_get_length (faults); i++)
    {
      JsonNode *element = json_array_get_element (faults, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (self->faults, read_fault (problems, json_node_get_object (element)));
      else
        g_ptr_array_add (problems, g_strdup_printf ("faults[%u] must be an object.", i));
    }
  if (problems->len == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The scenario is not right: %s",
               (char *) problems->pdata[0]);
  return FALSE;
}

/**
 * sluice_sandbox_scenario_load:
 * @self: a scenario
 * @path: a file
 * @error: return location for a #GError
 *
 * Returns: whether the file was read and understood
 */
gboolean
sluice_sandbox_scenario_load (SluiceSandboxScenario *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, error) &&
         sluice_sandbox_scenario_add (self, text, error);
}

/**
 * sluice_sandbox_scenario_take:
 * @self: a scenario
 * @method: a request's method
 * @path: its path
 *
 * Counts the request.
 *
 * Returns: (transfer none) (nullable): the fault that hits it
 */
const SluiceSandboxFault *
sluice_sandbox_scenario_take (SluiceSandboxScenario *self, const char *method, const char *path)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      SluiceSandboxFault *fault = self->faults->pdata[i];

      if (fault->count == 0 || (fault->method != NULL && !g_str_equal (fault->method, method)) ||
          !g_pattern_spec_match_string (fault->route, path))
        continue;
      if (fault->skip > 0)
        {
          fault->skip--;
          continue;
        }
      if (fault->count > 0)
        fault->count--;
      return fault;
    }
  return NULL;
}
