/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-setup.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

/* A workspace, and a setup where there is one, as a Postman collection (2.1) and its environment: what
 * Sluice sends, for those who want to see or send it themselves. Secrets are left blank. */

char *sluice_postman_export_collection (SluiceProfile *profile, SluiceSetup *setup, GError **error);
char *sluice_postman_export_environment (SluiceProfile *profile, SluiceSetup *setup);

G_END_DECLS
