/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "warehouse/sluice-sql-dialect.h"
#include "warehouse/sluice-values.h"

G_BEGIN_DECLS

#define SLUICE_VALUE_ERROR (sluice_value_error_quark ())

/**
 * SluiceValueError:
 * @SLUICE_VALUE_ERROR_MISSING: a needed value is missing or empty
 * @SLUICE_VALUE_ERROR_INVALID: a value breaks its field's rule, or its dialect cannot express it
 * @SLUICE_VALUE_ERROR_UNKNOWN: no such key, kind or file
 * @SLUICE_VALUE_ERROR_SECRET: a secret where none may stand
 *
 * Messages begin with the key, so that a reader of a terminal finds the field too.
 */
typedef enum
{
  SLUICE_VALUE_ERROR_MISSING,
  SLUICE_VALUE_ERROR_INVALID,
  SLUICE_VALUE_ERROR_UNKNOWN,
  SLUICE_VALUE_ERROR_SECRET,
} SluiceValueError;

GQuark sluice_value_error_quark (void);
char *sluice_value_error_dup_key (const GError *error);

/**
 * SluiceFieldFlags:
 * @SLUICE_FIELD_LIST: several texts
 * @SLUICE_FIELD_SECRET: for the keyring; never among the values or in a file
 * @SLUICE_FIELD_DERIVED: made from the account's pod and ids unless given
 * @SLUICE_FIELD_BOOLEAN: "true" or "false"
 * @SLUICE_FIELD_FILES: the files cannot be written without it, whatever else needs it
 * @SLUICE_FIELD_GRANTS: without it grants would be left out, so no file that has them can be written
 */
typedef enum
{
  SLUICE_FIELD_LIST = 1 << 0,
  SLUICE_FIELD_SECRET = 1 << 1,
  SLUICE_FIELD_DERIVED = 1 << 2,
  SLUICE_FIELD_BOOLEAN = 1 << 3,
  SLUICE_FIELD_FILES = 1 << 4,
  SLUICE_FIELD_GRANTS = 1 << 5,
} SluiceFieldFlags;

/**
 * SluiceFieldNeed:
 * @SLUICE_NEEDED_NO: an option, or has a fallback
 * @SLUICE_NEEDED_SCRIPT: the files need it
 * @SLUICE_NEEDED_CONNECTION: the connection needs it (and the files, with %SLUICE_FIELD_FILES)
 */
typedef enum
{
  SLUICE_NEEDED_NO,
  SLUICE_NEEDED_SCRIPT,
  SLUICE_NEEDED_CONNECTION,
} SluiceFieldNeed;

typedef struct _SluiceField SluiceField;

/**
 * SluiceField:
 * @key: the name in a setup file and on the command line
 * @label: what a form calls it, marked for translation
 * @help: one or two sentences where to find it or what it does, marked for translation
 * @example: a plausible value, not translated
 * @group: the heading it stands under in a form, marked for translation
 * @needed: what cannot go on without it
 * @choices: (nullable): NULL-terminated list of the only values allowed
 * @fallback: (nullable): the value when none is given
 * @config_key: (nullable): the member of a connection's config it becomes
 * @only_with: (nullable): the field that must have the value @only_value for this one to matter
 * @only_value: (nullable): see @only_with
 * @validate: (nullable): sets an error, whose message is for people, if @text (one item of a list)
 *   cannot be right
 */
struct _SluiceField
{
  const char *key;
  const char *label;
  const char *help;
  const char *example;
  const char *group;
  SluiceFieldFlags flags;
  SluiceFieldNeed needed;
  const char *const *choices;
  const char *fallback;
  const char *config_key;
  const char *only_with;
  const char *only_value;
  gboolean (*validate) (const SluiceField *field, const char *text, GError **error);
};

/**
 * SluiceFile:
 * @name: its name in the folder, e.g. "setup.sql"
 * @title: what it is, marked for translation
 * @language: GtkSourceView language id
 * @executable: whether it is a script to run
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *language;
  gboolean executable;
} SluiceFile;

/**
 * SluiceGrant:
 * @privilege: e.g. "SELECT" or "roles/bigquery.jobUser"
 * @object: what it is on, as people write it, e.g. "TABLE ACME.CRM.CUSTOMERS"
 * @to: who gets it
 * @why: why it is needed, translated
 *
 * Grants are data: the SQL, privileges.md and the form all come from the same list.
 */
typedef struct
{
  char *privilege;
  char *object;
  char *to;
  char *why;
} SluiceGrant;

void sluice_grant_free (SluiceGrant *grant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceGrant, sluice_grant_free)

/**
 * SluiceIteratorType:
 * @name: as the API spells it
 * @has_zone: FALSE where the warehouse type ignores time zones (a warning is due)
 */
