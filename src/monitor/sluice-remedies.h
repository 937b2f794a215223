/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-run.h"

G_BEGIN_DECLS

/* What to do about what the API says of a pipeline: one table (FACTS 10). */

const char *sluice_remedy_for_words (const char *text);
const char *sluice_remedy_for_report (SluiceReport *report);
const char *sluice_remedy_for_run (SluiceRun *run);

G_END_DECLS
