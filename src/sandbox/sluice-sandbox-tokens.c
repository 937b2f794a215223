/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-tokens.h"

#include <string.h>

/* More than this many at once means that a client does not keep its token; the oldest ones go. */
#define TOKENS_MAX 10000

struct _SluiceSandboxTokens
{
  GObject parent_instance;

  const SluiceSandboxOptions *options;
  GHashTable *secrets; /* client id -> checksum of its secret */
  GHashTable *expiry;  /* token -> monotonic time, as gint64 */
  GQueue order;        /* the same tokens, oldest first; not owned */
};

G_DEFINE_FINAL_TYPE (SluiceSandboxTokens, sluice_sandbox_tokens, G_TYPE_OBJECT)

static void
sluice_sandbox_tokens_finalize (GObject *object)
{
  SluiceSandboxTokens *self = SLUICE_SANDBOX_TOKENS (object);

  g_queue_clear (&self->order);
  g_hash_table_unref (self->expiry);
  g_hash_table_unref (self->secrets);
  G_OBJECT_CLASS (sluice_sandbox_tokens_parent_class)->finalize (object);
}

static void
sluice_sandbox_tokens_class_init (SluiceSandboxTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_sandbox_tokens_finalize;
}

static void
sluice_sandbox_tokens_init (SluiceSandboxTokens *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->expiry = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&self->order);
}

/**
 * sluice_sandbox_tokens_new:
 * @options: the credential to accept, if one is fixed, and the lifetime; must outlive the result
 *
 * Returns: (transfer full): an issuer without any token
 */
SluiceSandboxTokens *
sluice_sandbox_tokens_new (const SluiceSandboxOptions *options)
{
  SluiceSandboxTokens *self = g_object_new (SLUICE_TYPE_SANDBOX_TOKENS, NULL);

  self->options = options;
  return self;
}

static gboolean
says_wrong (const char *text)
{
  static const char *const words[] = { "wrong", "bad", "invalid" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (g_ascii_strncasecmp (text, words[i], length) == 0 && !g_ascii_isalnum (text[length]))
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_sandbox_tokens_check_client:
 * @self: the issuer
 * @client_id: a client id
 * @client_secret: its secret
 *
 * Returns: whether the two belong together. Without a fixed credential, the first secret that comes
 *   for a client id is the right one.
 */
gboolean
sluice_sandbox_tokens_check_client (SluiceSandboxTokens *self,
                                    const char *client_id,
                                    const char *client_secret)
{
  g_autofree char *sum = NULL;
  const char *known;

  if (self->options->client_id != NULL && !g_str_equal (client_id, self->options->client_id))
    return FALSE;
  if (self->options->client_secret != NULL)
    return g_str_equal (client_secret, self->options->client_secret);
  if (says_wrong (client_id) || says_wrong (client_secret))
    return FALSE;
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, client_secret, -1);
  known = g_hash_table_lookup (self->secrets, client_id);
  if (known != NULL)
    return g_str_equal (known, sum);
  g_hash_table_insert (self->secrets, g_strdup (client_id), g_steal_pointer (&sum));
  return TRUE;
}

static char *
make_token (void)
{
  guint32 words[8];

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = g_random_int ();
  return g_strdup_printf ("sandbox.%08x%08x%08x%08x.%08x%08x%08x%08x", words[0], words[1], words[2],
                          words[3], words[4], words[5], words[6], words[7]);
}

/**
 * sluice_sandbox_tokens_issue:
 * @self: the issuer
 *
 * Returns: (transfer full): a new token, good for the lifetime from now on
 */
char *
sluice_sandbox_tokens_issue (SluiceSandboxTokens *self)
{
  char *token = make_token ();
  gint64 expiry = g_get_monotonic_time () + (gint64) self->options->token_lifetime * G_USEC_PER_SEC;

  if (g_queue_get_length (&self->order) >= TOKENS_MAX)
    g_hash_table_remove (self->expiry, g_queue_pop_head (&self->order));
  g_queue_push_tail (&self->order, token);
  g_hash_table_insert (self->expiry, token, g_memdup2 (&expiry, sizeof expiry));
  return g_strdup (token);
}

/**
 * sluice_sandbox_tokens_check:
 * @self: the issuer
 * @token: (nullable): what a request carries
 *
 * Returns: whether it was issued here and has not expired
 */
gboolean
sluice_sandbox_tokens_check (SluiceSandboxTokens *self, const char *token)
{
  gint64 *expiry = token != NULL ? g_hash_table_lookup (self->expiry, token) : NULL;

  return expiry != NULL && *expiry > g_get_monotonic_time ();
}
