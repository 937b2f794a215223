/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-forecast.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "sluice-json.h"

G_DEFINE_QUARK (sluice_forecast_error, sluice_forecast_error)

struct _SluiceForecastRow
{
  GObject parent_instance;

  SluiceOutput *output;
  gint64 size;
  gint64 at_least;
  gint64 at_most;
  GArray *sent; /* (element-type SluiceForecastCount) */
  GArray *lost; /* (element-type SluiceForecastCount) */
  char **notes;
};

G_DEFINE_FINAL_TYPE (SluiceForecastRow, sluice_forecast_row, G_TYPE_OBJECT)

struct _SluiceForecast
{
  GObject parent_instance;

  gint64 size;
  GArray *counts; /* (element-type SluiceForecastCount) */
  GListStore *rows;
};

static void
sluice_forecast_row_finalize (GObject *object)
{
  SluiceForecastRow *self = SLUICE_FORECAST_ROW (object);

  g_clear_object (&self->output);
  g_array_unref (self->sent);
  g_array_unref (self->lost);
  g_strfreev (self->notes);
  G_OBJECT_CLASS (sluice_forecast_row_parent_class)->finalize (object);
}

static void
sluice_forecast_row_class_init (SluiceForecastRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_forecast_row_finalize;
}

static void
sluice_forecast_row_init (SluiceForecastRow *self)
{
  self->sent = g_array_new (FALSE, FALSE, sizeof (SluiceForecastCount));
  self->lost = g_array_new (FALSE, FALSE, sizeof (SluiceForecastCount));
}

static gboolean
is_switched_off (SluiceOutput *output, const SluiceIdentity *identity)
{
  SluiceOutputFlags flags = sluice_output_get_flags (output);

  if ((flags & SLUICE_OUTPUT_EMAIL_OFF) != 0 && g_str_equal (identity->column, "email"))
    return TRUE;
  return (flags & SLUICE_OUTPUT_PHONES_OFF) != 0 &&
         (g_str_has_prefix (identity->column, "phone_number") ||
          g_str_equal (identity->column, "mobile_number"));
}

/* Members who have several kinds are counted once on the other side, but nobody tells how many those
 * are: the largest kind is certain, the sum of all is the most there can be. */
static void
compute_range (SluiceForecastRow *self)
{
  gboolean one = (sluice_output_get_flags (self->output) & SLUICE_OUTPUT_ACCEPTS_ONE) != 0;
  gint64 largest = 0;
  gint64 smallest = G_MAXINT64;
  gint64 sum = 0;

  for (guint i = 0; i < self->sent->len; i++)
    {
      gint64 count = g_array_index (self->sent, SluiceForecastCount, i).count;

      largest = MAX (largest, count);
      smallest = MIN (smallest, count);
      sum = MIN (sum + count, self->size);
    }
  /* With one kind chosen by a setting, which one decides. */
  self->at_least = one && self->sent->len > 1 ? smallest : largest;
  self->at_most = one ? largest : sum;
}

static void
add_notes (SluiceForecastRow *self)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  SluiceOutputFlags flags = sluice_output_get_flags (self->output);
  guint minimum = sluice_output_get_minimum_members (self->output);

  if (minimum > 0 && self->at_most < minimum)
    {
      g_autofree char *note =
          g_strdup_printf (ngettext ("It wants at least %u member before it uses an audience.",
                                     "It wants at least %u members before it uses an audience.",
                                     minimum),
                           minimum);

      g_strv_builder_add (notes, note);
    }
  if ((flags & SLUICE_OUTPUT_ACCEPTS_ONE) != 0)
    g_strv_builder_add (notes, _ ("A setting of the connection chooses the one identity it matches "
                                  "on; members without it are left out."));
  if ((flags & SLUICE_OUTPUT_EMAIL_OFF) != 0)
    g_strv_builder_add (
        notes,
        _ ("E-mail addresses are sent only if “Send Email” is switched on in the connection."));
  if ((flags & SLUICE_OUTPUT_PHONES_OFF) != 0)
    g_strv_builder_add (
        notes, _ ("Phone numbers are sent only if they are switched on in the connection."));
  if ((flags & SLUICE_OUTPUT_NEEDS_LIST) != 0)
    g_strv_builder_add (
        notes,
        _ ("A list must exist on the partner's side first; the connection asks for its id."));
  if ((flags & SLUICE_OUTPUT_STAYS) != 0)
    g_strv_builder_add (
        notes, _ ("What was sent stays on the partner's side when the audience is deleted here."));
  if ((flags & SLUICE_OUTPUT_WITHDRAWN) != 0)
    g_strv_builder_add (notes,
                        _ ("This output was being withdrawn when its documentation was read."));
  self->notes = g_strv_builder_end (notes);
}

