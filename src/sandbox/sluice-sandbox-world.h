/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-clock.h"
#include "sandbox/sluice-sandbox-run.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SANDBOX_FEEDS,
  SLUICE_SANDBOX_CONNECTIONS,
  SLUICE_SANDBOX_DATA_MODELS,
  SLUICE_SANDBOX_FIELD_TRANSFORMATIONS,
  SLUICE_SANDBOX_PIPELINES,
  SLUICE_SANDBOX_SUBSCRIPTIONS,
  SLUICE_SANDBOX_AUDIENCES,
  SLUICE_SANDBOX_AUDIENCE_CONNECTIONS,
  SLUICE_SANDBOX_N_FAMILIES,
} SluiceSandboxFamily;

/**
 * SluiceSandboxObject:
 * @body: what was sent, checked and without secrets; never changed, only replaced
 * @parent: (nullable): id of the object it hangs on, for subscriptions and audience connections
 * @due: when a pipeline runs next or an audience's size is known; 0 for never
 * @covered: up to when a pipeline's runs have covered its data
 * @runs: (element-type SluiceSandboxRun): a pipeline's runs, oldest first
 */
typedef struct
{
  SluiceSandboxFamily family;
  char *workspace;
  char *id;
  char *parent;
  JsonObject *body;
  gint64 created;
  gint64 due;
  gint64 covered;
  gint64 n_runs; /* all that ever were */
  GPtrArray *runs;
} SluiceSandboxObject;

#define SLUICE_TYPE_SANDBOX_WORLD (sluice_sandbox_world_get_type ())

/**
 * SluiceSandboxWorld:
 *
 * Everything that exists, by workspace and family, in the order of creation. Knows no rules. Emits
 * ::changed (what as a line of JSON) for each change, for whoever keeps it.
 */
G_DECLARE_FINAL_TYPE (SluiceSandboxWorld, sluice_sandbox_world, SLUICE, SANDBOX_WORLD, GObject)

SluiceSandboxWorld *sluice_sandbox_world_new (void);
gboolean sluice_sandbox_world_is_empty (SluiceSandboxWorld *self);
char **sluice_sandbox_world_list_workspaces (SluiceSandboxWorld *self);

GPtrArray *sluice_sandbox_world_list (SluiceSandboxWorld *self,
                                      const char *workspace,
                                      SluiceSandboxFamily family);
SluiceSandboxObject *sluice_sandbox_world_find (SluiceSandboxWorld *self,
                                                const char *workspace,
                                                SluiceSandboxFamily family,
                                                const char *id);
SluiceSandboxObject *sluice_sandbox_world_find_anywhere (SluiceSandboxWorld *self,
                                                         SluiceSandboxFamily family,
                                                         const char *id);
gint64 sluice_sandbox_world_next_number (SluiceSandboxWorld *self);

SluiceSandboxObject *sluice_sandbox_world_add (SluiceSandboxWorld *self,
                                               const char *workspace,
                                               SluiceSandboxFamily family,
                                               const char *id,
                                               JsonObject *body);
void sluice_sandbox_world_replace_body (SluiceSandboxObject *object, JsonObject *body);
void sluice_sandbox_world_add_run (SluiceSandboxWorld *self,
                                   SluiceSandboxObject *pipeline,
                                   SluiceSandboxRun *run);
void sluice_sandbox_world_save (SluiceSandboxWorld *self, SluiceSandboxObject *object);
void sluice_sandbox_world_remove (SluiceSandboxWorld *self, SluiceSandboxObject *object);

char *sluice_sandbox_world_dump (SluiceSandboxWorld *self);
void sluice_sandbox_world_replay (SluiceSandboxWorld *self, JsonObject *line);

G_END_DECLS
