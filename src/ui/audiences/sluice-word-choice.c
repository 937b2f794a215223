/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-word-choice.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-accessible.h"

struct _SluiceWordChoice
{
  AdwBin parent_instance;

  GObject *object;
  char *property;
  const SluiceDefinitionWord *offered[2]; /* (nullable) */
  GPtrArray *words;                       /* (element-type utf8): as they stand in the list */
  GtkDropDown *drop_down;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SluiceWordChoice, sluice_word_choice, ADW_TYPE_BIN)

static void
add_words (SluiceWordChoice *self, GtkStringList *labels, const SluiceDefinitionWord *words)
{
  for (; words != NULL && words->word != NULL; words++)
    {
      g_ptr_array_add (self->words, g_strdup (words->word));
      gtk_string_list_append (labels, _ (words->label));
    }
}

static void
update (SluiceWordChoice *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *word = NULL;
  guint position;

  g_object_get (self->object, self->property, &word, NULL);
  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->offered); i++)
    add_words (self, labels, self->offered[i]);
  if (!g_ptr_array_find_with_equal_func (self->words, word, g_str_equal, &position))
    {
      position = self->words->len;
      g_ptr_array_add (self->words, g_strdup (word));
      gtk_string_list_append (labels, word);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->drop_down, position);
  self->updating = FALSE;
}

static void
on_selected_cb (SluiceWordChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  if (!self->updating && selected < self->words->len)
    g_object_set (self->object, self->property, self->words->pdata[selected], NULL);
}

static void
on_property_notify_cb (SluiceWordChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  g_autofree char *word = NULL;

  g_object_get (self->object, self->property, &word, NULL);
  if (selected >= self->words->len || !g_str_equal (self->words->pdata[selected], word))
    update (self);
}

static void
sluice_word_choice_dispose (GObject *object)
{
  SluiceWordChoice *self = SLUICE_WORD_CHOICE (object);

  g_clear_object (&self->object);
  g_clear_pointer (&self->property, g_free);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  G_OBJECT_CLASS (sluice_word_choice_parent_class)->dispose (object);
}

static void
sluice_word_choice_class_init (SluiceWordChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_word_choice_dispose;
}

static void
sluice_word_choice_init (SluiceWordChoice *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

/**
 * sluice_word_choice_new:
 * @object: what is changed
 * @property: its property, a text
 * @name: what is chosen, for assistive technology
 *
 * Returns: (transfer floating): a drop-down that has no words yet
 */
GtkWidget *
sluice_word_choice_new (gpointer object, const char *property, const char *name)
{
  SluiceWordChoice *self = g_object_new (SLUICE_TYPE_WORD_CHOICE, NULL);
  g_autofree char *detailed = g_strconcat ("notify::", property, NULL);

  self->object = g_object_ref (object);
  self->property = g_strdup (property);
  sluice_accessible_set_name (self->drop_down, name);
  g_signal_connect_object (object, detailed, G_CALLBACK (on_property_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * sluice_word_choice_set_words:
 * @self: a drop-down
 * @words: (transfer none): what it offers; static
 * @more: (transfer none) (nullable): what it offers below that; static
 */
void
sluice_word_choice_set_words (SluiceWordChoice *self,
                              const SluiceDefinitionWord *words,
                              const SluiceDefinitionWord *more)
{
  if (self->offered[0] == words && self->offered[1] == more)
    return;
  self->offered[0] = words;
  self->offered[1] = more;
  update (self);
}

/**
 * sluice_word_choice_offers:
 * @self: a drop-down
 * @word: a word of the schema
 *
 * Returns: whether it is among those offered
 */
gboolean
sluice_word_choice_offers (SluiceWordChoice *self, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->offered); i++)
    if (self->offered[i] != NULL && sluice_definition_find_word (self->offered[i], word) != NULL)
      return TRUE;
  return FALSE;
}
