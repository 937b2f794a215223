/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CREATE_PAGE (sluice_create_page_get_type ())

/**
 * SluiceCreatePage:
 *
 * The last step: makes it all, one request after the other, for everybody to see. Emits ::made when
 * everything is there.
 */
G_DECLARE_FINAL_TYPE (SluiceCreatePage, sluice_create_page, SLUICE, CREATE_PAGE, AdwBin)

gboolean sluice_create_page_is_busy (SluiceCreatePage *self);
gboolean sluice_create_page_is_made (SluiceCreatePage *self);

G_END_DECLS
