/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SANDBOX_DROP_NO,
  SLUICE_SANDBOX_DROP_BEFORE,
  SLUICE_SANDBOX_DROP_AFTER,
} SluiceSandboxDrop;

/**
 * SluiceSandboxFault:
 * @method: (nullable): %NULL for any
 * @skip: how many matching requests still pass
 * @count: how many are still hit, -1 for all
 * @status: 0 where the usual reply is given
 * @body: (nullable): instead of the usual one
 * @headers: (nullable): to add to the reply
 * @delay: milliseconds
 * @cut: the connection ends after so many bytes of the body, -1 for never
 * @garbage: so many bytes that are no JSON instead of the body, -1 for none
 *
 * One way in which the sandbox goes wrong when told to.
 */
typedef struct
{
  char *method;
  GPatternSpec *route;
  gint64 skip;
  gint64 count;
  guint status;
  char *body;
  JsonObject *headers;
  guint delay;
  gint64 cut;
  gint64 garbage;
  SluiceSandboxDrop drop;
} SluiceSandboxFault;

#define SLUICE_TYPE_SANDBOX_SCENARIO (sluice_sandbox_scenario_get_type ())

/**
 * SluiceSandboxScenario:
 *
 * The faults of a scenario file, counted down as they are used up.
 */
G_DECLARE_FINAL_TYPE (SluiceSandboxScenario,
                      sluice_sandbox_scenario,
                      SLUICE,
                      SANDBOX_SCENARIO,
                      GObject)

SluiceSandboxScenario *sluice_sandbox_scenario_new (void);
gboolean
sluice_sandbox_scenario_add (SluiceSandboxScenario *self, const char *text, GError **error);
gboolean
sluice_sandbox_scenario_load (SluiceSandboxScenario *self, const char *path, GError **error);
const SluiceSandboxFault *
sluice_sandbox_scenario_take (SluiceSandboxScenario *self, const char *method, const char *path);

G_END_DECLS
