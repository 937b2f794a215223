/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-forecast.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

G_DEFINE_QUARK (sluice_forecast_error, sluice_forecast_error)

struct _SluiceForecast
{
  GObject parent_instance;

  gint64 size;
  GArray *counts; /* (element-type SluiceForecastCount) */
  GListStore *rows;
};

static GType
sluice_forecast_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_FORECAST_ROW;
}

static guint
sluice_forecast_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SLUICE_FORECAST (model)->rows));
}

static gpointer
sluice_forecast_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (SLUICE_FORECAST (model)->rows), position);
}

static void
sluice_forecast_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_forecast_get_item_type;
  iface->get_n_items = sluice_forecast_get_n_items;
  iface->get_item = sluice_forecast_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceForecast,
                               sluice_forecast,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_forecast_list_model_init))

static void
sluice_forecast_finalize (GObject *object)
{
  SluiceForecast *self = SLUICE_FORECAST (object);

  g_array_unref (self->counts);
  g_object_unref (self->rows);
  G_OBJECT_CLASS (sluice_forecast_parent_class)->finalize (object);
}

static void
sluice_forecast_class_init (SluiceForecastClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_forecast_finalize;
}

static void
sluice_forecast_init (SluiceForecast *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (SluiceForecastCount));
  self->rows = g_list_store_new (SLUICE_TYPE_FORECAST_ROW);
}

/**
 * sluice_forecast_new:
 * @size: how many members the audience has
 *
 * Returns: (transfer full): a forecast without outputs yet; give it the counts first
 */
SluiceForecast *
sluice_forecast_new (gint64 size)
{
  SluiceForecast *self = g_object_new (SLUICE_TYPE_FORECAST, NULL);

  self->size = size;
  return self;
}

/**
 * sluice_forecast_set_count:
 * @self: a forecast
 * @identity: a kind of identity
 * @count: how many members have one; more than the size, as with several each, counts as all
 */
void
sluice_forecast_set_count (SluiceForecast *self, const SluiceIdentity *identity, gint64 count)
{
  SluiceForecastCount entry = { identity, MIN (count, self->size) };

  g_array_append_val (self->counts, entry);
}

/**
 * sluice_forecast_add_output:
 * @self: a forecast that has its counts
 * @output: an output to judge
 */
void
sluice_forecast_add_output (SluiceForecast *self, SluiceOutput *output)
{
  g_autoptr (SluiceForecastRow) row = sluice_forecast_row_new (output, self->size, self->counts);

  g_list_store_append (self->rows, row);
  g_list_model_items_changed (G_LIST_MODEL (self),
                              g_list_model_get_n_items (G_LIST_MODEL (self->rows)) - 1, 0, 1);
}

static gboolean
refuse_unknown (JsonObject *object, GError **error)
{
  static const char *const known[] = { "name", "size", "identities", "outputs", NULL };
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, NULL))
    if (!g_strv_contains (known, member))
      {
        g_set_error (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID,
                     _ ("%s: this member is not known. Known are size, identities and outputs."),
                     member);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_counts (SluiceForecast *self, JsonObject *identities, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, identities);
  while (json_object_iter_next (&iter, &name, &value))
    {
      const SluiceIdentity *identity = sluice_identity_find (name);
      gint64 count = sluice_json_get_count (identities, name);

      if (identity == NULL)
        {
          g_set_error (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID,
                       _ ("identities: “%s” is no kind of identity. Write a column name such as "
                          "email or ios_advertising_id, or a label such as IDFA."),
                       name);
          return FALSE;
        }
      if (count < 0)
        {
          g_set_error (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID,
                       _ ("identities: %s needs the number of members who have one."), name);
          return FALSE;
        }
      sluice_forecast_set_count (self, identity, count);
    }
  return TRUE;
}

static SluiceOutput *
read_output (JsonNode *node, GError **error)
{
  g_autofree char *name = sluice_json_scalar_to_text (node);
  g_autoptr (GError) mistake = NULL;
  SluiceOutput *output;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      output = sluice_output_new_from_json (json_node_get_object (node), &mistake);
      if (output == NULL)
        g_set_error (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID, "outputs: %s",
                     mistake->message);
      return output;
    }
  output = name != NULL ? sluice_output_catalogue_find (name) : NULL;
  if (output == NULL)
    g_set_error (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID,
                 _ ("outputs: nothing is known of “%s”. Describe it instead: {\"name\": …, "
                    "\"accepts\": [\"email\", …]}."),
                 name != NULL ? name : "?");
  return output;
}

static gboolean
read_outputs (SluiceForecast *self, JsonArray *outputs, GError **error)
{
  GListModel *catalogue = sluice_output_catalogue_get ();

  if (outputs == NULL)
    {
      for (guint i = 0; i < g_list_model_get_n_items (catalogue); i++)
        {
          g_autoptr (SluiceOutput) output = g_list_model_get_item (catalogue, i);

          sluice_forecast_add_output (self, output);
        }
      return TRUE;
    }
  for (guint i = 0; i < json_array_get_length (outputs); i++)
    {
      g_autoptr (SluiceOutput) output = read_output (json_array_get_element (outputs, i), error);

      if (output == NULL)
        return FALSE;
      sluice_forecast_add_output (self, output);
    }
  return TRUE;
}

/**
 * sluice_forecast_new_from_json:
 * @root: a document: "size", "identities" (kind to count), and "outputs" (names from the catalogue, or
 *   objects with "name" and "accepts"); without outputs all of the catalogue is judged
 * @error: return location for a #SluiceForecastError
 *
 * Returns: (transfer full) (nullable): the forecast, or %NULL with @error naming the member
 */
SluiceForecast *
sluice_forecast_new_from_json (JsonNode *root, GError **error)
{
  g_autoptr (SluiceForecast) self = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *outputs = sluice_json_get_array (object, "outputs");
  gint64 size = sluice_json_get_count (object, "size");

  if (object != NULL && refuse_unknown (object, error))
    return NULL;
  if (size < 0)
    {
      g_set_error_literal (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID,
                           _ ("size: the number of members of the audience is missing."));
      return NULL;
    }
  if (sluice_json_get_object (object, "identities") == NULL)
    {
      g_set_error_literal (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID,
                           _ ("identities: for each kind of identity, the number of members who "
                              "have one is missing, for example {\"email\": 65}."));
      return NULL;
    }
  self = sluice_forecast_new (size);
  if (!read_counts (self, sluice_json_get_object (object, "identities"), error))
    return NULL;
  if (json_object_has_member (object, "outputs") && outputs == NULL)
    {
      g_set_error_literal (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID,
                           _ ("outputs: a list of names belongs here, for example "
                              "[\"Mailchimp\"]."));
      return NULL;
    }
  if (!read_outputs (self, outputs, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sluice_forecast_to_json:
 * @self: a forecast
 *
 * Returns: (transfer full): all of it, for machines
 */
JsonObject *
sluice_forecast_to_json (SluiceForecast *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *outputs = json_array_new ();

  json_object_set_int_member (object, "size", self->size);
  json_object_set_string_member (object, "as_of", sluice_output_catalogue_get_date ());
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (SluiceForecastRow) row = g_list_model_get_item (G_LIST_MODEL (self), i);

      json_array_add_object_element (outputs, sluice_forecast_row_to_json (row));
    }
  json_object_set_array_member (object, "outputs", outputs);
  return object;
}
