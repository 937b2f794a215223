/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE (sluice_audience_get_type ())

/**
 * SluiceAudience:
 *
 * An audience as the API told it last (FACTS 11.1). Stays the same object while the server's changes.
 * Properties, read-only and notified: name (a string). Emits ::changed after each change.
 */
G_DECLARE_FINAL_TYPE (SluiceAudience, sluice_audience, SLUICE, AUDIENCE, GObject)

SluiceAudience *sluice_audience_new (JsonObject *object);
void sluice_audience_update (SluiceAudience *self, JsonObject *object);

const char *sluice_audience_get_id (SluiceAudience *self);
const char *sluice_audience_get_name (SluiceAudience *self);
const char *sluice_audience_get_status (SluiceAudience *self);
const char *sluice_audience_get_search (SluiceAudience *self);

/* -1 where not told. */
gint64 sluice_audience_get_size (SluiceAudience *self);
gint64 sluice_audience_get_added (SluiceAudience *self);
gint64 sluice_audience_get_dropped (SluiceAudience *self);

/* What is unusual about its size, NULL if nothing; set by who watches. */
const char *sluice_audience_get_alert (SluiceAudience *self);
void sluice_audience_set_alert (SluiceAudience *self, const char *alert);

char *sluice_audience_describe_size (SluiceAudience *self);
char *sluice_audience_describe_movement (SluiceAudience *self);
char **sluice_audience_list_outputs (SluiceAudience *self);
char **sluice_audience_list_providers (SluiceAudience *self);
char **sluice_audience_list_workspaces (SluiceAudience *self);

G_END_DECLS
