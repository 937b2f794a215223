/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ERROR_BOX (sluice_error_box_get_type ())

/**
 * SluiceErrorBox:
 *
 * An error where it belongs: what happened, why, what to do next, and behind an expander what a
 * support person asks for (code, status, request id, the server's words), to be copied at once.
 * Hidden while it has no error.
 *
 * With "rereads" set it stands for what a view could not read, and offers to try again. With "is-page"
 * set it fills a page that has nothing else to show.
 */
G_DECLARE_FINAL_TYPE (SluiceErrorBox, sluice_error_box, SLUICE, ERROR_BOX, AdwBin)

void sluice_error_box_set_error (SluiceErrorBox *self, const char *heading, const GError *error);
void sluice_error_box_set_remedy (SluiceErrorBox *self, const char *remedy);
void sluice_error_box_set_mild (SluiceErrorBox *self, gboolean mild);
void sluice_error_box_set_action (SluiceErrorBox *self,
                                  const char *label,
                                  const char *action_name,
                                  GVariant *target);

const char *sluice_error_box_get_remedy (const GError *error);
GtkWindow *
sluice_error_box_present_window (GtkWidget *parent, const char *heading, const GError *error);

G_END_DECLS
