/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "interop/sluice-postman-bodies.h"
#include "setup/sluice-setup.h"

G_BEGIN_DECLS

/**
 * SluicePostmanDraft:
 *
 * Gathers what Postman files say of a pipeline, guesses the kind of warehouse from what is there, and
 * makes a setup of it.
 */
typedef struct _SluicePostmanDraft SluicePostmanDraft;

SluicePostmanDraft *sluice_postman_draft_new (void);
void sluice_postman_draft_free (SluicePostmanDraft *self);

void sluice_postman_draft_vote (SluicePostmanDraft *self,
                                const SluiceWarehouse *warehouse,
                                guint weight);
void sluice_postman_draft_set_value (SluicePostmanDraft *self,
                                     const SluiceWarehouse *warehouse,
                                     const char *key,
                                     const char *value);
gboolean sluice_postman_draft_set (SluicePostmanDraft *self,
                                   const char *key,
                                   const char *value,
                                   char **reason);
SluiceSetup *sluice_postman_draft_finish (SluicePostmanDraft *self,
                                          SluicePostmanBodies *bodies,
                                          const char *name);
const SluiceWarehouse *sluice_postman_draft_get_warehouse (SluicePostmanDraft *self);

typedef void (*SluicePostmanSecretFunc) (const SluiceWarehouse *warehouse,
                                         const char *key,
                                         const char *value,
                                         gpointer user_data);
void sluice_postman_draft_foreach_secret (SluicePostmanBodies *bodies,
                                          SluicePostmanSecretFunc func,
                                          gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePostmanDraft, sluice_postman_draft_free)

G_END_DECLS
