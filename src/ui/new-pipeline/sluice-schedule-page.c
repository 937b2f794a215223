/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-schedule-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "monitor/sluice-schedule.h"
#include "sluice-json.h"
#include "sluice-moment.h"
#include "sluice-time.h"
#include "ui/new-pipeline/sluice-choice-row.h"
#include "ui/new-pipeline/sluice-draft-shelf.h"
#include "ui/new-pipeline/sluice-text-row.h"
#include "ui/new-pipeline/sluice-time-row.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/new-pipeline/sluice-word-row.h"
#include "ui/widgets/sluice-help-button.h"
#include "ui/widgets/sluice-note-row.h"

#define SCHEDULE_PATH "/pipeline/schedule"
#define N_RUNS        5

struct _SluiceSchedulePage
{
  AdwBin parent_instance;

  SluiceDraftDocument *document;
  SluiceDraftShelf *shelf; /* while it does not recur */

  GtkWidget *times_group;
  GtkWidget *end;
  GtkWidget *delay;
  SluiceWordRow *frequency;
  AdwPreferencesGroup *runs_group;
  GtkListBox *runs;
};

static void page_iface_init (SluiceWizardPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceSchedulePage,
                               sluice_schedule_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_WIZARD_PAGE, page_iface_init))

static gboolean
has_type (SluiceSchedulePage *self, const char *type)
{
  return strcmp (sluice_draft_document_get_text (self->document, SCHEDULE_PATH "/type"), type) == 0;
}

static gboolean
is_interval (SluiceSchedulePage *self)
{
  return has_type (self, "interval");
}

static gboolean
is_empty (SluiceSchedulePage *self, const char *pointer)
{
  return *sluice_draft_document_get_text (self->document, pointer) == '\0';
}

/* The next full hour: soon, and easy to say. */
static char *
propose_start (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 1);
  g_autoptr (GDateTime) full =
      g_date_time_new_utc (g_date_time_get_year (later), g_date_time_get_month (later),
                           g_date_time_get_day_of_month (later), g_date_time_get_hour (later), 0,
                           0);

  return sluice_time_format (full);
}

/* What recurs has a frequency and a first run. */
static void
fit_members (SluiceSchedulePage *self)
{
  g_autofree char *start = NULL;

  if (!is_interval (self))
    return;
  if (is_empty (self, SCHEDULE_PATH "/frequency"))
    sluice_draft_document_set_text (self->document, SCHEDULE_PATH "/frequency", "hourly");
  if (is_empty (self, SCHEDULE_PATH "/start"))
    {
      start = propose_start ();
      sluice_draft_document_set_text (self->document, SCHEDULE_PATH "/start", start);
    }
}

static GtkWidget *
create_run (GDateTime *run, guint position)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (run);
  g_autofree char *here = sluice_moment_describe_exactly (local, NULL);
  g_autofree char *utc = sluice_moment_describe_exactly (run, NULL);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *number = g_strdup_printf ("%u", position + 1);
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), here);
  if (strcmp (here, utc) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), utc);
  return row;
}

static void
clear_runs (SluiceSchedulePage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->runs, 0)) != NULL)
    gtk_list_box_remove (self->runs, GTK_WIDGET (row));
}

static void
show_runs (SluiceSchedulePage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  JsonObject *schedule =
      sluice_json_get_object (sluice_setup_get_block (setup, "pipeline"), "schedule");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *sentence =
      schedule != NULL ? sluice_schedule_describe_from (schedule, now) : NULL;
  g_autofree char *escaped = sentence != NULL ? g_markup_escape_text (sentence, -1) : NULL;
  g_autoptr (GPtrArray) runs = NULL;

  clear_runs (self);
  adw_preferences_group_set_description (self->runs_group, escaped);
  if (schedule != NULL)
    runs = sluice_schedule_next_runs (schedule, now, N_RUNS);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    gtk_list_box_append (self->runs, create_run (runs->pdata[i], i));
  gtk_widget_set_visible (GTK_WIDGET (self->runs), runs != NULL && runs->len > 0);
}

static void
on_document_changed_cb (SluiceSchedulePage *self)
{
  gboolean interval = is_interval (self);
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  sluice_draft_shelf_turn (self->shelf, interval);
  if (mapped)
    fit_members (self);
  gtk_widget_set_visible (self->times_group, !has_type (self, "on_demand"));
  gtk_widget_set_visible (GTK_WIDGET (self->frequency), interval);
  gtk_widget_set_visible (self->end, interval);
  gtk_widget_set_visible (self->delay, interval);
  if (mapped)
    show_runs (self);
}

static void
sluice_schedule_page_shown (SluiceWizardPage *page)
{
  fit_members (SLUICE_SCHEDULE_PAGE (page));
  show_runs (SLUICE_SCHEDULE_PAGE (page));
}

static void
sluice_schedule_page_bind (SluiceWizardPage *page,
                           SluiceUiContext *context,
                           SluiceDraftDocument *document)
{
  static const char *const words[] = { "hourly", "daily", "weekly", "monthly", NULL };
  static const char *const recurring[] = { SCHEDULE_PATH "/frequency", SCHEDULE_PATH "/start",
                                           SCHEDULE_PATH "/end", SCHEDULE_PATH "/delay", NULL };
  SluiceSchedulePage *self = SLUICE_SCHEDULE_PAGE (page);
  const char *labels[] = { _ ("Every hour"), _ ("Every day"), _ ("Every week"), _ ("Every month"),
                           NULL };

  self->document = g_object_ref (document);
  self->shelf = sluice_draft_shelf_new (document, recurring);
  sluice_word_row_set_words (self->frequency, words, labels);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
}

static void
page_iface_init (SluiceWizardPageInterface *iface)
{
  iface->bind = sluice_schedule_page_bind;
  iface->shown = sluice_schedule_page_shown;
}

static void
sluice_schedule_page_dispose (GObject *object)
{
  g_clear_object (&SLUICE_SCHEDULE_PAGE (object)->shelf);
  g_clear_object (&SLUICE_SCHEDULE_PAGE (object)->document);

  G_OBJECT_CLASS (sluice_schedule_page_parent_class)->dispose (object);
}

static void
sluice_schedule_page_class_init (SluiceSchedulePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_schedule_page_dispose;

  g_type_ensure (SLUICE_TYPE_CHOICE_ROW);
  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_NOTE_ROW);
  g_type_ensure (SLUICE_TYPE_TEXT_ROW);
  g_type_ensure (SLUICE_TYPE_TIME_ROW);
  g_type_ensure (SLUICE_TYPE_WORD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-schedule-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSchedulePage, delay);
  gtk_widget_class_bind_template_child (widget_class, SluiceSchedulePage, end);
  gtk_widget_class_bind_template_child (widget_class, SluiceSchedulePage, frequency);
  gtk_widget_class_bind_template_child (widget_class, SluiceSchedulePage, times_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceSchedulePage, runs);
  gtk_widget_class_bind_template_child (widget_class, SluiceSchedulePage, runs_group);
}

static void
sluice_schedule_page_init (SluiceSchedulePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
