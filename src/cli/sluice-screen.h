/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceScreen:
 *
 * A page that takes the place of the one before on the terminal of standard output, without flicker: each
 * line is written over the old one, and only what is left of that is erased. It is drawn on the terminal's
 * second screen, so that what stood there before comes back, followed by the last page. One at a time.
 */
typedef struct _SluiceScreen SluiceScreen;

SluiceScreen *sluice_screen_new (void);
void sluice_screen_free (SluiceScreen *self);

void sluice_screen_begin (SluiceScreen *self);
void sluice_screen_write (SluiceScreen *self, const char *text);
void sluice_screen_write_prose (SluiceScreen *self, const char *text);
void sluice_screen_set_remark (SluiceScreen *self, const char *text);
void sluice_screen_draw (SluiceScreen *self);

guint sluice_screen_measure (gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceScreen, sluice_screen_free)

G_END_DECLS
