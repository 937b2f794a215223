/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_POSTMAN_ERROR (sluice_postman_error_quark ())

/**
 * SluicePostmanError:
 * @SLUICE_POSTMAN_ERROR_NOT_JSON: the file cannot be read as JSON
 * @SLUICE_POSTMAN_ERROR_NOT_POSTMAN: JSON, but neither an environment nor a collection
 * @SLUICE_POSTMAN_ERROR_VERSION: a collection of a version that is not read, or a data dump
 */
typedef enum
{
  SLUICE_POSTMAN_ERROR_NOT_JSON,
  SLUICE_POSTMAN_ERROR_NOT_POSTMAN,
  SLUICE_POSTMAN_ERROR_VERSION,
} SluicePostmanError;

GQuark sluice_postman_error_quark (void);

/* In the order in which their variables count (Postman's own). */
typedef enum
{
  SLUICE_POSTMAN_ENVIRONMENT,
  SLUICE_POSTMAN_COLLECTION,
  SLUICE_POSTMAN_GLOBALS,
} SluicePostmanKind;

typedef struct
{
  char *name;
  char *value; /* "" where there is none; may be a secret: wiped when freed */
  gboolean disabled;
} SluicePostmanVariable;

typedef struct
{
  char *url;
  char *body; /* may hold secrets: wiped when freed */
} SluicePostmanRequest;

/**
 * SluicePostmanFile:
 * @file_name: what to call it in messages
 * @kind: what it is
 * @name: (nullable): its own name
 * @variables: (element-type SluicePostmanVariable): in the file's order
 * @requests: (element-type SluicePostmanRequest): those with a JSON body that may be one of ours
 * @calls_mparticle: whether a request goes to mParticle's own hosts
 *
 * What is of interest in an environment or a collection.
 */
typedef struct
{
  char *file_name;
  SluicePostmanKind kind;
  char *name;
  GPtrArray *variables;
  GPtrArray *requests;
  gboolean calls_mparticle;
} SluicePostmanFile;

SluicePostmanFile *
sluice_postman_file_parse (const char *file_name, const char *data, gsize length, GError **error);
void sluice_postman_file_free (SluicePostmanFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePostmanFile, sluice_postman_file_free)

gboolean sluice_postman_is_placeholder (const char *value);
void sluice_postman_wipe_json (JsonNode *node);
gboolean sluice_postman_is_mparticle_url (const char *url);

G_END_DECLS
