/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/sluice-store.h"

G_BEGIN_DECLS

sqlite3 *_sluice_store_get_handle (SluiceStore *self);

gboolean _sluice_store_begin (SluiceStore *self, GError **error);
gboolean _sluice_store_commit (SluiceStore *self, GError **error);
void _sluice_store_roll_back (SluiceStore *self);
void _sluice_store_set_durable (SluiceStore *self, gboolean durable);

/* sluice-database.c: opening the file and bringing its schema up to date. */
sqlite3 *_sluice_database_open (const char *path, GError **error);
gboolean _sluice_database_run (sqlite3 *handle, const char *sql, GError **error);
void _sluice_database_set_error (sqlite3 *handle, GError **error);

G_END_DECLS
