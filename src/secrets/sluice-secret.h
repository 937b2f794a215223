/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SECRET (sluice_secret_get_type ())

/**
 * SluiceSecret:
 *
 * A password, key or token: reference counted, kept in memory that is not swapped where the system
 * allows it, and wiped when the last reference goes. It has no way to become a plain string that
 * somebody else frees: peek at it, use it, drop it.
 */
typedef struct _SluiceSecret SluiceSecret;

GType sluice_secret_get_type (void);

SluiceSecret *sluice_secret_new (const char *text);
SluiceSecret *sluice_secret_new_from_bytes (const char *data, gsize length);
SluiceSecret *sluice_secret_ref (SluiceSecret *self);
void sluice_secret_unref (SluiceSecret *self);

const char *sluice_secret_peek (SluiceSecret *self);
gsize sluice_secret_get_length (SluiceSecret *self);
gboolean sluice_secret_is_empty (SluiceSecret *self);
gboolean sluice_secret_equal (SluiceSecret *a, SluiceSecret *b);

void sluice_secret_wipe_memory (gpointer data, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSecret, sluice_secret_unref)

G_END_DECLS
