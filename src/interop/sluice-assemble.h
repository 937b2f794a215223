/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-setup.h"

G_BEGIN_DECLS

/**
 * SluiceParts:
 * @warehouse: (nullable): the kind, or %NULL to go by the connection's service_provider
 * @values: (nullable): values that count more than those of the connection's config
 * @feed: (nullable): the feed, with a name or an id
 * @connection: (nullable): the connection
 * @data_model: (nullable): the data model
 * @field_transformation: (nullable): the field transformation
 * @pipeline: (nullable): the pipeline
 *
 * What a setup is put together from: objects as the API has them, in either dialect. Nothing is owned.
 */
typedef struct
{
  const SluiceWarehouse *warehouse;
  SluiceValues *values;
  JsonObject *feed;
  JsonObject *connection;
  JsonObject *data_model;
  JsonObject *field_transformation;
  JsonObject *pipeline;
} SluiceParts;

SluiceSetup *sluice_assemble_setup (const SluiceParts *parts);

G_END_DECLS
