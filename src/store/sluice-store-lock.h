/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

/**
 * SluiceStoreLock:
 *
 * The right to change one workspace, held by one program at a time. It goes with the program, however
 * that ends.
 */
typedef struct _SluiceStoreLock SluiceStoreLock;

SluiceStoreLock *sluice_store_lock_new (SluiceStore *store, const char *scope, GError **error);
void sluice_store_lock_free (SluiceStoreLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceStoreLock, sluice_store_lock_free)

G_END_DECLS
