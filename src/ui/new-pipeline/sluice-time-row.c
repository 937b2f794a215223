/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-time-row.h"

#include <glib/gi18n.h>

#include "sluice-moment.h"
#include "sluice-time.h"
#include "ui/new-pipeline/sluice-draft-field.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceTimeRow
{
  AdwEntryRow parent_instance;

  SluiceDraftDocument *document;
  char *pointer;
  SluiceNoteRow *note; /* weak, nullable */
  gboolean updating;   /* while it is set to what the document holds */

  GtkWidget *picker;
  GtkWidget *calendar; /* in the popover, once it was opened */
  GtkWidget *hour;
  GtkWidget *minute;
};

enum
{
  PROP_0,
  PROP_POINTER,
  PROP_NOTE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void field_iface_init (SluiceDraftFieldInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceTimeRow,
                               sluice_time_row,
                               ADW_TYPE_ENTRY_ROW,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_DRAFT_FIELD, field_iface_init))

/* "2026-12-01 00:15", with or without seconds and zone; UTC where no zone is given. */
static GDateTime *
parse_typed (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *with_seconds = NULL;
  char *space = strchr (typed, ' ');
  GDateTime *time;

  if (space != NULL)
    *space = 'T';
  time = g_date_time_new_from_iso8601 (typed, utc);
  if (time != NULL)
    return time;
  with_seconds = g_strconcat (typed, space != NULL ? ":00" : "T00:00:00", NULL);
  return g_date_time_new_from_iso8601 (with_seconds, utc);
}

static char *
format_typed (const char *stored)
{
  g_autoptr (GDateTime) time = sluice_time_parse (stored);

  if (time == NULL)
    return g_strdup (stored);
  return g_date_time_format (time, g_date_time_get_second (time) == 0 ? "%Y-%m-%d %H:%M"
                                                                      : "%Y-%m-%d %H:%M:%S");
}

/* What cannot be read is kept as it is, so that the check can say so beside it. */
static void
store (SluiceTimeRow *self, const char *text)
{
  g_autoptr (GDateTime) time = parse_typed (text);
  g_autofree char *formatted = time != NULL ? sluice_time_format (time) : g_strdup (text);

  sluice_draft_document_set_text (self->document, self->pointer, formatted);
}

static void
on_changed_cb (SluiceTimeRow *self)
{
  if (!self->updating && self->document != NULL)
    store (self, gtk_editable_get_text (GTK_EDITABLE (self)));
}

static void
on_picked_cb (SluiceTimeRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *text = NULL;

  if (self->updating)
    return;
  day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  text = g_strdup_printf ("%04d-%02d-%02d %02d:%02d", g_date_time_get_year (day),
                          g_date_time_get_month (day), g_date_time_get_day_of_month (day),
                          gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->hour)),
                          gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minute)));
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
show_in_picker (SluiceTimeRow *self)
{
  g_autoptr (GDateTime) stored =
      sluice_time_parse (sluice_draft_document_get_text (self->document, self->pointer));
  g_autoptr (GDateTime) time =
      stored != NULL ? g_date_time_to_utc (stored) : g_date_time_new_now_utc ();

  self->updating = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), time);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->hour), g_date_time_get_hour (time));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minute), g_date_time_get_minute (time));
  self->updating = FALSE;
}

static gboolean
on_spin_output_cb (GtkSpinButton *spin, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkWidget *
create_spin (SluiceTimeRow *self, double last, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, last, 1);

  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (spin, "output", G_CALLBACK (on_spin_output_cb), NULL);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_picked_cb), self,
                           G_CONNECT_SWAPPED);
  return spin;
}

/* Filled when it is opened: most times are typed, or left as proposed. */
static void
on_picker_create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  SluiceTimeRow *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clock = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->calendar = gtk_calendar_new ();
  self->hour = create_spin (self, 23, _ ("Hour in UTC"));
  self->minute = create_spin (self, 59, _ ("Minute"));
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_picked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_halign (clock, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (clock), self->hour);
  gtk_box_append (GTK_BOX (clock), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (clock), self->minute);
  gtk_box_append (GTK_BOX (clock), gtk_label_new (_ ("UTC")));
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), clock);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (show_in_picker), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static char *
describe_local (const char *stored)
{
  g_autoptr (GDateTime) time = sluice_time_parse (stored);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autofree char *text = local != NULL ? sluice_moment_describe_exactly (local, NULL) : NULL;

  /* Translators: %s is a time with its zone */
  return text != NULL ? g_strdup_printf (_ ("On your clock: %s"), text) : NULL;
}

static void
show_note (SluiceTimeRow *self, const char *stored)
{
  g_autofree char *message = sluice_draft_document_dup_message (self->document, self->pointer);
  g_autofree char *local = describe_local (stored);

  if (self->note == NULL)
    return;
  if (message != NULL)
    sluice_note_row_set_error (self->note, message);
  else
    sluice_note_row_set_hint (self->note, local);
}

static void
sluice_time_row_bind (SluiceDraftField *field, SluiceDraftDocument *document)
{
  SluiceTimeRow *self = SLUICE_TIME_ROW (field);
  /* A mnemonic is not read out. */
  g_auto (GStrv) halves =
      g_strsplit (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), "_", 2);
  g_autofree char *title = g_strjoinv (NULL, halves);
  g_autofree char *name = NULL;

  self->document = g_object_ref (document);
  /* Translators: opens a calendar for the field of this label */
  name = g_strdup_printf (_ ("Pick: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picker), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
sluice_time_row_show (SluiceDraftField *field)
{
  SluiceTimeRow *self = SLUICE_TIME_ROW (field);
  const char *stored = sluice_draft_document_get_text (self->document, self->pointer);
  g_autoptr (GDateTime) typed = parse_typed (gtk_editable_get_text (GTK_EDITABLE (self)));
  g_autofree char *same = typed != NULL ? sluice_time_format (typed) : NULL;
  g_autofree char *text = format_typed (stored);

  self->updating = TRUE;
  if (g_strcmp0 (same, stored) != 0 &&
      g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->updating = FALSE;
  show_note (self, stored);
}

static const char *
sluice_time_row_get_pointer (SluiceDraftField *field)
{
  return SLUICE_TIME_ROW (field)->pointer;
}

static void
field_iface_init (SluiceDraftFieldInterface *iface)
{
  iface->bind = sluice_time_row_bind;
  iface->show = sluice_time_row_show;
  iface->get_pointer = sluice_time_row_get_pointer;
}

static void
sluice_time_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SluiceTimeRow *self = SLUICE_TIME_ROW (object);

  switch (prop_id)
    {
    case PROP_POINTER:
      self->pointer = g_value_dup_string (value);
      break;
    case PROP_NOTE:
      g_set_weak_pointer (&self->note, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_time_row_dispose (GObject *object)
{
  SluiceTimeRow *self = SLUICE_TIME_ROW (object);

  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->note);
  g_clear_pointer (&self->pointer, g_free);

  G_OBJECT_CLASS (sluice_time_row_parent_class)->dispose (object);
}

static void
sluice_time_row_class_init (SluiceTimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sluice_time_row_set_property;
  object_class->dispose = sluice_time_row_dispose;

  properties[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_object ("note", NULL, NULL, SLUICE_TYPE_NOTE_ROW, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_time_row_init (SluiceTimeRow *self)
{
  self->picker = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->picker), "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->picker), on_picker_create_popup_cb,
                                         self, NULL);
  sluice_tooltip_set (self->picker, _ ("Pick a day and a time"));
  gtk_widget_set_valign (self->picker, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->picker, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->picker);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), NULL);
}
