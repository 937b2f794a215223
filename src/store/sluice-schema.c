/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-schema.h"

const char *const sluice_schema_scripts[] = {
  /* 1: the workspaces */
  "CREATE TABLE profiles ("
  " id TEXT PRIMARY KEY NOT NULL,"
  " name TEXT NOT NULL UNIQUE,"
  " pod TEXT NOT NULL,"
  " org_id TEXT NOT NULL,"
  " account_id TEXT NOT NULL,"
  " workspace_id TEXT NOT NULL,"
  " client_id TEXT NOT NULL,"
  " api_url TEXT NOT NULL,"
  " token_url TEXT NOT NULL,"
  " environment TEXT NOT NULL"
  ") WITHOUT ROWID;"
  "CREATE TABLE learned ("
  " profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,"
  " key TEXT NOT NULL,"
  " value TEXT NOT NULL,"
  " PRIMARY KEY (profile_id, key)"
  ") WITHOUT ROWID;",
};

const guint sluice_schema_version = G_N_ELEMENTS (sluice_schema_scripts);
