/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-check.h"
#include "warehouse/sluice-sql-query.h"

G_BEGIN_DECLS

#define QUERY_PATH    "/data_model/sql_query"
#define ITERATOR_PATH "/pipeline/sync_mode/iterator_field"

typedef struct _SluiceCheckNames SluiceCheckNames;

/**
 * SluiceCheckPass:
 * @setup: what is checked
 * @findings: (element-type SluiceFinding): in the order of the file
 * @columns: (element-type SluiceColumn): what the query gives; empty where not known
 * @query: (nullable): what was read of the query; %NULL where there is none, or no warehouse
 * @names: (nullable): the names in the query and in the mappings; %NULL where @query is
 * @columns_known: whether @columns is all of it
 * @events: whether the pipeline carries events
 *
 * One walk over a setup: each part of the check adds what it finds.
 */
typedef struct
{
  SluiceSetup *setup;
  GListStore *findings;
  GListStore *columns;
  SluiceSqlQuery *query;
  SluiceCheckNames *names;
  gboolean columns_known;
  gboolean events;
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
JsonArray *sluice_check_get_mappings (SluiceCheckPass *pass);
JsonObject *sluice_check_get_mapping (JsonArray *mappings, guint i);

SluiceCheckNames *sluice_check_names_new (SluiceSqlQuery *query, JsonArray *mappings);
void sluice_check_names_free (SluiceCheckNames *self);
const char *sluice_check_names_get (SluiceCheckNames *self, guint column);
const SluiceSqlColumn *sluice_check_names_find_column (SluiceCheckNames *self, const char *name);
gboolean sluice_check_names_is_first (SluiceCheckNames *self, guint column);
gboolean
sluice_check_names_find_mapping (SluiceCheckNames *self, guint column, SluiceBecomes *becomes);

G_END_DECLS
