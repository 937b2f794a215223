/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-step-row.h"

#include <glib/gi18n.h>

#include "api/sluice-api-error.h"
#include "ui/new-pipeline/sluice-wizard-step.h"
#include "ui/widgets/sluice-error-box.h"

struct _SluiceStepRow
{
  AdwPreferencesRow parent_instance;

  SluiceStep *step;

  GtkStack *sign;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *warning;
  GtkLabel *differences;
  SluiceErrorBox *error_box;
};

G_DEFINE_FINAL_TYPE (SluiceStepRow, sluice_step_row, ADW_TYPE_PREFERENCES_ROW)

static const char *const titles[SLUICE_N_FAMILIES] = {
  [SLUICE_FAMILY_FEEDS] = N_ ("Feed “%s”"),
  [SLUICE_FAMILY_CONNECTIONS] = N_ ("Connection “%s”"),
  [SLUICE_FAMILY_DATA_MODELS] = N_ ("Data model “%s”"),
  [SLUICE_FAMILY_FIELD_TRANSFORMATIONS] = N_ ("Field transformation “%s”"),
  [SLUICE_FAMILY_PIPELINES] = N_ ("Pipeline “%s”"),
};

/* What is said of a step by what is to be done, and how far that is. */
static const struct
{
  const char *planned;
  const char *running;
  const char *done;
} words[] = {
  [SLUICE_ACTION_CREATE] = { N_ ("Will be made"), N_ ("Being made…"), N_ ("Made") },
  [SLUICE_ACTION_UPDATE] = { N_ ("Will be changed"), N_ ("Being changed…"), N_ ("Changed") },
  [SLUICE_ACTION_SAME] = { N_ ("Is there"), N_ ("Is there"), N_ ("Is there, nothing to do") },
  [SLUICE_ACTION_ADOPT] = { N_ ("Is there and fits"), N_ ("Is there and fits"),
                            N_ ("Was there and fits, used as it is") },
  [SLUICE_ACTION_CONFLICT] = { N_ ("Is there, and differs"), N_ ("Is there, and differs"),
                               N_ ("Is there, and differs") },
};

static const struct
{
  const char *icon;
  const char *css_class;
} signs[] = {
  [SLUICE_OUTCOME_PLANNED] = { "content-loading-symbolic", "dim-label" },
  [SLUICE_OUTCOME_RUNNING] = { "content-loading-symbolic", "dim-label" },
  [SLUICE_OUTCOME_DONE] = { "emblem-ok-symbolic", "success" },
  [SLUICE_OUTCOME_FAILED] = { "dialog-error-symbolic", "error" },
  [SLUICE_OUTCOME_SKIPPED] = { "content-loading-symbolic", "dim-label" },
};

/* By the person, which is no failure. What became of it is looked at before it goes on. */
static gboolean
is_stopped (SluiceStep *step)
{
  return g_error_matches (sluice_step_get_error (step), SLUICE_API_ERROR,
                          SLUICE_API_ERROR_CANCELLED);
}

static const char *
get_state (SluiceStep *step)
{
  SluiceAction action = sluice_step_get_action (step);

  switch (sluice_step_get_outcome (step))
    {
    case SLUICE_OUTCOME_RUNNING:
      return _ (words[action].running);
    case SLUICE_OUTCOME_DONE:
      return _ (words[action].done);
    case SLUICE_OUTCOME_FAILED:
      if (is_stopped (step))
        return _ ("Stopped");
      return action == SLUICE_ACTION_CONFLICT ? _ (words[action].done) : _ ("Failed");
    case SLUICE_OUTCOME_SKIPPED:
      return _ ("Not done yet");
    case SLUICE_OUTCOME_PLANNED:
    default:
      return _ (words[action].planned);
    }
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_sign (SluiceStepRow *self, SluiceOutcome outcome)
{
  const char *classes[] = { signs[outcome].css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, signs[outcome].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_spinner_set_spinning (self->spinner, outcome == SLUICE_OUTCOME_RUNNING);
  gtk_stack_set_visible_child_name (self->sign,
                                    outcome == SLUICE_OUTCOME_RUNNING ? "spinner" : "icon");
}

static void
show_title (SluiceStepRow *self)
{
  const char *name = sluice_step_get_name (self->step);
  g_autoptr (GString) title = g_string_new (_ (titles[sluice_step_get_family (self->step)]));
  g_autofree char *label = NULL;

  g_string_replace (title, "%s", name != NULL ? name : "", 1);
  label = g_strdup_printf ("%s: %s", title->str, get_state (self->step));
  gtk_label_set_text (self->title, title->str);
  gtk_label_set_text (self->state, get_state (self->step));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What the server refuses as it is has to be changed, and that is done on the page it comes from. */
static void
offer_page (SluiceStepRow *self, const GError *error)
{
  static const SluiceWizardStep pages[] = {
    [SLUICE_FAMILY_FEEDS] = SLUICE_WIZARD_FEED,
    [SLUICE_FAMILY_CONNECTIONS] = SLUICE_WIZARD_CONNECTION,
    [SLUICE_FAMILY_DATA_MODELS] = SLUICE_WIZARD_MODEL,
    [SLUICE_FAMILY_FIELD_TRANSFORMATIONS] = SLUICE_WIZARD_MAPPING,
    [SLUICE_FAMILY_PIPELINES] = SLUICE_WIZARD_REVIEW,
  };
  const char *page = sluice_wizard_step_get_name (pages[sluice_step_get_family (self->step)]);
  gboolean refused = g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_VALIDATION);

  sluice_error_box_set_action (self->error_box, refused ? _ ("_Go to This Step") : NULL,
                               "wizard.show-step", g_variant_new_string (page));
}

static void
on_step_notify_cb (SluiceStepRow *self)
{
  const char *const *differences = sluice_step_get_differences (self->step);
  const GError *error = sluice_step_get_error (self->step);
  SluiceOutcome outcome = sluice_step_get_outcome (self->step);
  gboolean failed = outcome == SLUICE_OUTCOME_FAILED && !is_stopped (self->step);
  g_autofree char *lines = NULL;

  if (differences != NULL && outcome != SLUICE_OUTCOME_DONE)
    lines = g_strjoinv ("\n", (char **) differences);
  show_title (self);
  show_sign (self, outcome == SLUICE_OUTCOME_FAILED && !failed ? SLUICE_OUTCOME_SKIPPED : outcome);
  show_text (self->warning, sluice_step_get_warning (self->step));
  show_text (self->differences, lines);
  sluice_error_box_set_error (self->error_box, NULL, failed ? error : NULL);
  offer_page (self, error);
}

static void
sluice_step_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_STEP_ROW (object)->step);

  G_OBJECT_CLASS (sluice_step_row_parent_class)->dispose (object);
}

static void
sluice_step_row_class_init (SluiceStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_step_row_dispose;

  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, differences);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, sign);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, state);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, warning);
}

static void
sluice_step_row_init (SluiceStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sluice_step_row_new:
 * @step: a step of a plan
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
sluice_step_row_new (SluiceStep *step)
{
  SluiceStepRow *self = g_object_new (SLUICE_TYPE_STEP_ROW, NULL);

  self->step = g_object_ref (step);
  g_signal_connect_object (step, "notify", G_CALLBACK (on_step_notify_cb), self, G_CONNECT_SWAPPED);
  on_step_notify_cb (self);
  return GTK_WIDGET (self);
}
