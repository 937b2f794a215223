/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-criterion-row.h"

#include <glib/gi18n.h>

#include "audience/sluice-audience.h"
#include "audience/sluice-definition.h"
#include "ui/widgets/sluice-accessible.h"

#define MOST_DAYS 3650

struct _SluiceCriterionRow
{
  AdwBin parent_instance;

  SluiceCriterion *criterion;
  GPtrArray *words; /* (element-type utf8): of the schema, as the relation offers them */

  GtkWidget *box;
  GtkWidget *controls;
  GtkWidget *value;  /* (nullable): shown with relations that need one */
  GtkWidget *type;   /* (nullable) */
  GtkWidget *yes_no; /* (nullable) */
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (SluiceCriterionRow, sluice_criterion_row, ADW_TYPE_BIN)

/* In the order of SluiceValueType. */
static const char *const type_names[] = {
  N_ ("Text"), N_ ("Number"), N_ ("Yes or no"), N_ ("Date"), N_ ("Days ago"), NULL,
};

static const char *const number_words[] = {
  "greater_than_equal", "greater_than", "less_than_equal", "less_than", "equals",
  "not_equals",         NULL,
};

static void
update (SluiceCriterionRow *self)
{
  const char *problem = sluice_criterion_find_problem (self->criterion);
  g_autofree char *relation = NULL;
  gboolean compares;
  int type;

  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (self->value == NULL)
    return;
  g_object_get (self->criterion, "operator", &relation, "value-type", &type, NULL);
  compares = sluice_definition_find_word (sluice_definition_get_tests (), relation) == NULL;
  gtk_widget_set_visible (gtk_widget_get_parent (self->type), compares);
  gtk_widget_set_visible (gtk_widget_get_parent (self->value),
                          compares && type != SLUICE_VALUE_BOOLEAN);
  gtk_widget_set_visible (gtk_widget_get_parent (self->yes_no),
                          compares && type == SLUICE_VALUE_BOOLEAN);
}

/* A control wraps to the next line where the window is narrow; the cell around it is no stop of its own
 * on the way through the form. */
static void
add_control (SluiceCriterionRow *self, GtkWidget *control, const char *name)
{
  sluice_accessible_set_name (control, name);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->controls), control, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (control), FALSE);
  gtk_widget_set_hexpand (control, TRUE);
}

static GtkWidget *
add_entry (SluiceCriterionRow *self, const char *property, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  g_object_bind_property (self->criterion, property, entry, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  add_control (self, entry, name);
  return entry;
}

static void
on_relation_selected_cb (SluiceCriterionRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected < self->words->len)
    g_object_set (self->criterion, "operator", self->words->pdata[selected], NULL);
}

static void
offer_word (SluiceCriterionRow *self, GtkStringList *labels, const char *word, const char *label)
{
  g_ptr_array_add (self->words, (gpointer) word);
  gtk_string_list_append (labels, label);
}

static void
offer_all (SluiceCriterionRow *self, GtkStringList *labels, const SluiceDefinitionWord *words)
{
  for (; words->word != NULL; words++)
    if (!g_str_equal (words->word, "in") && !g_str_equal (words->word, "not_in"))
      offer_word (self, labels, words->word, _ (words->label));
}

static void
add_relation (SluiceCriterionRow *self, GtkStringList *labels)
{
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  g_autofree char *relation = NULL;

  g_object_get (self->criterion, "operator", &relation, NULL);
  for (guint i = 0; i < self->words->len; i++)
    if (g_str_equal (self->words->pdata[i], relation))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_relation_selected_cb),
                           self, G_CONNECT_SWAPPED);
  add_control (self, drop_down, _ ("Comparison"));
}

static void
on_type_selected_cb (SluiceCriterionRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  int type = (int) gtk_drop_down_get_selected (drop_down);

  g_object_set (self->criterion, "value-type", type, NULL);
  if (type == SLUICE_VALUE_BOOLEAN)
    g_object_set (self->criterion, "value",
                  gtk_drop_down_get_selected (GTK_DROP_DOWN (self->yes_no)) == 0 ? "true" : "false",
                  NULL);
}

