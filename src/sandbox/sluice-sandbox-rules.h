/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-check.h"
#include "sandbox/sluice-sandbox-request.h"

G_BEGIN_DECLS

/**
 * SluiceSandboxRules:
 * @noun: what messages call an object of the family
 * @build: makes what is kept of the request's body, or adds to problems; existing is set for a PUT
 * @render: (nullable): adds to a reply what follows from the clock or from other objects
 * @find_user: (nullable): names what still uses the object, so that it cannot be deleted
 * @saved: (nullable): after the object was made or replaced, before it is saved
 *
 * What sets one family of Warehouse Sync objects apart from the others.
 */
typedef struct
{
  const char *noun;
  JsonObject *(*build) (SluiceSandboxRequest *request,
                        SluiceSandboxObject *existing,
                        GPtrArray *problems);
  void (*render) (SluiceSandboxRequest *request, SluiceSandboxObject *object, JsonObject *reply);
  char *(*find_user) (SluiceSandboxRequest *request, SluiceSandboxObject *object);
  void (*saved) (SluiceSandboxRequest *request, SluiceSandboxObject *object);
} SluiceSandboxRules;

extern const SluiceSandboxRules sluice_sandbox_connection_rules;
extern const SluiceSandboxRules sluice_sandbox_data_model_rules;
extern const SluiceSandboxRules sluice_sandbox_field_transformation_rules;
extern const SluiceSandboxRules sluice_sandbox_pipeline_rules;

char *sluice_sandbox_rules_find_pipeline (SluiceSandboxRequest *request,
                                          const char *member,
                                          const char *id);
SluiceSandboxObject *sluice_sandbox_rules_make (SluiceSandboxRequest *request, GPtrArray *problems);

SluiceSandboxObject *sluice_sandbox_feed_make (SluiceSandboxRequest *request, GPtrArray *problems);

/* The handlers of the routes, by family; sluice-sandbox-router.c says which serves what. */

void sluice_sandbox_serve_token (SluiceSandboxRequest *request);
void sluice_sandbox_serve_workspaces (SluiceSandboxRequest *request);
void sluice_sandbox_serve_accounts (SluiceSandboxRequest *request);
void sluice_sandbox_serve_account (SluiceSandboxRequest *request);

void sluice_sandbox_serve_list (SluiceSandboxRequest *request);
void sluice_sandbox_serve_create (SluiceSandboxRequest *request);
void sluice_sandbox_serve_read (SluiceSandboxRequest *request);
void sluice_sandbox_serve_replace (SluiceSandboxRequest *request);
void sluice_sandbox_serve_delete (SluiceSandboxRequest *request);

void sluice_sandbox_serve_report (SluiceSandboxRequest *request);
void sluice_sandbox_serve_runs (SluiceSandboxRequest *request);
void sluice_sandbox_serve_run (SluiceSandboxRequest *request);
void sluice_sandbox_serve_trigger (SluiceSandboxRequest *request);

void sluice_sandbox_serve_feeds (SluiceSandboxRequest *request);
void sluice_sandbox_serve_feed (SluiceSandboxRequest *request);
void sluice_sandbox_serve_create_feed (SluiceSandboxRequest *request);
void sluice_sandbox_serve_replace_feed (SluiceSandboxRequest *request);

void sluice_sandbox_serve_services (SluiceSandboxRequest *request);
void sluice_sandbox_serve_service (SluiceSandboxRequest *request);
void sluice_sandbox_serve_configurations (SluiceSandboxRequest *request);
void sluice_sandbox_serve_subscriptions (SluiceSandboxRequest *request);
void sluice_sandbox_serve_create_subscription (SluiceSandboxRequest *request);

void sluice_sandbox_serve_account_audiences (SluiceSandboxRequest *request);
void sluice_sandbox_serve_audiences (SluiceSandboxRequest *request);
void sluice_sandbox_serve_delete_audience (SluiceSandboxRequest *request);
void sluice_sandbox_serve_preview_audiences (SluiceSandboxRequest *request);
void sluice_sandbox_serve_preview_audience (SluiceSandboxRequest *request);
void sluice_sandbox_serve_create_audience (SluiceSandboxRequest *request);
void sluice_sandbox_serve_replace_audience (SluiceSandboxRequest *request);
void sluice_sandbox_serve_calculate_audience (SluiceSandboxRequest *request);
void sluice_sandbox_serve_audience_connections (SluiceSandboxRequest *request);
void sluice_sandbox_serve_create_audience_connection (SluiceSandboxRequest *request);
void sluice_sandbox_serve_delete_audience_connection (SluiceSandboxRequest *request);

G_END_DECLS
