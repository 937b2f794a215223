/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-forecast-row.h"

#include <glib/gi18n.h>

/* What a row holds: the rows in it, and what they are about. */
#define FACTS    "facts"
#define FORECAST "forecast"

static void
add_fact (AdwExpanderRow *row, const char *title, const char *text)
{
  GtkWidget *fact = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (fact), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fact), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (fact), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (fact), 0);
  adw_expander_row_add_row (row, fact);
  g_ptr_array_add (g_object_get_data (G_OBJECT (row), FACTS), fact);
}

static void
clear_facts (AdwExpanderRow *row)
{
  GPtrArray *facts = g_object_get_data (G_OBJECT (row), FACTS);

  for (guint i = 0; i < facts->len; i++)
    adw_expander_row_remove (row, facts->pdata[i]);
  g_ptr_array_set_size (facts, 0);
}

static char *
list_counts (GArray *counts)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; i < counts->len; i++)
    {
      const SluiceForecastCount *count = &g_array_index (counts, SluiceForecastCount, i);
      g_autofree char *part =
          g_strdup_printf ("%s: %" G_GINT64_FORMAT, count->identity->label, count->count);

      g_strv_builder_add (parts, part);
    }
  strings = g_strv_builder_end (parts);
  return g_strjoinv (", ", strings);
}

static char *
list_accepted (SluiceOutput *output)
{
  GPtrArray *accepted = sluice_output_get_accepted (output);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; i < accepted->len; i++)
    g_strv_builder_add (parts, ((const SluiceIdentity *) accepted->pdata[i])->label);
  strings = g_strv_builder_end (parts);
  return g_strjoinv (", ", strings);
}

static void
add_facts (AdwExpanderRow *widget, SluiceForecastRow *row)
{
  SluiceOutput *output = sluice_forecast_row_get_output (row);
  const char *const *notes = sluice_forecast_row_get_notes (row);
  g_autofree char *sent = list_counts (sluice_forecast_row_get_sent (row));
  g_autofree char *lost = list_counts (sluice_forecast_row_get_lost (row));
  g_autofree char *accepted = list_accepted (output);
  g_autofree char *forwarding = sluice_output_describe_forwarding (output);
  g_autofree char *wait = sluice_output_describe_wait (output);

  add_fact (widget, _ ("Accepts"), *accepted != '\0' ? accepted : _ ("Not told"));
  if (*sent != '\0')
    add_fact (widget, _ ("Is sent"), sent);
  if (*lost != '\0')
    add_fact (widget, _ ("Is not sent"), lost);
  add_fact (widget, _ ("How it gets there"), forwarding);
  add_fact (widget, _ ("How long to wait"), wait);
  for (; notes != NULL && *notes != NULL; notes++)
    add_fact (widget, _ ("Note"), *notes);
}

/* Before anybody said how many members have which identity, what it accepts is all there is to say. */
static char *
describe (SluiceForecastRow *row)
{
  g_autofree char *accepted = list_accepted (sluice_forecast_row_get_output (row));

  if (sluice_forecast_row_get_sent (row)->len + sluice_forecast_row_get_lost (row)->len > 0 ||
      *accepted == '\0')
    return sluice_forecast_row_describe (row);
  /* Translators: kinds of identity, for example "Email, IDFA" */
  return g_strdup_printf (_ ("Accepts %s"), accepted);
}

/* The facts are made when somebody wants them: thirty outputs with all of theirs hold up who types. */
static void
on_row_expanded_cb (AdwExpanderRow *widget)
{
  if (!adw_expander_row_get_expanded (widget))
    return;
  clear_facts (widget);
  add_facts (widget, g_object_get_data (G_OBJECT (widget), FORECAST));
}

/**
 * sluice_forecast_output_row_new:
 *
 * Returns: (transfer floating): a row for what an output will receive
 */
GtkWidget *
sluice_forecast_output_row_new (void)
{
  GtkWidget *widget = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  g_object_set_data_full (G_OBJECT (widget), FACTS, g_ptr_array_new (),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (widget, "notify::expanded", G_CALLBACK (on_row_expanded_cb), NULL);
  return widget;
}

/**
 * sluice_forecast_output_row_show:
 * @widget: a row of sluice_forecast_output_row_new()
 * @row: what an output will receive
 *
 * Says how many members, and why when it is open.
 */
void
sluice_forecast_output_row_show (GtkWidget *widget, SluiceForecastRow *row)
{
  g_autofree char *text = describe (row);

  g_object_set_data_full (G_OBJECT (widget), FORECAST, g_object_ref (row), g_object_unref);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget),
                                 sluice_output_get_name (sluice_forecast_row_get_output (row)));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (widget), text);
  clear_facts (ADW_EXPANDER_ROW (widget));
  on_row_expanded_cb (ADW_EXPANDER_ROW (widget));
}
