/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-check.h"

G_BEGIN_DECLS

char *sluice_draft_words_describe (SluiceSetup *setup, SluiceFinding *finding);

G_END_DECLS
