/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-criterion-row.h"

#include <glib/gi18n.h>

#include "audience/sluice-attribute-type.h"
#include "audience/sluice-audience.h"
#include "audience/sluice-definition.h"
#include "ui/audiences/sluice-attribute-entry.h"
#include "ui/audiences/sluice-date-entry.h"
#include "ui/audiences/sluice-word-choice.h"
#include "ui/widgets/sluice-accessible.h"

#define MOST_LENGTH 3650
#define MOST_COUNT  1000000

struct _SluiceCriterionRow
{
  AdwBin parent_instance;

  SluiceCriterion *criterion;
  GListModel *audiences; /* (nullable): of a membership */

  GtkWidget *box;
  GtkWidget *controls;
  GtkWidget *relation; /* (nullable) */
  GtkWidget *type;     /* (nullable) */
  AdwBin *cell;        /* (nullable): where what is compared with is given, or when */
  int shown;           /* what the cell was made for; -1 for nothing */
  GtkDropDown *names;  /* (nullable): of audiences */
  GtkLabel *problem;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SluiceCriterionRow, sluice_criterion_row, ADW_TYPE_BIN)

static const SluiceDefinitionWord number_words[] = {
  { "equals", N_ ("is") },
  { "not_equals", N_ ("is not") },
  { "greater_than", N_ ("is greater than") },
  { "greater_than_equal", N_ ("is at least") },
  { "less_than", N_ ("is less than") },
  { "less_than_equal", N_ ("is at most") },
  { NULL, NULL },
};

static const SluiceDefinitionWord text_words[] = {
  { "equals", N_ ("is") },
  { "not_equals", N_ ("is not") },
  { "contains", N_ ("contains") },
  { "not_contains", N_ ("does not contain") },
  { "starts_with", N_ ("starts with") },
  { "not_starts_with", N_ ("does not start with") },
  { "ends_with", N_ ("ends with") },
  { "not_ends_with", N_ ("does not end with") },
  { "matches", N_ ("matches the pattern") },
  { "not_matches", N_ ("does not match the pattern") },
  { NULL, NULL },
};

static const SluiceDefinitionWord yes_no_words[] = {
  { "equals", N_ ("is") },
  { NULL, NULL },
};

static const SluiceDefinitionWord yes_no_values[] = {
  { "true", N_ ("Yes") },
  { "false", N_ ("No") },
  { NULL, NULL },
};

static const SluiceDefinitionWord event_words[] = {
  { "greater_than_equal", N_ ("happened at least") },
  { "greater_than", N_ ("happened more than") },
  { "less_than_equal", N_ ("happened at most") },
  { "less_than", N_ ("happened fewer than") },
  { "equals", N_ ("happened exactly") },
  { "not_equals", N_ ("happened not exactly") },
  { NULL, NULL },
};

static const SluiceDefinitionWord membership_words[] = {
  { "in", N_ ("They are in") },
  { "not_in", N_ ("They are not in") },
  { NULL, NULL },
};

static const SluiceDefinitionWord *
choose_words (SluiceValueType type)
{
  switch (type)
    {
    case SLUICE_VALUE_NUMBER:
      return number_words;
    case SLUICE_VALUE_BOOLEAN:
      return yes_no_words;
    case SLUICE_VALUE_DATE:
    case SLUICE_VALUE_AGO:
    case SLUICE_VALUE_AHEAD:
      return sluice_definition_get_date_comparisons ();
    case SLUICE_VALUE_TEXT:
    default:
      return text_words;
    }
}

