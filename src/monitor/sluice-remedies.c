/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-remedies.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *words[4]; /* any of them, in lower case */
  const char *remedy;
} Remedy;

/* FACTS 10, the narrower words first. The server's words are not documented, so each line knows several. */
static const Remedy remedies[] = {
  { { "multi-factor", "mfa", "two-factor" },
    N_ ("Snowflake asks this user for a second factor. Make it a service user (TYPE = SERVICE with "
        "a "
        "token, or TYPE = LEGACY_SERVICE with a password) and try again.") },
  { { "ip address", "allow list", "allow-list", "whitelist" },
    N_ ("The warehouse refused mParticle’s address. Add mParticle’s IP ranges to the warehouse’s "
        "network policy or firewall.") },
  { { "network policy", "not allowed to access snowflake", "firewall", "security group" },
    N_ ("The warehouse refused mParticle’s address. Add mParticle’s IP ranges to the warehouse’s "
        "network policy or firewall.") },
  { { "storage integration", "assumerole", "assume role", "iam role" },
    N_ ("The warehouse could not hand its data over. Compare the storage integration or IAM role, "
        "the "
        "role ARN and the S3 location with the set-up script, letter by letter, case included.") },
  { { "access denied to s3", "s3://", "unload", "copy into" },
    N_ ("The warehouse could not hand its data over. Compare the storage integration or IAM role, "
        "the "
        "role ARN and the S3 location with the set-up script, letter by letter, case included.") },
  { { "password", "login", "authentication", "credential" },
    N_ ("The warehouse did not accept the sign-in. Check the connection’s user and password, then "
        "send "
        "the connection again with its secrets.") },
  { { "insufficient privilege", "permission denied", "not authorized", "access denied" },
    N_ ("A grant is missing. Run the set-up script again, then the verify script, as the "
        "warehouse’s "
        "administrator.") },
  { { "iterator" },
    N_ ("Check the iterator field: it must be a column of the query, written without quotes, of "
        "the "
        "type the pipeline names.") },
  { { "syntax error", "invalid sql", "sql compilation", "unexpected" },
    N_ ("The warehouse did not accept the query. Run it in the warehouse, correct the data model, "
        "and "
        "apply it again.") },
  { { "column" },
    N_ ("A column of the query changed or is missing. Run the query in the warehouse, correct the "
        "data "
        "model, and apply it again.") },
  { { "does not exist", "not found", "unknown table", "no such" },
    N_ ("The warehouse does not know an object the query names. Write tables as "
        "database.schema.table "
        "and check that the role may read them.") },
  { { "too many records", "record limit", "exceeds the limit", "maximum number of records" },
    N_ ("The run was larger than its schedule allows. Load the past in parts with “from” and "
        "“until”, "
        "or choose a less frequent schedule.") },
  { { "timed out", "timeout", "time out" },
    N_ ("The warehouse took too long. Use a larger warehouse, or make the query read less.") },
  { { "suspended", "quota", "resource monitor", "credit" },
    N_ ("The warehouse is suspended or out of quota. Ask its administrator to resume it.") },
  { { "could not connect", "unable to connect", "connection refused", "unknown host" },
    N_ ("The warehouse could not be reached. Check account or host, region, warehouse and database "
        "of "
        "the connection, and that mParticle’s IP ranges are allowed.") },
};

/**
 * sluice_remedy_for_words:
 * @text: (nullable): what the server said
 *
 * Returns: (nullable): what to do about it, translated, if its words are known
 */
const char *
sluice_remedy_for_words (const char *text)
{
  g_autofree char *lower = NULL;

  if (text == NULL)
    return NULL;
  lower = g_utf8_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    for (guint j = 0; j < G_N_ELEMENTS (remedies[i].words) && remedies[i].words[j] != NULL; j++)
      if (strstr (lower, remedies[i].words[j]) != NULL)
        return _ (remedies[i].remedy);
  return NULL;
}

static const char *
remedy_for_texts (const char *const *texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      const char *remedy = sluice_remedy_for_words (texts[i]);

      if (remedy != NULL)
        return remedy;
    }
  return NULL;
}

/**
 * sluice_remedy_for_report:
 * @report: a report that tells of a fault
 *
 * Returns: what to do about it, translated: by the server's words, else by what is faulted
 */
const char *
sluice_remedy_for_report (SluiceReport *report)
{
  const char *remedy = remedy_for_texts (sluice_report_get_errors (report));

  if (remedy != NULL)
    return remedy;
  if (g_strcmp0 (sluice_report_get_connection_health (report), "faulted") == 0)
    return _ (
        "Check the connection: user, password, account or host, region, warehouse and database, "
        "and that mParticle’s IP ranges are allowed.");
  if (g_strcmp0 (sluice_report_get_data_model_health (report), "faulted") == 0)
    return _ ("Check the data model: run its query in the warehouse and see that the tables and "
              "columns are still there.");
  return _ ("Check the data model (does its query still run?) and the connection (do user and "
            "password still work?).");
}

/**
 * sluice_remedy_for_run:
 * @run: a run that failed, in whole or in part
 *
 * Returns: what to do about it, translated: by the server's words, else in general
 */
const char *
sluice_remedy_for_run (SluiceRun *run)
{
  const char *remedy = remedy_for_texts (sluice_run_get_errors (run));

  if (remedy != NULL)
    return remedy;
  if (g_strcmp0 (sluice_run_get_state (run), "partial") == 0)
    return _ (
        "Look at the records in Live Stream: rows without an identity, or values of the wrong "
        "type, are left out.");
  return _ (
      "Run the query in the warehouse and check that the connection’s user may still read the "
      "tables. If both work, run the pipeline again.");
}
