/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-setup.h"
#include "store/sluice-profile.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

/* Names and ids that a draft begins with. */

SluiceSetup *sluice_draft_names_fill (SluiceSetup *setup, SluiceUiContext *context);
SluiceSetup *sluice_draft_names_clear (SluiceSetup *setup, SluiceUiContext *context);
SluiceSetup *
sluice_draft_names_set (SluiceSetup *setup, const char *name_pointer, const char *name);

G_END_DECLS
