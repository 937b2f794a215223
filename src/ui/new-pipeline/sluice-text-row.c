/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-text-row.h"

#include "ui/new-pipeline/sluice-draft-field.h"
#include "ui/new-pipeline/sluice-draft-names.h"
#include "ui/widgets/sluice-note-row.h"

struct _SluiceTextRow
{
  AdwEntryRow parent_instance;

  SluiceDraftDocument *document;
  char *pointer;
  SluiceNoteRow *note; /* weak, nullable */
  gboolean named;
  gboolean number;
  gboolean updating; /* while it is set to what the document holds */
};

enum
{
  PROP_0,
  PROP_POINTER,
  PROP_NOTE,
  PROP_NAMED,
  PROP_NUMBER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void field_iface_init (SluiceDraftFieldInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceTextRow,
                               sluice_text_row,
                               ADW_TYPE_ENTRY_ROW,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_DRAFT_FIELD, field_iface_init))

/* What is no number stays a text, so that the check can say so beside it. */
static gboolean
store_number (SluiceTextRow *self, const char *text)
{
  gint64 number;

  if (!self->number || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  sluice_draft_document_set (self->document, self->pointer,
                             json_node_init_int (json_node_alloc (), number));
  return TRUE;
}

static void
on_changed_cb (SluiceTextRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autoptr (SluiceSetup) renamed = NULL;

  if (self->updating || self->document == NULL)
    return;
  if (store_number (self, text))
    return;
  if (!self->named)
    {
      sluice_draft_document_set_text (self->document, self->pointer, text);
      return;
    }
  renamed = sluice_draft_names_set (sluice_draft_document_get_setup (self->document), self->pointer,
                                    text);
  sluice_draft_document_edit (self->document, renamed);
}

static void
sluice_text_row_bind (SluiceDraftField *field, SluiceDraftDocument *document)
{
  SLUICE_TEXT_ROW (field)->document = g_object_ref (document);
}

static void
sluice_text_row_show (SluiceDraftField *field)
{
  SluiceTextRow *self = SLUICE_TEXT_ROW (field);
  g_autofree char *text = sluice_draft_document_dup_scalar (self->document, self->pointer);
  g_autofree char *message = sluice_draft_document_dup_message (self->document, self->pointer);

  self->updating = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->updating = FALSE;
  if (self->note != NULL)
    sluice_note_row_set_error (self->note, message);
}

static const char *
sluice_text_row_get_pointer (SluiceDraftField *field)
{
  return SLUICE_TEXT_ROW (field)->pointer;
}

static void
field_iface_init (SluiceDraftFieldInterface *iface)
{
  iface->bind = sluice_text_row_bind;
  iface->show = sluice_text_row_show;
  iface->get_pointer = sluice_text_row_get_pointer;
}

static void
sluice_text_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SluiceTextRow *self = SLUICE_TEXT_ROW (object);

  switch (prop_id)
    {
    case PROP_POINTER:
      self->pointer = g_value_dup_string (value);
      break;
    case PROP_NOTE:
      g_set_weak_pointer (&self->note, g_value_get_object (value));
      break;
    case PROP_NAMED:
      self->named = g_value_get_boolean (value);
      break;
    case PROP_NUMBER:
      self->number = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_text_row_dispose (GObject *object)
{
  SluiceTextRow *self = SLUICE_TEXT_ROW (object);

  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->note);
  g_clear_pointer (&self->pointer, g_free);

  G_OBJECT_CLASS (sluice_text_row_parent_class)->dispose (object);
}

static void
sluice_text_row_class_init (SluiceTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sluice_text_row_set_property;
  object_class->dispose = sluice_text_row_dispose;

  properties[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_object ("note", NULL, NULL, SLUICE_TYPE_NOTE_ROW, flags);
  properties[PROP_NAMED] = g_param_spec_boolean ("named", NULL, NULL, FALSE, flags);
  properties[PROP_NUMBER] = g_param_spec_boolean ("number", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_text_row_init (SluiceTextRow *self)
{
  g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), NULL);
}
