/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_COPY_BUTTON (sluice_copy_button_get_type ())

/**
 * SluiceCopyButton:
 *
 * Copies a text and shows a tick for a moment. Properties: "text" (what it copies), "label"
 * (nullable; without one it is an icon), "subject" (what is copied, for assistive technology, e.g.
 * "Copy role ARN"). Where the text is made at the moment of the click, leave "text" %NULL and
 * return it from ::get-text.
 */
G_DECLARE_FINAL_TYPE (SluiceCopyButton, sluice_copy_button, SLUICE, COPY_BUTTON, AdwBin)

GtkWidget *sluice_copy_button_new (const char *text, const char *subject);
void sluice_copy_button_set_text (SluiceCopyButton *self, const char *text);

G_END_DECLS
