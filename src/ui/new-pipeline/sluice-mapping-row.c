/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-mapping-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "setup/sluice-destination.h"
#include "ui/new-pipeline/sluice-side-box.h"
#include "ui/widgets/sluice-tooltip.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-type-ahead.h"

struct _SluiceMappingRow
{
  AdwPreferencesRow parent_instance;

  SluiceDraftDocument *document;
  guint position;
  gboolean updating; /* while the controls are set to what the document holds */
  char *shown;       /* (nullable): all that the row says, to see whether there is news */
  gboolean has_type_ahead;

  GtkStack *source_stack;
  GtkLabel *source;
  GtkEditable *value;
  GtkDropDown *type;
  GtkEditable *destination;
  GtkWidget *remove;
  GtkWidget *note;
  GtkLabel *message;
};

G_DEFINE_FINAL_TYPE (SluiceMappingRow, sluice_mapping_row, ADW_TYPE_PREFERENCES_ROW)

/* In the order of the list in the template. */
static const char *const type_words[] = { "column", "static", "ignore" };

static char *
dup_pointer (SluiceMappingRow *self, const char *member)
{
  return g_strdup_printf ("/field_transformation/mappings/%u/%s", self->position, member);
}

static const char *
get_member (SluiceMappingRow *self, const char *member)
{
  g_autofree char *pointer = dup_pointer (self, member);

  return sluice_draft_document_get_text (self->document, pointer);
}

static void
set_member (SluiceMappingRow *self, const char *member, const char *text)
{
  g_autofree char *pointer = dup_pointer (self, member);

  if (!self->updating && self->document != NULL)
    sluice_draft_document_set_text (self->document, pointer, text);
}

/* What a mapping of the new type does not have goes; what it needs is proposed. */
static void
on_type_selected_cb (SluiceMappingRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->type);
  g_autofree char *proposed = NULL;

  if (self->updating || self->document == NULL || selected >= G_N_ELEMENTS (type_words))
    return;
  set_member (self, "mapping_type", type_words[selected]);
  if (strcmp (type_words[selected], "ignore") == 0)
    set_member (self, "destination", NULL);
  else if (*get_member (self, "destination") == '\0')
    {
      proposed = sluice_destination_propose (get_member (self, "source"));
      set_member (self, "destination", proposed);
    }
}

static void
on_destination_changed_cb (SluiceMappingRow *self)
{
  set_member (self, "destination", gtk_editable_get_text (self->destination));
}

static void
on_value_changed_cb (SluiceMappingRow *self)
{
  set_member (self, "value", gtk_editable_get_text (self->value));
}

static void
on_remove_clicked_cb (SluiceMappingRow *self)
{
  g_autofree char *pointer = g_strdup_printf ("/field_transformation/mappings/%u", self->position);

  sluice_draft_document_set (self->document, pointer, NULL);
}

static char **
list_places (gpointer user_data)
{
  SluiceMappingRow *self = user_data;
  const char *source = get_member (self, "source");

  return sluice_destination_list (*source != '\0' ? source : "name");
}

/* Only for those of up to a hundred columns that are being edited. */
static void
on_destination_enter_cb (SluiceMappingRow *self)
{
  if (self->has_type_ahead)
    return;
  sluice_type_ahead_attach (GTK_WIDGET (self->destination), _ ("Fields of the event"), list_places,
                            self);
  self->has_type_ahead = TRUE;
}

/* What the query selects must go somewhere, or be ignored by choice: removing its row would be a dead
 * end. */
