/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-forecast-page.h"

#include <glib/gi18n.h>

#include "audience/sluice-forecast.h"
#include "ui/audiences/sluice-forecast-row.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-turns.h"

/* As many as a page can hold; a search finds the others. */
#define MOST_OUTPUTS 12
#define MOST_MEMBERS 1e12

/* How many rows fit into a turn of the main loop. */
#define ROWS_IN_A_TURN 3

/* The identities that most audiences are matched by; the others are behind an expander. */
static const char *const common[] = {
  "email", "customer_id", "ios_advertising_id", "android_advertising_id", "mobile_number", NULL,
};

struct _SluiceForecastPage
{
  AdwBin parent_instance;

  SluiceAudience *audience; /* (nullable): whose size and outputs to begin with */
  SluiceForecast *forecast;
  guint n_found; /* outputs, of which so many are in the forecast as a page can hold */
  guint n_shown; /* rows of the forecast */
  gboolean is_showing;
  GtkWidget *remark; /* (nullable): what stands below the rows */
  GPtrArray *rows;   /* (element-type GtkWidget): of the outputs */
  GPtrArray *first;  /* (element-type SluiceOutput): to show before the others */
  GPtrArray *spins;  /* (element-type GtkSpinButton): of the identities */

  GtkSpinButton *size;
  AdwPreferencesGroup *people;
  AdwExpanderRow *more;
  AdwPreferencesGroup *outputs;
  GtkSearchEntry *search;
  GtkLabel *date;
};

G_DEFINE_FINAL_TYPE (SluiceForecastPage, sluice_forecast_page, ADW_TYPE_BIN)

static SluiceForecast *
create_forecast (SluiceForecastPage *self)
{
  gint64 size = (gint64) gtk_spin_button_get_value (self->size);
  SluiceForecast *forecast = sluice_forecast_new (size);

  for (guint i = 0; i < self->spins->len; i++)
    {
      GtkSpinButton *spin = self->spins->pdata[i];
      gint64 count = (gint64) gtk_spin_button_get_value (spin);

      sluice_forecast_set_count (forecast, g_object_get_data (G_OBJECT (spin), "identity"),
                                 MIN (count, size));
    }
  return forecast;
}

static gboolean
is_searched_for (SluiceOutput *output, const char *folded)
{
  g_autofree char *name = g_utf8_casefold (sluice_output_get_name (output), -1);

  return strstr (name, folded) != NULL;
}

static guint
add_outputs (SluiceForecastPage *self, SluiceForecast *forecast)
{
  GListModel *catalogue = sluice_output_catalogue_get ();
  g_autofree char *folded =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  guint n_found = 0;

  for (guint i = 0; i < self->first->len; i++)
    if (is_searched_for (self->first->pdata[i], folded) && n_found++ < MOST_OUTPUTS)
      sluice_forecast_add_output (forecast, self->first->pdata[i]);
  for (guint i = 0; i < g_list_model_get_n_items (catalogue); i++)
    {
      g_autoptr (SluiceOutput) output = g_list_model_get_item (catalogue, i);

      if (!g_ptr_array_find (self->first, output, NULL) && is_searched_for (output, folded) &&
          n_found++ < MOST_OUTPUTS)
        sluice_forecast_add_output (forecast, output);
    }
  return n_found;
}

static char *
describe_rest (SluiceForecastPage *self)
{
  guint n_more = self->n_found - MIN (self->n_found, MOST_OUTPUTS);

  if (self->n_found == 0)
    return g_strdup (_ ("No output has this in its name."));
  if (n_more == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u more output; search for its name.",
                                    "%u more outputs; search for their names.", n_more),
                          n_more);
}

/* Comes after the rows, some of which may be new. */
static void
show_remark (SluiceForecastPage *self)
{
  g_autofree char *rest = describe_rest (self);

  if (self->remark != NULL)
    adw_preferences_group_remove (self->outputs, self->remark);
  self->remark = NULL;
  if (rest == NULL)
    return;
  self->remark = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remark), rest);
  gtk_widget_add_css_class (self->remark, "dim-label");
  adw_preferences_group_add (self->outputs, self->remark);
}

static void
show_row (SluiceForecastPage *self, guint position)
{
  g_autoptr (SluiceForecastRow) row =
      g_list_model_get_item (G_LIST_MODEL (self->forecast), position);

  if (position == self->rows->len)
    {
      g_ptr_array_add (self->rows, sluice_forecast_output_row_new ());
      adw_preferences_group_add (self->outputs, self->rows->pdata[position]);
    }
  sluice_forecast_output_row_show (self->rows->pdata[position], row);
}

/* A row is kept for the next output in its place, so that who types does not see the list vanish. */
static gboolean
show_some (gpointer owner)
{
  SluiceForecastPage *self = owner;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->forecast));
  guint end = MIN (self->n_shown + ROWS_IN_A_TURN, n_rows);

  while (self->n_shown < end)
    show_row (self, self->n_shown++);
  if (self->n_shown < n_rows)
    return TRUE;
  for (; self->rows->len > n_rows; g_ptr_array_set_size (self->rows, (int) self->rows->len - 1))
    adw_preferences_group_remove (self->outputs, self->rows->pdata[self->rows->len - 1]);
  show_remark (self);
  self->is_showing = FALSE;
  return FALSE;
}

