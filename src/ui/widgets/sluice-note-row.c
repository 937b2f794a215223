/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-note-row.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-scroll.h"

struct _SluiceNoteRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *subject; /* weak */
  GtkWidget *icon;
  GtkWidget *label;
};

enum
{
  PROP_0,
  PROP_SUBJECT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceNoteRow, sluice_note_row, ADW_TYPE_PREFERENCES_ROW)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Made when there is first something to say, which for most fields is never. */
static void
ensure_content (SluiceNoteRow *self)
{
  GtkWidget *box;

  if (self->label != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  sluice_accessible_set_name (self->icon, _ ("Wrong value"));
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

static void
show_text (SluiceNoteRow *self, const char *text, gboolean wrong)
{
  ensure_content (self);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  sluice_accessible_set_name (self, text);
  gtk_widget_set_visible (self->icon, wrong);
}

static void
show_note (SluiceNoteRow *self, const char *text, gboolean is_error)
{
  gboolean wrong = text != NULL && is_error;

  if (text != NULL)
    show_text (self, text, wrong);
  set_class (GTK_WIDGET (self), "error", wrong);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (self->subject == NULL)
    return;

  set_class (self->subject, "has-note", text != NULL);
  set_class (self->subject, "error", wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->subject), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->subject),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

/* Who comes to the row sees its note too. */
static void
on_subject_entered_cb (SluiceNoteRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    sluice_scroll_show_both (self->subject, GTK_WIDGET (self));
}

static void
set_subject (SluiceNoteRow *self, GtkWidget *subject)
{
  GtkEventController *focus;

  g_set_weak_pointer (&self->subject, subject);
  if (subject == NULL)
    return;
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_subject_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (subject, focus);
}

static void
sluice_note_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SluiceNoteRow *self = SLUICE_NOTE_ROW (object);

  switch (prop_id)
    {
    case PROP_SUBJECT:
      set_subject (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_note_row_dispose (GObject *object)
{
  g_clear_weak_pointer (&SLUICE_NOTE_ROW (object)->subject);

  G_OBJECT_CLASS (sluice_note_row_parent_class)->dispose (object);
}

static void
sluice_note_row_class_init (SluiceNoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = sluice_note_row_set_property;
  object_class->dispose = sluice_note_row_dispose;

  properties[PROP_SUBJECT] =
      g_param_spec_object ("subject", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_note_row_init (SluiceNoteRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "note");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sluice_note_row_new:
 * @subject: the row that it is about, above it in the same list
 *
 * Returns: (transfer floating): a note with nothing to say
 */
GtkWidget *
sluice_note_row_new (GtkWidget *subject)
{
  return g_object_new (SLUICE_TYPE_NOTE_ROW, "subject", subject, NULL);
}

/**
 * sluice_note_row_set_error:
 * @self: the note
 * @text: (nullable): what is wrong and how to put it right, translated
 *
 * Says that the value is wrong, or takes the note away.
 */
void
sluice_note_row_set_error (SluiceNoteRow *self, const char *text)
{
  g_return_if_fail (SLUICE_IS_NOTE_ROW (self));

  show_note (self, text, TRUE);
}

/**
 * sluice_note_row_set_hint:
 * @self: the note
 * @text: (nullable): something to know about the value, translated
 *
 * Says something that is not an error, or takes the note away.
 */
void
sluice_note_row_set_hint (SluiceNoteRow *self, const char *text)
{
  g_return_if_fail (SLUICE_IS_NOTE_ROW (self));

  show_note (self, text, FALSE);
}
