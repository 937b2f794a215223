/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CODE_VIEW (sluice_code_view_get_type ())

/**
 * SluiceCodeView:
 *
 * Text to read: highlighted, light or dark as the window is, and where it changes under the reader's
 * eyes it keeps its place and flashes the lines that changed. Scrolls by itself.
 */
G_DECLARE_FINAL_TYPE (SluiceCodeView, sluice_code_view, SLUICE, CODE_VIEW, GtkWidget)

void sluice_code_view_set_language (SluiceCodeView *self, const char *language_id);
void sluice_code_view_set_text (SluiceCodeView *self, const char *text);
void sluice_code_view_update_text (SluiceCodeView *self, const char *text);
void sluice_code_view_set_label (SluiceCodeView *self, const char *label);
char *sluice_code_view_dup_text (SluiceCodeView *self);

void sluice_code_view_colour (GtkSourceBuffer *buffer, const char *language_id);

G_END_DECLS
