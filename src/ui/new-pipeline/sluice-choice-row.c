/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-choice-row.h"

#include "ui/new-pipeline/sluice-draft-field.h"

struct _SluiceChoiceRow
{
  AdwActionRow parent_instance;

  SluiceDraftDocument *document;
  char *pointer;
  char *value;
  GtkWidget *button;
  gboolean updating; /* while it is set to what the document holds */
};

enum
{
  PROP_0,
  PROP_POINTER,
  PROP_VALUE,
  PROP_GROUP,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void field_iface_init (SluiceDraftFieldInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceChoiceRow,
                               sluice_choice_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_DRAFT_FIELD, field_iface_init))

static void
on_button_toggled_cb (SluiceChoiceRow *self)
{
  if (!self->updating && self->document != NULL &&
      gtk_check_button_get_active (GTK_CHECK_BUTTON (self->button)))
    sluice_draft_document_set_text (self->document, self->pointer, self->value);
}

static void
on_title_cb (SluiceChoiceRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
sluice_choice_row_bind (SluiceDraftField *field, SluiceDraftDocument *document)
{
  SLUICE_CHOICE_ROW (field)->document = g_object_ref (document);
}

static void
sluice_choice_row_show (SluiceDraftField *field)
{
  SluiceChoiceRow *self = SLUICE_CHOICE_ROW (field);
  const char *text = sluice_draft_document_get_text (self->document, self->pointer);

  if (g_strcmp0 (text, self->value) != 0)
    return;
  self->updating = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->button), TRUE);
  self->updating = FALSE;
}

static const char *
sluice_choice_row_get_pointer (SluiceDraftField *field)
{
  return SLUICE_CHOICE_ROW (field)->pointer;
}

static void
field_iface_init (SluiceDraftFieldInterface *iface)
{
  iface->bind = sluice_choice_row_bind;
  iface->show = sluice_choice_row_show;
  iface->get_pointer = sluice_choice_row_get_pointer;
}

static void
join_group (SluiceChoiceRow *self, SluiceChoiceRow *other)
{
  if (other != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (self->button), GTK_CHECK_BUTTON (other->button));
}

static void
sluice_choice_row_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  SluiceChoiceRow *self = SLUICE_CHOICE_ROW (object);

  switch (prop_id)
    {
    case PROP_POINTER:
      self->pointer = g_value_dup_string (value);
      break;
    case PROP_VALUE:
      self->value = g_value_dup_string (value);
      break;
    case PROP_GROUP:
      join_group (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_choice_row_dispose (GObject *object)
{
  SluiceChoiceRow *self = SLUICE_CHOICE_ROW (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->pointer, g_free);
  g_clear_pointer (&self->value, g_free);

  G_OBJECT_CLASS (sluice_choice_row_parent_class)->dispose (object);
}

static void
sluice_choice_row_class_init (SluiceChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sluice_choice_row_set_property;
  object_class->dispose = sluice_choice_row_dispose;

  properties[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_GROUP] = g_param_spec_object ("group", NULL, NULL, SLUICE_TYPE_CHOICE_ROW, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_choice_row_init (SluiceChoiceRow *self)
{
  self->button = gtk_check_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
  g_signal_connect_object (self->button, "toggled", G_CALLBACK (on_button_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::title", G_CALLBACK (on_title_cb), NULL);
}
