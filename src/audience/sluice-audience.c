/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience.h"

#include <glib/gi18n.h>

#include "sluice-count.h"
#include "sluice-fold.h"
#include "sluice-json.h"

struct _SluiceAudience
{
  GObject parent_instance;

  JsonObject *object;
  char *id;
  char *search;
  char *alert;
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (SluiceAudience, sluice_audience, G_TYPE_OBJECT)

static void
sluice_audience_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceAudience *self = SLUICE_AUDIENCE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, sluice_audience_get_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_audience_finalize (GObject *object)
{
  SluiceAudience *self = SLUICE_AUDIENCE (object);

  g_clear_pointer (&self->object, json_object_unref);
  g_free (self->id);
  g_free (self->search);
  g_free (self->alert);
  G_OBJECT_CLASS (sluice_audience_parent_class)->finalize (object);
}

static void
sluice_audience_class_init (SluiceAudienceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_audience_get_property;
  object_class->finalize = sluice_audience_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_audience_init (SluiceAudience *self)
{
}

/**
 * sluice_audience_new:
 * @object: an audience of the API
 *
 * Returns: (transfer full): it
 */
SluiceAudience *
sluice_audience_new (JsonObject *object)
{
  SluiceAudience *self = g_object_new (SLUICE_TYPE_AUDIENCE, NULL);

  sluice_audience_update (self, object);
  return self;
}

/**
 * sluice_audience_update:
 * @self: an audience
 * @object: what the API says of it now; kept
 */
void
sluice_audience_update (SluiceAudience *self, JsonObject *object)
{
  g_auto (GStrv) outputs = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *words = NULL;

  json_object_ref (object);
  g_clear_pointer (&self->object, json_object_unref);
  self->object = object;
  if (self->id == NULL)
    self->id = sluice_json_dup_text (object, "id");
  outputs = sluice_audience_list_outputs (self);
  joined = g_strjoinv (" ", outputs);
  g_free (self->search);
  words = g_strjoin (" ", sluice_audience_get_name (self), sluice_audience_get_id (self),
                     sluice_audience_get_status (self), joined, NULL);
  self->search = sluice_fold (words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sluice_audience_get_id:
 * @self: an audience
 *
 * Returns: its id; empty where the API gave none
 */
const char *
sluice_audience_get_id (SluiceAudience *self)
{
  return self->id != NULL ? self->id : "";
}

/**
 * sluice_audience_get_name:
 * @self: an audience
 *
 * Returns: its name, its id where it has none
 */
const char *
sluice_audience_get_name (SluiceAudience *self)
{
  const char *name = sluice_json_get_string (self->object, "name");

  return name != NULL ? name : sluice_audience_get_id (self);
}

/**
 * sluice_audience_get_search:
 * @self: an audience
 *
 * Returns: (transfer none): its name, id, status and outputs, from sluice_fold()
 */
const char *
sluice_audience_get_search (SluiceAudience *self)
{
  return self->search;
}

/**
 * sluice_audience_get_status:
 * @self: an audience
 *
 * Returns: the API's word for its status, "unknown" where it gave none
 */
const char *
sluice_audience_get_status (SluiceAudience *self)
{
  const char *status = sluice_json_get_string (self->object, "status");

  return status != NULL ? status : "unknown";
}

/**
 * sluice_audience_get_size:
 * @self: an audience
 *
 * Returns: how many members it has; -1 where not told
 */
gint64
sluice_audience_get_size (SluiceAudience *self)
{
  return sluice_json_get_count (self->object, "size");
}

/**
 * sluice_audience_get_added:
 * @self: an audience
 *
 * Returns: how many members came in the last 24 hours; -1 where not told
 */
gint64
sluice_audience_get_added (SluiceAudience *self)
{
  return sluice_json_get_count (self->object, "added_last_24_hours");
}

/**
 * sluice_audience_get_dropped:
 * @self: an audience
 *
 * Returns: how many members left in the last 24 hours; -1 where not told
 */
gint64
sluice_audience_get_dropped (SluiceAudience *self)
{
  return sluice_json_get_count (self->object, "dropped_last_24_hours");
}

/**
 * sluice_audience_get_alert:
 * @self: an audience
 *
 * Returns: (nullable): what is unusual about its size, translated
 */
const char *
sluice_audience_get_alert (SluiceAudience *self)
{
  return self->alert;
}

/**
 * sluice_audience_set_alert:
 * @self: an audience
 * @alert: (nullable): what is unusual about its size, translated
 */
void
sluice_audience_set_alert (SluiceAudience *self, const char *alert)
{
  if (g_strcmp0 (alert, self->alert) == 0)
    return;
  g_free (self->alert);
  self->alert = g_strdup (alert);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sluice_audience_describe_size:
 * @self: an audience
 *
 * Returns: (transfer full): its size in words, translated
 */
char *
sluice_audience_describe_size (SluiceAudience *self)
{
  gint64 size = sluice_audience_get_size (self);
  g_autofree char *count = size >= 0 ? sluice_count_format (size) : NULL;

  if (count == NULL)
    return g_strdup (_ ("Size not known yet"));
  /* Translators: %s is a number with its separators */
  return g_strdup_printf (ngettext ("%s member", "%s members", (gulong) size), count);
}

/**
 * sluice_audience_describe_movement:
 * @self: an audience
 *
 * Signs and words say the direction, so that no colour has to.
 *
 * Returns: (transfer full): who came and left in the last 24 hours, translated
 */
char *
sluice_audience_describe_movement (SluiceAudience *self)
{
  gint64 added = sluice_audience_get_added (self);
  gint64 dropped = sluice_audience_get_dropped (self);
  g_autofree char *came = NULL;
  g_autofree char *left = NULL;

  if (added < 0 && dropped < 0)
    return g_strdup (_ ("Movement not known yet"));
  if (added <= 0 && dropped <= 0)
    return g_strdup (_ ("No movement in 24 hours"));
  came = sluice_count_format (MAX (added, 0));
  left = sluice_count_format (MAX (dropped, 0));
  /* Translators: how many members came and left in the last 24 hours */
  return g_strdup_printf (_ ("+%s added, −%s dropped in 24 hours"), came, left);
}

static void
add_names (JsonArray *array, const char *member, GStrvBuilder *names)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *name = JSON_NODE_HOLDS_OBJECT (node)
                             ? sluice_json_get_string (json_node_get_object (node), member)
                             : NULL;

      if (name != NULL)
        g_strv_builder_add (names, name);
    }
}

/**
 * sluice_audience_list_outputs:
 * @self: an audience
 *
 * Returns: (transfer full): the names of the output configurations it is connected to; of the partner,
 *   where a configuration has no name
 */
char **
sluice_audience_list_outputs (SluiceAudience *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *outputs = sluice_json_get_array (self->object, "connected_outputs");

  for (guint i = 0; outputs != NULL && i < json_array_get_length (outputs); i++)
    {
      JsonNode *node = json_array_get_element (outputs, i);
      JsonObject *output = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonArray *configurations = sluice_json_get_array (output, "configurations");
      const char *provider = sluice_json_get_string (output, "provider_name");

      if (configurations != NULL && json_array_get_length (configurations) > 0)
        add_names (configurations, "name", names);
      else if (provider != NULL)
        g_strv_builder_add (names, provider);
    }
  return g_strv_builder_end (names);
}

/**
 * sluice_audience_list_providers:
 * @self: an audience
 *
 * Returns: (transfer full): whose outputs it is connected to
 */
char **
sluice_audience_list_providers (SluiceAudience *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *outputs = sluice_json_get_array (self->object, "connected_outputs");

  if (outputs != NULL)
    add_names (outputs, "provider_name", names);
  return g_strv_builder_end (names);
}

/**
 * sluice_audience_list_workspaces:
 * @self: an audience
 *
 * Returns: (transfer full): the names of the workspaces it is in
 */
char **
sluice_audience_list_workspaces (SluiceAudience *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  add_names (sluice_json_get_array (self->object, "workspaces"), "name", names);
  return g_strv_builder_end (names);
}
