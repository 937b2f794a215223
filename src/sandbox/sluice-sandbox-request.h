/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-options.h"
#include "sandbox/sluice-sandbox-reply.h"
#include "sandbox/sluice-sandbox-tokens.h"
#include "sandbox/sluice-sandbox-world.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SANDBOX_OAUTH,
  SLUICE_SANDBOX_PLATFORM_V1,
  SLUICE_SANDBOX_PLATFORM_V2,
} SluiceSandboxApi;

#define SLUICE_SANDBOX_MAX_ARGUMENTS 3

/**
 * SluiceSandboxRequest:
 * @arguments: what stands in the place of the route's `*`; [0] is the workspace where the route
 *   names one
 * @query: (nullable): the query's parameters
 * @body: (nullable): the body, if it is a JSON object
 * @family: which family the route is about
 * @status: set by the reply
 * @text: set by the reply, %NULL for an empty body
 *
 * A request on its way through the sandbox, and the reply to it.
 */
typedef struct
{
  SluiceSandboxWorld *world;
  SluiceSandboxClock *clock;
  SluiceSandboxTokens *tokens;
  const SluiceSandboxOptions *options;

  const char *method;
  const char *path;
  SoupMessageHeaders *headers;
  GHashTable *query;
  GBytes *bytes;
  JsonNode *node;
  JsonObject *body;
  const char *arguments[SLUICE_SANDBOX_MAX_ARGUMENTS];
  const char *workspace;
  SluiceSandboxFamily family;
  SluiceSandboxApi api;

  guint status;
  char *text;
  const char *content_type;
} SluiceSandboxRequest;

void sluice_sandbox_request_clear (SluiceSandboxRequest *self);
const char *sluice_sandbox_request_get_parameter (SluiceSandboxRequest *self, const char *name);
gboolean sluice_sandbox_request_parse_body (SluiceSandboxRequest *self);

void sluice_sandbox_request_reply (SluiceSandboxRequest *self, guint status, JsonObject *body);
void sluice_sandbox_request_reply_list (SluiceSandboxRequest *self, JsonArray *list);
void sluice_sandbox_request_reply_empty (SluiceSandboxRequest *self, guint status);
void
sluice_sandbox_request_refuse_all (SluiceSandboxRequest *self, guint status, GPtrArray *messages);
void
sluice_sandbox_request_refuse (SluiceSandboxRequest *self, guint status, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void sluice_sandbox_request_refuse_route (SluiceSandboxRequest *self);

G_END_DECLS