static gboolean
is_removable (SluiceMappingRow *self)
{
  GListModel *columns = sluice_check_get_columns (sluice_draft_document_get_check (self->document));
  const char *source = get_member (self, "source");

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SluiceColumn) column = g_list_model_get_item (columns, i);

      if (g_ascii_strcasecmp (sluice_column_get_name (column), source) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
name_controls (SluiceMappingRow *self, const char *name)
{
  g_autofree char *type = g_strdup_printf (_ ("What becomes of %s"), name);
  g_autofree char *destination = g_strdup_printf (_ ("Where %s goes"), name);
  g_autofree char *remove = g_strdup_printf (_ ("Remove the mapping of %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->type), GTK_ACCESSIBLE_PROPERTY_LABEL, type,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->destination), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  destination, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove, -1);
}

static void
show_text (GtkEditable *entry, const char *text)
{
  if (strcmp (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

static void
show_type (SluiceMappingRow *self, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    if (strcmp (type_words[i], word) == 0)
      gtk_drop_down_set_selected (self->type, i);
}

static char *
dup_message (SluiceMappingRow *self)
{
  static const char *const members[] = { "mapping_type", "source", "destination", "value" };
  char *message = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members) && message == NULL; i++)
    {
      g_autofree char *pointer = dup_pointer (self, members[i]);

      message = sluice_draft_document_dup_message (self->document, pointer);
    }
  return message;
}

static void
show_message (SluiceMappingRow *self, const char *message)
{
  gtk_widget_set_visible (self->note, message != NULL);
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->destination),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
}

/* Each key that is pressed in one row is news for few of a hundred others. */
static gboolean
has_news (SluiceMappingRow *self, const char *message, gboolean removable)
{
  g_autofree char *now =
      g_strjoin ("\n", get_member (self, "mapping_type"), get_member (self, "source"),
                 get_member (self, "value"), get_member (self, "destination"),
                 message != NULL ? message : "", removable ? "removable" : "", NULL);

  if (g_strcmp0 (now, self->shown) == 0)
    return FALSE;
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
  return TRUE;
}

static void
sluice_mapping_row_finalize (GObject *object)
{
  g_free (SLUICE_MAPPING_ROW (object)->shown);

  G_OBJECT_CLASS (sluice_mapping_row_parent_class)->finalize (object);
}

static void
sluice_mapping_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_MAPPING_ROW (object)->document);

  G_OBJECT_CLASS (sluice_mapping_row_parent_class)->dispose (object);
}

static void
sluice_mapping_row_class_init (SluiceMappingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_mapping_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_mapping_row_finalize;

  g_type_ensure (SLUICE_TYPE_SIDE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-mapping-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, destination);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, message);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, note);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, remove);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, source);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, source_stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, type);
  gtk_widget_class_bind_template_child (widget_class, SluiceMappingRow, value);
  gtk_widget_class_bind_template_callback (widget_class, on_destination_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_type_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed_cb);
}

static void
sluice_mapping_row_init (SluiceMappingRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->source_stack));
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_destination_enter_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->destination), focus);
}

/**
 * sluice_mapping_row_new:
 * @document: the draft
 * @position: which of its mappings
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
sluice_mapping_row_new (SluiceDraftDocument *document, guint position)
{
  SluiceMappingRow *self = g_object_new (SLUICE_TYPE_MAPPING_ROW, NULL);

  self->document = g_object_ref (document);
  self->position = position;
  sluice_mapping_row_show (self);
  return GTK_WIDGET (self);
}

/**
 * sluice_mapping_row_show:
 * @self: the row
 *
 * Shows the mapping as it stands now, and what is wrong with it.
 */
void
sluice_mapping_row_show (SluiceMappingRow *self)
{
  const char *type = get_member (self, "mapping_type");
  const char *source = get_member (self, "source");
  const char *value = get_member (self, "value");
  gboolean fixed = strcmp (type, "static") == 0;
  gboolean removable = fixed || is_removable (self);
  g_autofree char *message = dup_message (self);
  g_autofree char *name = NULL;

  g_return_if_fail (SLUICE_IS_MAPPING_ROW (self));

  if (!has_news (self, message, removable))
    return;
  /* Translators: names a fixed value, which goes into every event */
  name = fixed ? g_strdup_printf (_ ("the value “%s”"), value) : g_strdup (source);
  self->updating = TRUE;
  name_controls (self, name);
  show_type (self, type);
  gtk_label_set_text (self->source, source);
  sluice_tooltip_set (self->source, source);
  show_text (self->value, value);
  show_text (self->destination, get_member (self, "destination"));
  gtk_stack_set_visible_child_name (self->source_stack, fixed ? "value" : "column");
  gtk_widget_set_visible (GTK_WIDGET (self->destination), strcmp (type, "ignore") != 0);
  gtk_widget_set_visible (self->remove, removable);
  self->updating = FALSE;
  show_message (self, message);
}

/**
 * sluice_mapping_row_focus:
 * @self: the row
 *
 * Leads the keyboard to where the column goes, or to a fixed value that is still empty.
 */
void
sluice_mapping_row_focus (SluiceMappingRow *self)
{
  gboolean fixed = strcmp (get_member (self, "mapping_type"), "static") == 0;

  g_return_if_fail (SLUICE_IS_MAPPING_ROW (self));

  gtk_widget_grab_focus (
      GTK_WIDGET (fixed && *get_member (self, "value") == '\0' ? self->value : self->destination));
}
