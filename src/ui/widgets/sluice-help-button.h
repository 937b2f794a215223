/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_HELP_BUTTON (sluice_help_button_get_type ())

/**
 * SluiceHelpButton:
 *
 * A small button whose popover says what a field is for, where to find its value, and gives an
 * example. Properties, all strings: "subject" (the field's label), "text", "example" (nullable).
 */
G_DECLARE_FINAL_TYPE (SluiceHelpButton, sluice_help_button, SLUICE, HELP_BUTTON, AdwBin)

GtkWidget *sluice_help_button_new (const char *subject, const char *text, const char *example);

G_END_DECLS
