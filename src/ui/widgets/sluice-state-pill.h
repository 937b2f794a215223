/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_STATE_PILL (sluice_state_pill_get_type ())

/**
 * SluiceStatePill:
 *
 * A state as an icon and a word, in a colour that only underlines what they say. Property "state":
 * a word of the API or of the core (active, paused, pending, running, succeeded, failed, partial,
 * healthy, faulted, unknown, …); a word that is not known is shown as it is.
 */
G_DECLARE_FINAL_TYPE (SluiceStatePill, sluice_state_pill, SLUICE, STATE_PILL, AdwBin)

GtkWidget *sluice_state_pill_new (const char *state);
void sluice_state_pill_set_state (SluiceStatePill *self, const char *state);

const char *sluice_state_pill_get_word (const char *state);

G_END_DECLS
