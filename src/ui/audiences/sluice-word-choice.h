/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-definition.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WORD_CHOICE (sluice_word_choice_get_type ())

/**
 * SluiceWordChoice:
 *
 * A drop-down over words of the schema, bound to a text property of an object. A word that is not among
 * those offered is offered too while it is the property's value, so that nothing is shown as what it
 * is not.
 */
G_DECLARE_FINAL_TYPE (SluiceWordChoice, sluice_word_choice, SLUICE, WORD_CHOICE, AdwBin)

GtkWidget *sluice_word_choice_new (gpointer object, const char *property, const char *name);
void sluice_word_choice_set_words (SluiceWordChoice *self,
                                   const SluiceDefinitionWord *words,
                                   const SluiceDefinitionWord *more);
gboolean sluice_word_choice_offers (SluiceWordChoice *self, const char *word);

G_END_DECLS
