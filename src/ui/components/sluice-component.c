/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-component.h"

#include <glib/gi18n.h>

#include "sluice-fold.h"
#include "sluice-json.h"
#include "warehouse/sluice-warehouse.h"

struct _SluiceComponent
{
  GObject parent_instance;

  SluiceFamily family;
  JsonObject *object;
  char *id;
  char *name;
  char *subtitle;
  char *search;
};

G_DEFINE_FINAL_TYPE (SluiceComponent, sluice_component, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_SUBTITLE,
  PROP_FAULTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_faulted (SluiceComponent *self)
{
  const char *status = sluice_json_get_string (self->object, "status");
  JsonArray *errors = sluice_json_get_array (self->object, "errors");

  return g_strcmp0 (status, "faulted") == 0 || g_strcmp0 (status, "invalid") == 0 ||
         (errors != NULL && json_array_get_length (errors) > 0);
}

static void
sluice_component_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceComponent *self = SLUICE_COMPONENT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_FAULTED:
      g_value_set_boolean (value, is_faulted (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_component_finalize (GObject *object)
{
  SluiceComponent *self = SLUICE_COMPONENT (object);

  json_object_unref (self->object);
  g_free (self->id);
  g_free (self->name);
  g_free (self->subtitle);
  g_free (self->search);
  G_OBJECT_CLASS (sluice_component_parent_class)->finalize (object);
}

static void
sluice_component_class_init (SluiceComponentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_component_get_property;
  object_class->finalize = sluice_component_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_FAULTED] = g_param_spec_boolean ("faulted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_component_init (SluiceComponent *self)
{
}

static const char *
display_name_of_kind (JsonObject *object, const char *member)
{
  const char *provider = sluice_json_get_string (object, member);
  const SluiceWarehouse *kind =
      provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;

  return kind != NULL ? sluice_warehouse_get_display_name (kind) : provider;
}

/* A query on one line, so that a row shows what it is about. */
static char *
shorten_query (JsonObject *object)
{
  JsonObject *config = sluice_json_get_object (object, "config");
  const char *query = sluice_json_get_string (config, "sql_query");
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (query == NULL)
    query = sluice_json_get_string (object, "sql_query");
  if (query == NULL)
    return g_strdup ("");
  words = g_strsplit_set (query, " \t\r\n", -1);
  for (guint i = 0; words[i] != NULL && line->len < 160; i++)
    if (*words[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
  return g_strdup (line->str);
}

static char *
create_subtitle (SluiceComponent *self)
{
  JsonArray *mappings;
  guint n_mappings;

  switch (self->family)
    {
    case SLUICE_FAMILY_CONNECTIONS:
      return g_strdup (display_name_of_kind (self->object, "service_provider"));
    case SLUICE_FAMILY_FEEDS:
      /* A list of feeds does not say which warehouse they are for; only reading one does. */
      return g_strdup_printf (_ ("Feed %s"), self->id);
    case SLUICE_FAMILY_DATA_MODELS:
      return shorten_query (self->object);
    case SLUICE_FAMILY_FIELD_TRANSFORMATIONS:
      mappings = sluice_json_get_array (self->object, "mappings");
      n_mappings = mappings != NULL ? json_array_get_length (mappings) : 0;
      return g_strdup_printf (ngettext ("%u mapping", "%u mappings", n_mappings), n_mappings);
    case SLUICE_FAMILY_PIPELINES:
    case SLUICE_FAMILY_AUDIENCES:
    case SLUICE_N_FAMILIES:
    default:
      return g_strdup (self->id);
    }
}

/**
 * sluice_component_update:
 * @self: a component
 * @object: (transfer none): what the server says of it now
 */
void
sluice_component_update (SluiceComponent *self, JsonObject *object)
{
  g_autofree char *words = NULL;

  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_pointer (&self->search, g_free);

  self->object = json_object_ref (object);
  self->id = sluice_json_dup_text (object, "id");
  self->name = sluice_json_dup_text (object, "name");
  if (self->name == NULL)
    self->name = g_strdup (self->id);
  self->subtitle = create_subtitle (self);
  words = g_strjoin (" ", self->name != NULL ? self->name : "", self->id != NULL ? self->id : "",
                     self->subtitle != NULL ? self->subtitle : "", NULL);
  self->search = sluice_fold (words);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/**
 * sluice_component_new:
 * @family: its family
 * @object: (transfer none): what the server says of it
 *
 * Returns: (transfer full): a component
 */
SluiceComponent *
sluice_component_new (SluiceFamily family, JsonObject *object)
{
  SluiceComponent *self = g_object_new (SLUICE_TYPE_COMPONENT, NULL);

  self->family = family;
  sluice_component_update (self, object);
  return self;
}

/**
 * sluice_component_get_family:
 * @self: a component
 *
 * Returns: its family
 */
SluiceFamily
sluice_component_get_family (SluiceComponent *self)
{
  return self->family;
}

/**
 * sluice_component_get_object:
 * @self: a component
 *
 * Returns: (transfer none): what the server says of it
 */
JsonObject *
sluice_component_get_object (SluiceComponent *self)
{
  return self->object;
}

/**
 * sluice_component_get_id:
 * @self: a component
 *
 * Returns: (transfer none) (nullable): its id
 */
const char *
sluice_component_get_id (SluiceComponent *self)
{
  return self->id;
}

/**
 * sluice_component_get_name:
 * @self: a component
 *
 * Returns: (transfer none) (nullable): its name, or its id where it has none
 */
const char *
sluice_component_get_name (SluiceComponent *self)
{
  return self->name;
}

/**
 * sluice_component_get_subtitle:
 * @self: a component
 *
 * Returns: (transfer none) (nullable): what else a row says of it
 */
const char *
sluice_component_get_subtitle (SluiceComponent *self)
{
  return self->subtitle;
}

/**
 * sluice_component_get_search:
 * @self: a component
 *
 * Returns: (transfer none): its name, id and subtitle, from sluice_fold()
 */
const char *
sluice_component_get_search (SluiceComponent *self)
{
  return self->search;
}

/**
 * sluice_component_uses:
 * @self: a pipeline
 * @other: a connection, data model, feed or field transformation
 *
 * Returns: whether the pipeline refers to @other
 */
gboolean
sluice_component_uses (SluiceComponent *self, SluiceComponent *other)
{
  static const char *const members[SLUICE_N_FAMILIES] = {
    [SLUICE_FAMILY_FEEDS] = "partner_feed_id",
    [SLUICE_FAMILY_CONNECTIONS] = "connection_id",
    [SLUICE_FAMILY_DATA_MODELS] = "data_model_id",
    [SLUICE_FAMILY_FIELD_TRANSFORMATIONS] = "field_transformation_id",
  };
  const char *member = members[other->family];
  g_autofree char *id = member != NULL ? sluice_json_dup_text (self->object, member) : NULL;

  return id != NULL && g_strcmp0 (id, other->id) == 0;
}