static GtkWidget *
create_entry (SluiceCriterionRow *self, const char *property, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_widget_set_hexpand (entry, TRUE);
  sluice_accessible_set_name (entry, name);
  g_object_bind_property (self->criterion, property, entry, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return entry;
}

static GtkWidget *
create_choice (SluiceCriterionRow *self,
               const char *property,
               const SluiceDefinitionWord *words,
               const char *name)
{
  GtkWidget *choice = sluice_word_choice_new (self->criterion, property, name);

  sluice_word_choice_set_words (SLUICE_WORD_CHOICE (choice), words, NULL);
  return choice;
}

static GtkWidget *
create_spin (SluiceCriterionRow *self, const char *property, int most, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, 1);

  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_widget_set_hexpand (spin, TRUE);
  sluice_accessible_set_name (spin, name);
  g_object_bind_property (self->criterion, property, spin, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return spin;
}

static GtkWidget *
create_box (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static GtkWidget *
create_unit (SluiceCriterionRow *self)
{
  return create_choice (self, "unit", sluice_definition_get_units (), _ ("Unit of time"));
}

static GtkWidget *
create_value (SluiceCriterionRow *self, SluiceValueType type)
{
  switch (type)
    {
    case SLUICE_VALUE_BOOLEAN:
      return create_choice (self, "value", yes_no_values, _ ("Yes or no"));
    case SLUICE_VALUE_DATE:
      return sluice_date_entry_new (self->criterion, _ ("Date"));
    case SLUICE_VALUE_AGO:
    case SLUICE_VALUE_AHEAD:
      return create_box (create_entry (self, "value", _ ("Value")), create_unit (self));
    case SLUICE_VALUE_TEXT:
    case SLUICE_VALUE_NUMBER:
    default:
      return create_entry (self, "value", _ ("Value"));
    }
}

static GtkWidget *
create_window (SluiceCriterionRow *self, SluiceWindow window)
{
  if (window == SLUICE_WINDOW_SINCE)
    return sluice_date_entry_new (self->criterion, _ ("Date"));
  if (window == SLUICE_WINDOW_LAST)
    return create_box (create_spin (self, "length", MOST_LENGTH, _ ("How long")),
                       create_unit (self));
  return NULL;
}

static void
show_control (gpointer control, gboolean visible)
{
  gtk_widget_set_visible (gtk_widget_get_parent (control), visible);
}

static void
update_value (SluiceCriterionRow *self)
{
  g_autofree char *relation = NULL;
  gboolean compares;
  int type;

  g_object_get (self->criterion, "operator", &relation, "value-type", &type, NULL);
  compares = sluice_definition_find_word (sluice_definition_get_tests (), relation) == NULL;
  sluice_word_choice_set_words (SLUICE_WORD_CHOICE (self->relation),
                                choose_words ((SluiceValueType) type),
                                sluice_definition_get_tests ());
  show_control (self->type, compares);
  show_control (self->cell, compares);
  if (type != self->shown)
    adw_bin_set_child (self->cell, create_value (self, (SluiceValueType) type));
  self->shown = type;
}

static void
update_window (SluiceCriterionRow *self)
{
  int window;

  g_object_get (self->criterion, "window", &window, NULL);
  show_control (self->cell, window != SLUICE_WINDOW_EVER);
  if (window != self->shown)
    adw_bin_set_child (self->cell, create_window (self, (SluiceWindow) window));
  self->shown = window;
}

/* What was not filled in yet is no fault. */
static gboolean
is_untouched (SluiceCriterionRow *self)
{
  g_autofree char *subject = NULL;
  g_autofree char *value = NULL;

  g_object_get (self->criterion, "subject", &subject, "value", &value, NULL);
  return *subject == '\0' || *value == '\0';
}

static void
update (SluiceCriterionRow *self)
{
  const char *problem = sluice_criterion_find_problem (self->criterion);
  gboolean untouched = is_untouched (self);

  (untouched ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->problem),
                                                                        "dim-label");
  (untouched ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (self->problem),
                                                                        "error");
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (self->type != NULL)
    update_value (self);
  else if (self->cell != NULL)
    update_window (self);
}

/* A control wraps to the next line where the window is narrow; the cell around it is no stop of its own
 * on the way through the form. */
static void
add_control (SluiceCriterionRow *self, GtkWidget *control)
{
  gtk_flow_box_insert (GTK_FLOW_BOX (self->controls), control, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (control), FALSE);
  sluice_accessible_set_name (gtk_widget_get_parent (control), _ ("Part of the condition"));
  gtk_widget_set_hexpand (control, TRUE);
}

static void
add_cell (SluiceCriterionRow *self)
{
  self->cell = ADW_BIN (adw_bin_new ());
  add_control (self, GTK_WIDGET (self->cell));
}

/* What cannot be told with the new type is given up; the rest stays as it was. */
static void
on_type_selected_cb (SluiceCriterionRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  SluiceValueType type = (SluiceValueType) gtk_drop_down_get_selected (drop_down);
  g_autofree char *relation = NULL;
  g_autofree char *value = NULL;
  int before;

  g_object_get (self->criterion, "operator", &relation, "value", &value, "value-type", &before,
                NULL);
  if ((int) type == before)
    return;
  if (type == SLUICE_VALUE_BOOLEAN && !g_str_equal (value, "false"))
    g_object_set (self->criterion, "value", "true", NULL);
  else if (before == SLUICE_VALUE_BOOLEAN)
    g_object_set (self->criterion, "value", "", NULL);
  g_object_set (self->criterion, "value-type", (int) type, NULL);
  if (!sluice_word_choice_offers (SLUICE_WORD_CHOICE (self->relation), relation))
    g_object_set (self->criterion, "operator", choose_words (type)[0].word, NULL);
}

static void
on_value_type_notify_cb (SluiceCriterionRow *self)
{
  int type;

  g_object_get (self->criterion, "value-type", &type, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), (guint) type);
}