static SluiceForecastRow *
forecast_row_new (SluiceForecast *forecast, SluiceOutput *output)
{
  SluiceForecastRow *self = g_object_new (SLUICE_TYPE_FORECAST_ROW, NULL);

  self->output = g_object_ref (output);
  self->size = forecast->size;
  for (guint i = 0; i < forecast->counts->len; i++)
    {
      SluiceForecastCount count = g_array_index (forecast->counts, SluiceForecastCount, i);
      gboolean goes = sluice_output_accepts (output, count.identity) &&
                      !is_switched_off (output, count.identity);

      if (count.count > 0)
        g_array_append_val (goes ? self->sent : self->lost, count);
    }
  compute_range (self);
  add_notes (self);
  return self;
}

/**
 * sluice_forecast_row_get_output:
 * @self: a row
 *
 * Returns: (transfer none): the output it is about
 */
SluiceOutput *
sluice_forecast_row_get_output (SluiceForecastRow *self)
{
  return self->output;
}

/**
 * sluice_forecast_row_get_at_least:
 * @self: a row
 *
 * Returns: how many members it can match at the least
 */
gint64
sluice_forecast_row_get_at_least (SluiceForecastRow *self)
{
  return self->at_least;
}

/**
 * sluice_forecast_row_get_at_most:
 * @self: a row
 *
 * Returns: how many members it can match at the most
 */
gint64
sluice_forecast_row_get_at_most (SluiceForecastRow *self)
{
  return self->at_most;
}

/**
 * sluice_forecast_row_get_sent:
 * @self: a row
 *
 * Returns: (transfer none) (element-type SluiceForecastCount): the identities it is sent
 */
GArray *
sluice_forecast_row_get_sent (SluiceForecastRow *self)
{
  return self->sent;
}

/**
 * sluice_forecast_row_get_lost:
 * @self: a row
 *
 * Returns: (transfer none) (element-type SluiceForecastCount): the identities it is not sent
 */
GArray *
sluice_forecast_row_get_lost (SluiceForecastRow *self)
{
  return self->lost;
}

/**
 * sluice_forecast_row_get_notes:
 * @self: a row
 *
 * Returns: (transfer none): what else to know, translated
 */
const char *const *
sluice_forecast_row_get_notes (SluiceForecastRow *self)
{
  return (const char *const *) self->notes;
}

/**
 * sluice_forecast_row_describe:
 * @self: a row
 *
 * Returns: (transfer full): how many members it can match, in a sentence, translated
 */
char *
sluice_forecast_row_describe (SluiceForecastRow *self)
{
  if (self->at_most == 0)
    return g_strdup (_ ("None: no member has an identity that this output accepts."));
  if (self->at_least == self->at_most)
    return g_strdup_printf (ngettext ("%" PRId64 " of %" PRId64 " member",
                                      "%" PRId64 " of %" PRId64 " members", (gulong) self->size),
                            self->at_most, self->size);
  return g_strdup_printf (ngettext ("%" PRId64 " to %" PRId64 " of %" PRId64 " member",
                                    "%" PRId64 " to %" PRId64 " of %" PRId64 " members",
                                    (gulong) self->size),
                          self->at_least, self->at_most, self->size);
}

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
  g_autoptr (SluiceForecastRow) row = forecast_row_new (self, output);

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
  SluiceOutput *output;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      output = sluice_output_new_from_json (json_node_get_object (node), error);
      if (output == NULL)
        g_prefix_error (error, "outputs: ");
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

static JsonArray *
counts_to_json (GArray *counts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < counts->len; i++)
    {
      SluiceForecastCount *count = &g_array_index (counts, SluiceForecastCount, i);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "type", count->identity->column);
      json_object_set_string_member (entry, "label", count->identity->label);
      json_object_set_int_member (entry, "count", count->count);
      json_array_add_object_element (array, entry);
    }
  return array;
}

static JsonObject *
row_to_json (SluiceForecastRow *row)
{
  static const char *const words[] = { "unknown", "direct", "indirect" };
  JsonObject *object = json_object_new ();
  JsonArray *notes = json_array_new ();
  g_autofree char *forwarding = sluice_output_describe_forwarding (row->output);
  g_autofree char *wait = sluice_output_describe_wait (row->output);

  json_object_set_string_member (object, "id", sluice_output_get_id (row->output));
  json_object_set_string_member (object, "name", sluice_output_get_name (row->output));
  json_object_set_int_member (object, "at_least", row->at_least);
  json_object_set_int_member (object, "at_most", row->at_most);
  json_object_set_array_member (object, "identities", counts_to_json (row->sent));
  json_object_set_array_member (object, "not_sent", counts_to_json (row->lost));
  json_object_set_string_member (object, "forwarding",
                                 words[sluice_output_get_forwarding (row->output)]);
  json_object_set_string_member (object, "forwarding_means", forwarding);
  json_object_set_string_member (object, "wait", wait);
  for (guint i = 0; row->notes[i] != NULL; i++)
    json_array_add_string_element (notes, row->notes[i]);
  json_object_set_array_member (object, "notes", notes);
  return object;
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

      json_array_add_object_element (outputs, row_to_json (row));
    }
  json_object_set_array_member (object, "outputs", outputs);
  return object;
}
