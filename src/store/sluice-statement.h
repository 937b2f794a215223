/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

/* A prepared statement. Parameters and columns count from 0, in the order they stand in the text.
 * Private to this folder. */
typedef struct _SluiceStatement SluiceStatement;

SluiceStatement *sluice_statement_new (SluiceStore *store, const char *sql, GError **error);
void sluice_statement_free (SluiceStatement *self);

void sluice_statement_bind_text (SluiceStatement *self, guint parameter, const char *text);
void sluice_statement_bind_int (SluiceStatement *self, guint parameter, gint64 number);
gboolean sluice_statement_step (SluiceStatement *self, gboolean *row, GError **error);
gboolean sluice_statement_run (SluiceStatement *self, GError **error);
gboolean sluice_statement_run_durably (SluiceStatement *self, GError **error);

const char *sluice_statement_get_text (SluiceStatement *self, guint column);
gint64 sluice_statement_get_int (SluiceStatement *self, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceStatement, sluice_statement_free)

G_END_DECLS
