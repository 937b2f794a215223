/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ERROR_BANNER (sluice_error_banner_get_type ())

/**
 * SluiceErrorBanner:
 *
 * A bar that tells, while the person goes on, what failed and what to do; the details are one click
 * away. Hidden until there is an error.
 */
G_DECLARE_FINAL_TYPE (SluiceErrorBanner, sluice_error_banner, SLUICE, ERROR_BANNER, AdwBin)

void sluice_error_banner_show (SluiceErrorBanner *self, const char *heading, const GError *error);
void sluice_error_banner_set_action (SluiceErrorBanner *self,
                                     const char *label,
                                     const char *action_name);
void sluice_error_banner_hide (SluiceErrorBanner *self);

G_END_DECLS