static void
on_yes_no_selected_cb (SluiceCriterionRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  g_object_set (self->criterion, "value",
                gtk_drop_down_get_selected (drop_down) == 0 ? "true" : "false", NULL);
}

static void
add_type (SluiceCriterionRow *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  int type;

  for (guint i = 0; type_names[i] != NULL; i++)
    gtk_string_list_append (labels, _ (type_names[i]));
  g_object_get (self->criterion, "value-type", &type, NULL);
  self->type = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), (guint) type);
  g_signal_connect_object (self->type, "notify::selected", G_CALLBACK (on_type_selected_cb), self,
                           G_CONNECT_SWAPPED);
  add_control (self, self->type, _ ("Type of the value"));
}

static void
add_yes_no (SluiceCriterionRow *self)
{
  const char *const labels[] = { _ ("Yes"), _ ("No"), NULL };
  g_autofree char *value = NULL;

  g_object_get (self->criterion, "value", &value, NULL);
  self->yes_no = gtk_drop_down_new_from_strings (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->yes_no), g_strcmp0 (value, "false") == 0);
  g_signal_connect_object (self->yes_no, "notify::selected", G_CALLBACK (on_yes_no_selected_cb),
                           self, G_CONNECT_SWAPPED);
  add_control (self, self->yes_no, _ ("Yes or no"));
}

static void
show_attribute (SluiceCriterionRow *self, SluiceAttributeOffer *offer)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *name = add_entry (self, "subject", _ ("Attribute"));

  sluice_attribute_offer_attach (offer, GTK_ENTRY (name));
  offer_all (self, labels, sluice_definition_get_comparisons ());
  offer_all (self, labels, sluice_definition_get_tests ());
  add_relation (self, labels);
  add_type (self);
  self->value = add_entry (self, "value", _ ("Value"));
  add_yes_no (self);
}

static void
add_spin (SluiceCriterionRow *self, const char *property, int most, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, 1);

  g_object_bind_property (self->criterion, property, spin, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_set_tooltip_text (spin, name);
  add_control (self, spin, name);
}

static void
show_events (SluiceCriterionRow *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  add_entry (self, "subject", _ ("Event"));
  for (guint i = 0; number_words[i] != NULL; i++)
    offer_word (self, labels, number_words[i],
                _ (sluice_definition_find_word (sluice_definition_get_comparisons (),
                                                number_words[i])
                       ->label));
  add_relation (self, labels);
  add_spin (self, "count", G_MAXINT, _ ("How often"));
  add_spin (self, "days", MOST_DAYS, _ ("In the last days; 0 for ever"));
}

static void
on_audience_selected_cb (SluiceCriterionRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  SluiceAudience *audience = gtk_drop_down_get_selected_item (drop_down);

  if (audience != NULL)
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

static void
show_membership (SluiceCriterionRow *self, GListModel *audiences)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkExpression *by_name = gtk_property_expression_new (SLUICE_TYPE_AUDIENCE, NULL, "name");
  GtkWidget *names = gtk_drop_down_new (g_object_ref (audiences), by_name);
  g_autofree char *id = NULL;

  offer_word (self, labels, "in", _ ("is in"));
  offer_word (self, labels, "not_in", _ ("is not in"));
  add_relation (self, labels);
  g_object_get (self->criterion, "subject", &id, NULL);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (names), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (names), find_audience (audiences, id));
  g_signal_connect_object (names, "notify::selected", G_CALLBACK (on_audience_selected_cb), self,
                           G_CONNECT_SWAPPED);
  add_control (self, names, _ ("Audience"));
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
  g_clear_pointer (&self->words, g_ptr_array_unref);
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

  self->words = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->controls = gtk_flow_box_new ();
  controls = GTK_FLOW_BOX (self->controls);
  gtk_flow_box_set_selection_mode (controls, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (controls, 4);
  gtk_flow_box_set_column_spacing (controls, 3);
  gtk_flow_box_set_row_spacing (controls, 3);
  gtk_widget_set_hexpand (self->controls, TRUE);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->problem), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
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