static void
add_type (SluiceCriterionRow *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (int i = SLUICE_VALUE_TEXT; i <= SLUICE_VALUE_AHEAD; i++)
    gtk_string_list_append (labels, sluice_attribute_type_get_label ((SluiceValueType) i));
  self->type = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  sluice_accessible_set_name (self->type, _ ("Type of the value"));
  on_value_type_notify_cb (self);
  g_signal_connect_object (self->type, "notify::selected", G_CALLBACK (on_type_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->criterion, "notify::value-type",
                           G_CALLBACK (on_value_type_notify_cb), self, G_CONNECT_SWAPPED);
  add_control (self, self->type);
}

static void
show_attribute (SluiceCriterionRow *self, SluiceAttributeOffer *offer)
{
  add_control (self, sluice_attribute_entry_new (self->criterion, offer));
  self->relation = sluice_word_choice_new (self->criterion, "operator", _ ("Comparison"));
  add_control (self, self->relation);
  add_cell (self);
  add_type (self);
}

static void
add_window (SluiceCriterionRow *self)
{
  /* In the order of SluiceWindow. */
  const char *const labels[] = { _ ("at any time"), _ ("in the last"), _ ("since"), NULL };
  GtkWidget *windows = gtk_drop_down_new_from_strings (labels);

  sluice_accessible_set_name (windows, _ ("When"));
  g_object_bind_property (self->criterion, "window", windows, "selected",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  add_control (self, windows);
}

static void
show_events (SluiceCriterionRow *self)
{
  add_control (self, create_entry (self, "subject", _ ("Event")));
  self->relation = create_choice (self, "operator", event_words, _ ("Comparison"));
  add_control (self, self->relation);
  add_control (self, create_box (create_spin (self, "count", MOST_COUNT, _ ("How often")),
                                 gtk_label_new (_ ("times"))));
  add_window (self);
  add_cell (self);
}

static void
on_audience_selected_cb (SluiceCriterionRow *self)
{
  SluiceAudience *audience = gtk_drop_down_get_selected_item (self->names);

  if (audience != NULL && !self->updating)
    g_object_set (self->criterion, "subject", sluice_audience_get_id (audience), NULL);
}

static guint
find_audience (GListModel *audiences, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (audiences); i++)
    {
      g_autoptr (SluiceAudience) audience = g_list_model_get_item (audiences, i);

      if (g_strcmp0 (sluice_audience_get_id (audience), id) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* The audiences may be read only after the form is there. */
static void
select_audience (SluiceCriterionRow *self)
{
  g_autofree char *id = NULL;

  g_object_get (self->criterion, "subject", &id, NULL);
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->names, find_audience (self->audiences, id));
  self->updating = FALSE;
}

static void
show_membership (SluiceCriterionRow *self, GListModel *audiences)
{
  GtkExpression *by_name = gtk_property_expression_new (SLUICE_TYPE_AUDIENCE, NULL, "name");
  GtkWidget *names = gtk_drop_down_new (g_object_ref (audiences), by_name);

  self->relation = create_choice (self, "operator", membership_words, _ ("Comparison"));
  add_control (self, self->relation);
  self->audiences = g_object_ref (audiences);
  self->names = GTK_DROP_DOWN (names);
  gtk_drop_down_set_enable_search (self->names, TRUE);
  sluice_accessible_set_name (names, _ ("Audience"));
  select_audience (self);
  g_signal_connect_object (names, "notify::selected", G_CALLBACK (on_audience_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (audiences, "items-changed", G_CALLBACK (select_audience), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  add_control (self, names);
}

static void
show_other (SluiceCriterionRow *self)
{
  GtkWidget *label =
      gtk_label_new (_ ("A condition that only the JSON can show. It is kept as it is."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
sluice_criterion_row_dispose (GObject *object)
{
  SluiceCriterionRow *self = SLUICE_CRITERION_ROW (object);

  g_clear_object (&self->criterion);
  g_clear_object (&self->audiences);
  G_OBJECT_CLASS (sluice_criterion_row_parent_class)->dispose (object);
}

static void
sluice_criterion_row_class_init (SluiceCriterionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_criterion_row_dispose;
}

static void
sluice_criterion_row_init (SluiceCriterionRow *self)
{
  GtkFlowBox *controls;

  self->shown = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->controls = gtk_flow_box_new ();
  controls = GTK_FLOW_BOX (self->controls);
  gtk_flow_box_set_selection_mode (controls, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (controls, 6);
  gtk_flow_box_set_column_spacing (controls, 6);
  gtk_flow_box_set_row_spacing (controls, 6);
  gtk_widget_set_hexpand (self->controls, TRUE);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_wrap_mode (self->problem, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_start (GTK_WIDGET (self->problem), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "caption");
  gtk_box_append (GTK_BOX (self->box), self->controls);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * sluice_criterion_row_new:
 * @criterion: a condition, no group
 * @offer: the attributes to offer
 * @audiences: a #GListModel of #SluiceAudience, to choose from
 *
 * Returns: (transfer floating): the form of that condition
 */
GtkWidget *
sluice_criterion_row_new (SluiceCriterion *criterion,
                          SluiceAttributeOffer *offer,
                          GListModel *audiences)
{
  SluiceCriterionRow *self = g_object_new (SLUICE_TYPE_CRITERION_ROW, NULL);

  self->criterion = g_object_ref (criterion);
  switch (sluice_criterion_get_kind (criterion))
    {
    case SLUICE_CRITERION_ATTRIBUTE:
      show_attribute (self, offer);
      break;
    case SLUICE_CRITERION_EVENTS:
      show_events (self);
      break;
    case SLUICE_CRITERION_MEMBERSHIP:
      show_membership (self, audiences);
      break;
    case SLUICE_CRITERION_GROUP:
    case SLUICE_CRITERION_OTHER:
    default:
      show_other (self);
    }
  g_signal_connect_object (criterion, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
