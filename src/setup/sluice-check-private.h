/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-check.h"
#include "warehouse/sluice-sql-query.h"

G_BEGIN_DECLS

#define QUERY_PATH    "/data_model/sql_query"
#define ITERATOR_PATH "/pipeline/sync_mode/iterator_field"

/**
 * SluiceCheckPass:
 * @setup: what is checked
 * @findings: (element-type SluiceFinding): in the order of the file
 * @columns: (element-type SluiceColumn): what the query gives; empty where not known
 * @query: (nullable): what was read of the query; %NULL where there is none, or no warehouse
 * @columns_known: whether @columns is all of it
 *
 * One walk over a setup: each part of the check adds what it finds.
 */
typedef struct
{
  SluiceSetup *setup;
  GListStore *findings;
  GListStore *columns;
  SluiceSqlQuery *query;
  gboolean columns_known;
} SluiceCheckPass;

SluiceColumn *sluice_column_new (const char *name, SluiceBecomes becomes, guint line, guint column);

void sluice_check_structure (SluiceCheckPass *pass);
void sluice_check_values (SluiceCheckPass *pass);
void sluice_check_pipeline (SluiceCheckPass *pass);
void sluice_check_query (SluiceCheckPass *pass);
void sluice_check_transformation (SluiceCheckPass *pass);

SluiceFinding *sluice_check_add (SluiceCheckPass *pass,
                                 SluiceSeverity severity,
                                 const char *code,
                                 const char *path,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (5, 6);

void sluice_check_add_unknown (SluiceCheckPass *pass, const char *parent, const char *name);

GDateTime *sluice_check_parse_time (const char *text);
gboolean sluice_check_has_member (SluiceCheckPass *pass, const char *pointer);
gboolean sluice_check_maps_identity (SluiceCheckPass *pass);
gboolean
sluice_check_find_mapping (SluiceCheckPass *pass, const char *column, SluiceBecomes *becomes);

G_END_DECLS
