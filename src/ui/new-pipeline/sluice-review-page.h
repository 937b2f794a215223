/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_REVIEW_PAGE (sluice_review_page_get_type ())

/**
 * SluiceReviewPage:
 *
 * The sixth step: all of it in plain words, what the check found, and every request.
 */
G_DECLARE_FINAL_TYPE (SluiceReviewPage, sluice_review_page, SLUICE, REVIEW_PAGE, AdwBin)

G_END_DECLS
