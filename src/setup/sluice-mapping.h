/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "setup/sluice-check.h"

G_BEGIN_DECLS

SluiceSetup *sluice_mapping_complete (SluiceSetup *setup);
gboolean sluice_mapping_has_source (SluiceSetup *setup, const char *column);

G_END_DECLS
