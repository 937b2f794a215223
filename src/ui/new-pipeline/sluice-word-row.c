/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-word-row.h"

#include "ui/new-pipeline/sluice-draft-field.h"
#include "ui/widgets/sluice-note-row.h"

struct _SluiceWordRow
{
  AdwComboRow parent_instance;

  SluiceDraftDocument *document;
  char *pointer;
  char **words;
  SluiceNoteRow *note; /* weak, nullable */
  gboolean updating;   /* while it is set to what the document holds */
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

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceWordRow,
                               sluice_word_row,
                               ADW_TYPE_COMBO_ROW,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_DRAFT_FIELD, field_iface_init))

static void
on_selected_cb (SluiceWordRow *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (!self->updating && self->document != NULL && position < g_strv_length (self->words))
    sluice_draft_document_set_text (self->document, self->pointer, self->words[position]);
}

static guint
find_word (SluiceWordRow *self, const char *text)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_strcmp0 (self->words[i], text) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
sluice_word_row_bind (SluiceDraftField *field, SluiceDraftDocument *document)
{
  SLUICE_WORD_ROW (field)->document = g_object_ref (document);
}

static void
sluice_word_row_show (SluiceDraftField *field)
{
  SluiceWordRow *self = SLUICE_WORD_ROW (field);
  const char *text = sluice_draft_document_get_text (self->document, self->pointer);
  g_autofree char *message = sluice_draft_document_dup_message (self->document, self->pointer);
  guint position = find_word (self, text);

  self->updating = TRUE;
  if (adw_combo_row_get_selected (ADW_COMBO_ROW (self)) != position)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
  self->updating = FALSE;
  if (self->note != NULL)
    sluice_note_row_set_error (self->note, message);
}

static const char *
sluice_word_row_get_pointer (SluiceDraftField *field)
{
  return SLUICE_WORD_ROW (field)->pointer;
}

static void
field_iface_init (SluiceDraftFieldInterface *iface)
{
  iface->bind = sluice_word_row_bind;
  iface->show = sluice_word_row_show;
  iface->get_pointer = sluice_word_row_get_pointer;
}

static void
sluice_word_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SluiceWordRow *self = SLUICE_WORD_ROW (object);

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
sluice_word_row_dispose (GObject *object)
{
  SluiceWordRow *self = SLUICE_WORD_ROW (object);

  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->note);

  G_OBJECT_CLASS (sluice_word_row_parent_class)->dispose (object);
}

static void
sluice_word_row_finalize (GObject *object)
{
  SluiceWordRow *self = SLUICE_WORD_ROW (object);

  g_free (self->pointer);
  g_strfreev (self->words);

  G_OBJECT_CLASS (sluice_word_row_parent_class)->finalize (object);
}

static void
sluice_word_row_class_init (SluiceWordRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sluice_word_row_set_property;
  object_class->dispose = sluice_word_row_dispose;
  object_class->finalize = sluice_word_row_finalize;

  properties[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_object ("note", NULL, NULL, SLUICE_TYPE_NOTE_ROW, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_word_row_init (SluiceWordRow *self)
{
  self->words = g_new0 (char *, 1);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected_cb), NULL);
}

/**
 * sluice_word_row_set_words:
 * @self: the row
 * @words: (array zero-terminated=1): what the member can be
 * @labels: (array zero-terminated=1): what people read for each
 */
void
sluice_word_row_set_words (SluiceWordRow *self, const char *const *words, const char *const *labels)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  g_return_if_fail (SLUICE_IS_WORD_ROW (self));

  if (g_strv_equal ((const char *const *) self->words, words))
    return;
  g_strfreev (self->words);
  self->words = g_strdupv ((char **) words);
  self->updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  self->updating = FALSE;
  if (self->document != NULL)
    sluice_word_row_show (SLUICE_DRAFT_FIELD (self));
}
