/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-checklist.h"

#include <glib/gi18n.h>

/* What mParticle's guide to connecting an audience advises, in the order it is cheapest to look. */
static const struct
{
  const char *title;
  const char *text;
} points[] = {
  { N_ ("Wait the first time"),
    N_ ("Most outputs are sent to at once and show members within about ten minutes. Some are sent "
        "to "
        "at intervals, and some partners take hours; the forecast says how long each takes.") },
  { N_ ("Keys and IDs are right"), N_ ("Compare the API key, the list or audience ID and every "
                                       "other setting of the output with the "
                                       "partner's own pages.") },
  { N_ ("The partner lets the account in"),
    N_ ("It may want a business or advertising account, billing details, a first campaign, its "
        "terms "
        "accepted, or administrator rights before it shows an audience.") },
  { N_ ("The partner knows these people"),
    N_ ("An output without audiences of its own gets a tag or attribute on users it knows already. "
        "Send it events too.") },
  { N_ ("A smaller size is normal"), N_ ("An output takes only some kinds of identity. Members "
                                         "without one of them are left out; the "
                                         "forecast tells how many.") },
};

static GtkWidget *
create_point (const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

/**
 * sluice_audience_checklist_fill:
 * @group: an empty group
 *
 * Fills it with what to look at, one after the other, when an audience does not arrive at an output. The
 * ticks are the person's own and are not kept.
 */
void
sluice_audience_checklist_fill (AdwPreferencesGroup *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    adw_preferences_group_add (group, create_point (_ (points[i].title), _ (points[i].text)));
}