static void
update (SluiceForecastPage *self)
{
  static const SluiceTurn turns[] = { show_some };
  SluiceForecast *forecast = create_forecast (self);

  self->n_found = add_outputs (self, forecast);
  g_clear_object (&self->forecast);
  self->forecast = forecast;
  self->n_shown = 0;
  if (!self->is_showing)
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  self->is_showing = TRUE;
}

static GtkSpinButton *
create_spin (const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MOST_MEMBERS, 1);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 7);
  sluice_accessible_set_name (spin, name);
  return GTK_SPIN_BUTTON (spin);
}

static GtkWidget *
create_identity_row (SluiceForecastPage *self, const SluiceIdentity *identity)
{
  GtkWidget *row = adw_action_row_new ();
  GtkSpinButton *spin = create_spin (identity->label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), identity->label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (spin));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (spin));
  g_object_set_data (G_OBJECT (spin), "identity", (gpointer) identity);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->spins, spin);
  return row;
}

static void
add_identities (SluiceForecastPage *self)
{
  for (guint i = 0; common[i] != NULL; i++)
    adw_preferences_group_add (self->people,
                               create_identity_row (self, sluice_identity_find (common[i])));
  /* Last of the group, after what most people need. */
  g_object_ref (self->more);
  adw_preferences_group_remove (self->people, GTK_WIDGET (self->more));
  adw_preferences_group_add (self->people, GTK_WIDGET (self->more));
  g_object_unref (self->more);
}

/* The rarer ones are made when somebody wants them. */
static void
on_more_expanded_cb (SluiceForecastPage *self)
{
  guint n_identities;
  const SluiceIdentity *identities = sluice_identity_list (&n_identities);

  g_signal_handlers_disconnect_by_func (self->more, on_more_expanded_cb, self);
  for (guint i = 0; i < n_identities; i++)
    if (!g_strv_contains (common, identities[i].column))
      adw_expander_row_add_row (self->more, create_identity_row (self, &identities[i]));
}

static void
sluice_forecast_page_finalize (GObject *object)
{
  SluiceForecastPage *self = SLUICE_FORECAST_PAGE (object);

  g_clear_object (&self->audience);
  g_clear_object (&self->forecast);
  g_ptr_array_unref (self->first);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->spins);
  G_OBJECT_CLASS (sluice_forecast_page_parent_class)->finalize (object);
}

static void
sluice_forecast_page_class_init (SluiceForecastPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_forecast_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-forecast-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceForecastPage, date);
  gtk_widget_class_bind_template_child (widget_class, SluiceForecastPage, more);
  gtk_widget_class_bind_template_child (widget_class, SluiceForecastPage, outputs);
  gtk_widget_class_bind_template_child (widget_class, SluiceForecastPage, people);
  gtk_widget_class_bind_template_child (widget_class, SluiceForecastPage, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceForecastPage, size);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

/* Reads the catalogue, too, when nothing did before. */
static gboolean
show_date (gpointer owner)
{
  /* Translators: a date, such as 2023-10-11 */
  g_autofree char *date =
      g_strdup_printf (_ ("What outputs accept is told by mParticle's documentation of %s. It "
                          "guides; what the partner says counts."),
                       sluice_output_catalogue_get_date ());

  gtk_label_set_text (SLUICE_FORECAST_PAGE (owner)->date, date);
  return FALSE;
}

static gboolean
show_identities (gpointer owner)
{
  add_identities (owner);
  return FALSE;
}

static void
show_first (SluiceForecastPage *self, SluiceAudience *audience)
{
  g_auto (GStrv) providers = sluice_audience_list_providers (audience);

  for (guint i = 0; providers[i] != NULL; i++)
    {
      SluiceOutput *output = sluice_output_catalogue_find (providers[i]);

      if (output != NULL)
        g_ptr_array_add (self->first, output);
    }
  if (self->first->len > 0)
    adw_preferences_group_set_description (
        self->outputs, _ ("The outputs that this audience is connected to come first."));
}

static gboolean
begin (gpointer owner)
{
  SluiceForecastPage *self = owner;

  if (self->audience != NULL)
    {
      show_first (self, self->audience);
      gtk_spin_button_set_value (self->size,
                                 (double) MAX (sluice_audience_get_size (self->audience), 0));
    }
  update (self);
  return FALSE;
}

static void
sluice_forecast_page_init (SluiceForecastPage *self)
{
  static const SluiceTurn turns[] = { show_date, show_identities, begin };

  self->first = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new ();
  self->spins = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_set_name (self->size, _ ("Size of the audience"));
  g_signal_connect_object (self->more, "notify::expanded", G_CALLBACK (on_more_expanded_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_forecast_page_new:
 * @audience: (nullable): whose size to begin with, and whose outputs to show first
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sluice_forecast_page_new (SluiceAudience *audience)
{
  SluiceForecastPage *self = g_object_new (SLUICE_TYPE_FORECAST_PAGE, NULL);

  g_set_object (&self->audience, audience);
  return GTK_WIDGET (self);
}
