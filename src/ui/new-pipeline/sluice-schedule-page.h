/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SCHEDULE_PAGE (sluice_schedule_page_get_type ())

/**
 * SluiceSchedulePage:
 *
 * The fifth step: when the pipeline runs, and what it is called.
 */
G_DECLARE_FINAL_TYPE (SluiceSchedulePage, sluice_schedule_page, SLUICE, SCHEDULE_PAGE, AdwBin)

G_END_DECLS
