/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "warehouse/sluice-quote.h"
#include "warehouse/sluice-scope.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

/*
 * How to add a kind
 *
 *  1. sluice-warehouse-<kind>.c: one `const SluiceWarehouse sluice_warehouse_<kind>`, its tables and
 *     hooks, all static. Declare it below and add it to the list in sluice-warehouse.c.
 *  2. data/warehouses/<kind>/: one template for each file, under the file's own name; list them in
 *     data/warehouses/warehouses.gresource.xml. sluice-template.h has the language. Templates write
 *     no quotes around a placeholder: its role does.
 *  3. sluice-quoting.c: how it writes names and strings, if no other kind's rules fit.
 *  4. tests/golden/<kind>/: run test-warehouse-golden with SLUICE_GOLDEN_WRITE=1, and read what it
 *     wrote before it is committed. The other tests take the new kind from the list by themselves.
 *
 * What a template may name: every field by its key (a list has "item" inside; a boolean is a flag; a
 * secret is its placeholder, never the secret), "grants" with the names of sluice_grant_names and a
 * flag for each of the kind's grant_shapes, "console_steps" with sluice_console_step_names, "query", and
 * what the kind declares in names and sets in its fill_scope hook.
 */

/**
 * SluiceGrantItem:
 * @shape: one of the kind's grant_shapes; which of a template's sections writes it
 * @privilege: a keyword or role name
 * @object_type: what stands between ON and the name, e.g. "SCHEMA"
 * @object_key: whose value @object is, for errors
 * @object: the parts of the object's name
 * @to_type: what stands between TO and the name, e.g. "ROLE"
 * @to_key: whose value @to is, for errors
 * @to: the name of who gets it
 * @why: marked for translation; files carry it in English
 */
typedef struct
{
  const char *shape;
  const char *privilege;
  const char *object_type;
  const char *object_key;
  char **object;
  const char *to_type;
  const char *to_key;
  char *to;
  const char *why;
} SluiceGrantItem;

/* The live list of mParticle's addresses; they change, so none is written anywhere (FACTS 12). */
#define SLUICE_IP_RANGES_URL "https://api.mparticle.com/ip-ranges"

struct _SluiceWarehouse
{
  const char *id;
  const char *display_name;
  const char *service_provider;
  const char *module_name;
  const SluiceSqlDialect *sql_dialect;
  const SluiceQuoting *quoting;

  const SluiceField *fields;
  guint n_fields;
  const SluiceFile *files;
  guint n_files;
  const SluiceIteratorType *iterator_types;
  guint n_iterator_types;

  /* The names beyond those of the fields that fill_scope sets. */
  const SluiceTemplateName *names;
  guint n_names;
  const char *const *grant_shapes;

  /* The secret field that a vendor's file fills, read by read_secret. */
  const char *secret_file_key;

  /* Each hook may be NULL. */

  /* Adds what can be made from the account and other values, where nothing was given. */
  void (*derive) (SluiceValues *values, const SluiceAccount *account);
  /* What depends on several values: adds an error with sluice_warehouse_add_error(). */
  void (*validate) (SluiceValues *values, SluiceFieldNeed purpose, GPtrArray *errors);
  /* Whether a field, needed as a rule, may be left out with these values. */
  gboolean (*excuses) (SluiceValues *values, const SluiceField *field);
  /* Fills in SluiceGrantItem, in the order in which they are to be granted. */
  void (*add_grants) (SluiceValues *values, GPtrArray *grants);
  /* Adds translated texts. */
  void (*add_warnings) (SluiceValues *values, GPtrArray *warnings);
  /* Adds SluiceConsoleStep with sluice_console_steps_add(). */
  void (*add_console_steps) (SluiceValues *values, GPtrArray *steps);
  /* Judges the file's text, and sets the values that it tells. */
  gboolean (*read_secret) (const char *key, const char *text, SluiceValues *values, GError **error);
  void (*fill_scope) (SluiceValues *values, SluiceScope *scope);
  /* After the members named by config_key have been set. */
  void (*finish_config) (SluiceValues *values, JsonObject *config);
  /* After the values named by config_key have been read. */
  void (*finish_values) (JsonObject *config, SluiceValues *values);
};

extern const SluiceWarehouse sluice_warehouse_redshift;
extern const SluiceWarehouse sluice_warehouse_snowflake;
extern const SluiceWarehouse sluice_warehouse_bigquery;
extern const SluiceWarehouse sluice_warehouse_databricks;

extern const char *const sluice_grant_names[];
extern const char *const sluice_console_step_names[];

/* For hooks. */
SluiceGrantItem *sluice_grants_add (GPtrArray *grants,
                                    const char *shape,
                                    const char *privilege,
                                    const char *object_type,
                                    const char *why);
void sluice_grant_item_set_object (SluiceGrantItem *item,
                                   const char *key,
                                   const char *first_part,
                                   ...) G_GNUC_NULL_TERMINATED;
void
sluice_grant_item_set_to (SluiceGrantItem *item, const char *type, const char *key, const char *to);
void sluice_warehouse_add_error (GPtrArray *errors,
                                 SluiceValueError code,
                                 const char *key,
                                 const char *message);
void sluice_console_steps_add (GPtrArray *steps,
                               const char *key,
                               const char *title,
                               const char *detail,
                               const char *value);

/* For the other files of the core. */
GPtrArray *sluice_warehouse_list_grants (const SluiceWarehouse *self, SluiceValues *values);
GPtrArray *sluice_warehouse_list_console_steps (const SluiceWarehouse *self, SluiceValues *values);
void sluice_warehouse_check_templates (const SluiceWarehouse *self, GPtrArray *problems);

/* Facts of the pods, and checks that several kinds share (sluice-account.c, sluice-field-checks.c). */
const char *sluice_account_get_aws_account (const SluiceAccount *account);
const char *sluice_account_get_sharing_identifier (const SluiceAccount *account);
char *sluice_account_dup_pod (const SluiceAccount *account);
char *
sluice_account_dup_ids (const SluiceAccount *account, const char *prefix, const char *separator);
char *sluice_account_dup_role_arn (const SluiceAccount *account, const char *aws_account);
void sluice_values_derive (SluiceValues *values, const char *key, char *text);
GPtrArray *sluice_values_list_schemas (SluiceValues *values, const char *const *keys);
void sluice_table_ref_split (const char *item, const char *schema, char **in_schema, char **table);

gboolean
sluice_field_check_aws_account (const SluiceField *field, const char *text, GError **error);
gboolean sluice_field_check_role_arn (const SluiceField *field, const char *text, GError **error);
gboolean
sluice_field_check_s3_location (const SluiceField *field, const char *text, GError **error);
gboolean sluice_field_check_ip_range (const SluiceField *field, const char *text, GError **error);
gboolean sluice_ip_range_is_local (const char *text);
gboolean sluice_ip_range_is_wide (const char *text);
gboolean sluice_field_check_number (const SluiceField *field, const char *text, GError **error);
gboolean sluice_field_check_no_spaces (const SluiceField *field, const char *text, GError **error);
gboolean sluice_field_matches (const char *pattern, const char *text);
gboolean sluice_field_refuse (GError **error, const char *message);

G_END_DECLS
