/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SPINNER (sluice_spinner_get_type ())

/**
 * SluiceSpinner:
 *
 * Spins while it is on screen, and only then: a #GtkSpinner on a page of a stack that nobody sees goes on,
 * and has the window drawn sixty times a second for nothing.
 */
G_DECLARE_FINAL_TYPE (SluiceSpinner, sluice_spinner, SLUICE, SPINNER, GtkWidget)

G_END_DECLS
