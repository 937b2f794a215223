/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-plan.h"
#include "store/sluice-journal.h"

G_BEGIN_DECLS

/* What an object is called in the journal: a feed its name, any other its id. */
const char *_sluice_plan_get_journal_name (SluiceStep *step);
SluiceJournal *_sluice_plan_open_journal (SluiceSession *session);

/* When the journal had last been written to as the plan began to be made. */
gint64 _sluice_plan_get_journal_time (SluicePlan *self);

G_END_DECLS