typedef struct
{
  const char *name;
  gboolean has_zone;
} SluiceIteratorType;

/**
 * SluiceConsoleStep:
 * @key: (nullable): the field that @value is of
 * @title: what to do in the vendor's console, translated
 * @detail: where exactly, translated
 * @value: (nullable): the exact text to type there
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *detail;
  char *value;
} SluiceConsoleStep;

void sluice_console_step_free (SluiceConsoleStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceConsoleStep, sluice_console_step_free)

/**
 * SluiceAccount:
 * @pod: (nullable): us1, us2, eu1 or au1, any case
 * @org_id: (nullable): digits
 * @account_id: (nullable): digits
 *
 * What derived values are made from.
 */
typedef struct
{
  const char *pod;
  const char *org_id;
  const char *account_id;
} SluiceAccount;

/**
 * SluiceWarehouse:
 *
 * A kind of warehouse: an immutable description, one per kind, never freed. No other place in the
 * tree asks which kind it is.
 */
typedef struct _SluiceWarehouse SluiceWarehouse;

const SluiceWarehouse *const *sluice_warehouse_list (guint *n_kinds);
const SluiceWarehouse *sluice_warehouse_lookup (const char *id);
const SluiceWarehouse *sluice_warehouse_lookup_provider (const char *service_provider);

const char *sluice_warehouse_get_id (const SluiceWarehouse *self);
const char *sluice_warehouse_get_display_name (const SluiceWarehouse *self);
const char *sluice_warehouse_get_service_provider (const SluiceWarehouse *self);
const char *sluice_warehouse_get_module_name (const SluiceWarehouse *self);
const SluiceSqlDialect *sluice_warehouse_get_sql_dialect (const SluiceWarehouse *self);
const SluiceIteratorType *sluice_warehouse_get_iterator_types (const SluiceWarehouse *self,
                                                               guint *n_types);
const SluiceField *sluice_warehouse_get_fields (const SluiceWarehouse *self, guint *n_fields);
const SluiceField *sluice_warehouse_find_field (const SluiceWarehouse *self, const char *key);
const SluiceFile *sluice_warehouse_get_files (const SluiceWarehouse *self, guint *n_files);

/* A copy of values with fallbacks filled in and derived values added (those that were given stay). */
SluiceValues *sluice_warehouse_complete (const SluiceWarehouse *self,
                                         SluiceValues *values,
                                         const SluiceAccount *account);

gboolean sluice_warehouse_validate_value (const SluiceWarehouse *self,
                                          const char *key,
                                          const char *text,
                                          GError **error);
gboolean sluice_warehouse_validate (const SluiceWarehouse *self,
                                    SluiceValues *values,
                                    SluiceFieldNeed purpose,
                                    GPtrArray *errors);
void sluice_warehouse_normalize_config (const SluiceWarehouse *self, JsonObject *config);
JsonObject *sluice_warehouse_values_to_json (const SluiceWarehouse *self, SluiceValues *values);
SluiceValues *sluice_warehouse_values_from_json (const SluiceWarehouse *self,
                                                 JsonObject *object,
                                                 GPtrArray *errors);

GPtrArray *sluice_warehouse_get_grants (const SluiceWarehouse *self, SluiceValues *completed);
GPtrArray *sluice_warehouse_get_warnings (const SluiceWarehouse *self, SluiceValues *completed);
GPtrArray *sluice_warehouse_get_console_steps (const SluiceWarehouse *self,
                                               SluiceValues *completed);
char *sluice_warehouse_render (const SluiceWarehouse *self,
                               const char *file,
                               SluiceValues *completed,
                               const char *query,
                               GError **error);

char *sluice_warehouse_render_draft (const SluiceWarehouse *self,
                                     const char *file,
                                     SluiceValues *completed,
                                     const char *query,
                                     GError **error);
gboolean
sluice_warehouse_has_secret (const SluiceWarehouse *self, const char *text, const char *key);
char *sluice_warehouse_fill_secret (const SluiceWarehouse *self,
                                    const char *text,
                                    const char *key,
                                    const char *secret,
                                    GError **error);

const SluiceField *sluice_warehouse_get_secret_file_field (const SluiceWarehouse *self);
gboolean sluice_warehouse_read_secret_file (const SluiceWarehouse *self,
                                            const char *text,
                                            SluiceValues *values,
                                            GError **error);

JsonObject *sluice_warehouse_build_config (const SluiceWarehouse *self,
                                           SluiceValues *completed,
                                           GError **error);
SluiceValues *sluice_warehouse_values_from_config (const SluiceWarehouse *self, JsonObject *config);

G_END_DECLS
