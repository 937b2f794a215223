/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-forecast-row.h"

#include <glib/gi18n.h>
#include <inttypes.h>

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

/**
 * sluice_forecast_row_new:
 * @output: an output to judge
 * @size: how many members the audience has
 * @counts: (element-type SluiceForecastCount): how many of them have each kind of identity
 *
 * Returns: (transfer full): what the output will receive
 */
SluiceForecastRow *
sluice_forecast_row_new (SluiceOutput *output, gint64 size, GArray *counts)
{
  SluiceForecastRow *self = g_object_new (SLUICE_TYPE_FORECAST_ROW, NULL);

  self->output = g_object_ref (output);
  self->size = size;
  for (guint i = 0; i < counts->len; i++)
    {
      SluiceForecastCount count = g_array_index (counts, SluiceForecastCount, i);
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

/**
 * sluice_forecast_row_to_json:
 * @self: a row
 *
 * Returns: (transfer full): all of it, for machines
 */
JsonObject *
sluice_forecast_row_to_json (SluiceForecastRow *self)
{
  static const char *const words[] = { "unknown", "direct", "indirect" };
  JsonObject *object = json_object_new ();
  JsonArray *notes = json_array_new ();
  g_autofree char *forwarding = sluice_output_describe_forwarding (self->output);
  g_autofree char *wait = sluice_output_describe_wait (self->output);

  json_object_set_string_member (object, "id", sluice_output_get_id (self->output));
  json_object_set_string_member (object, "name", sluice_output_get_name (self->output));
  json_object_set_int_member (object, "at_least", self->at_least);
  json_object_set_int_member (object, "at_most", self->at_most);
  json_object_set_array_member (object, "identities", counts_to_json (self->sent));
  json_object_set_array_member (object, "not_sent", counts_to_json (self->lost));
  json_object_set_string_member (object, "forwarding",
                                 words[sluice_output_get_forwarding (self->output)]);
  json_object_set_string_member (object, "forwarding_means", forwarding);
  json_object_set_string_member (object, "wait", wait);
  for (guint i = 0; self->notes[i] != NULL; i++)
    json_array_add_string_element (notes, self->notes[i]);
  json_object_set_array_member (object, "notes", notes);
  return object;
}
