/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "interop/sluice-postman-file.h"

G_BEGIN_DECLS

/**
 * SluicePostmanScope:
 *
 * The variables of several Postman files as Postman sees them: an environment counts more than a
 * collection, a collection more than the globals, an earlier file more than a later one of its kind, and
 * a later line more than an earlier one of its file.
 */
typedef struct _SluicePostmanScope SluicePostmanScope;

SluicePostmanScope *sluice_postman_scope_new (GPtrArray *files);
void sluice_postman_scope_free (SluicePostmanScope *self);

char *sluice_postman_scope_look_up (SluicePostmanScope *self, const char *name, char **reason);
char *sluice_postman_scope_resolve (SluicePostmanScope *self, const char *text, char **reason);

/* Called for each line of each file; reason is NULL for the one that counts. */
typedef void (*SluicePostmanScopeFunc) (const SluicePostmanFile *file,
                                        const SluicePostmanVariable *variable,
                                        const char *reason,
                                        gpointer user_data);
void sluice_postman_scope_foreach (SluicePostmanScope *self,
                                   SluicePostmanScopeFunc func,
                                   gpointer user_data);
gboolean sluice_postman_scope_was_referred_to (SluicePostmanScope *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePostmanScope, sluice_postman_scope_free)

G_END_DECLS
