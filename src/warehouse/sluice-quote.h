/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceQuoting:
 * @quote: what stands around an identifier
 * @bare: whether a plain identifier that is no reserved word may stand without quotes
 * @bare_lower: whether plain means without upper-case letters
 * @upper: whether a bare identifier is stored in upper case
 * @lower: whether every identifier is stored in lower case
 * @reserved: (nullable): words that need quotes, sorted without regard to case
 * @max_characters: longest identifier, or 0
 * @max_bytes: longest identifier, or 0
 * @barred: characters that no identifier has here
 * @barred_why: what to tell about them
 * @doubles_quote: whether '' is a quote inside a string (else it is \')
 * @backslash: whether a backslash escapes inside a string
 * @escapes_unicode: whether \uXXXX may stand inside a string
 * @escapes_dollar: whether $ needs a backslash
 * @bars_backslash: whether engines of this kind disagree on it, so that no value may have one
 *
 * How a warehouse writes names and strings (WAREHOUSES 1.1, 2.1, 3.1, 4.1). Data only.
 */
typedef struct
{
  char quote;
  gboolean bare;
  gboolean bare_lower;
  gboolean upper;
  gboolean lower;
  const char *const *reserved;
  gsize n_reserved;
  glong max_characters;
  gsize max_bytes;
  const char *barred;
  const char *barred_why;
  gboolean doubles_quote;
  gboolean backslash;
  gboolean escapes_unicode;
  gboolean escapes_dollar;
  gboolean bars_backslash;
} SluiceQuoting;

extern const SluiceQuoting sluice_quoting_snowflake;
extern const SluiceQuoting sluice_quoting_bigquery;
extern const SluiceQuoting sluice_quoting_redshift;
extern const SluiceQuoting sluice_quoting_databricks;

/**
 * SluiceQuoteFunc:
 *
 * Appends @text to @out in one syntactic role. The message of its error is for people and does not
 * name the value; the caller knows the name.
 */
typedef gboolean (*SluiceQuoteFunc) (const SluiceQuoting *quoting,
                                     const char *text,
                                     GString *out,
                                     GError **error);

SluiceQuoteFunc sluice_quote_find (const char *role);

gboolean sluice_quote_is_plain (const char *text);
gboolean sluice_quote_check_text (const char *text, GError **error);
gboolean
sluice_quote_check_identifier (const SluiceQuoting *quoting, const char *text, GError **error);

G_END_DECLS
