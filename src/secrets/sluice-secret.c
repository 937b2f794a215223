/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "secrets/sluice-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Pages of its own: locked, so that they are not swapped, left out of core dumps, and wiped before they
 * go back. A process holds few secrets, so a page for each costs nothing. */
struct _SluiceSecret
{
  char *text;
  gsize length;
  gsize mapped;
  gatomicrefcount references;
};

G_DEFINE_BOXED_TYPE (SluiceSecret, sluice_secret, sluice_secret_ref, sluice_secret_unref)

/**
 * sluice_secret_new:
 * @text: the secret; copied, and still the caller's to wipe
 *
 * Returns: (transfer full): a new secret
 */
SluiceSecret *
sluice_secret_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return sluice_secret_new_from_bytes (text, strlen (text));
}

/**
 * sluice_secret_new_from_bytes:
 * @data: the secret's bytes; copied, and still the caller's to wipe
 * @length: how many
 *
 * Returns: (transfer full): a new secret
 */
SluiceSecret *
sluice_secret_new_from_bytes (const char *data, gsize length)
{
  SluiceSecret *self = g_new0 (SluiceSecret, 1);
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  self->length = length;
  self->mapped = (length / page + 1) * page;
  self->text =
      mmap (NULL, self->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->text == MAP_FAILED)
    g_error ("Out of memory for a secret");
  /* Both may be refused by a limit; the secret is then no worse off than any other memory. */
  (void) mlock (self->text, self->mapped);
  (void) madvise (self->text, self->mapped, MADV_DONTDUMP);
  memcpy (self->text, data, length);
  g_atomic_ref_count_init (&self->references);
  return self;
}

/**
 * sluice_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self, with one more reference
 */
SluiceSecret *
sluice_secret_ref (SluiceSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * sluice_secret_unref:
 * @self: (transfer full): a secret
 *
 * Drops a reference; the last one wipes it.
 */
void
sluice_secret_unref (SluiceSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  sluice_secret_wipe_memory (self->text, self->mapped);
  munmap (self->text, self->mapped);
  g_free (self);
}

/**
 * sluice_secret_peek:
 * @self: a secret
 *
 * Returns: (transfer none): its text, ending in NUL, as long as the caller holds a reference
 */
const char *
sluice_secret_peek (SluiceSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * sluice_secret_get_length:
 * @self: a secret
 *
 * Returns: its length in bytes
 */
gsize
sluice_secret_get_length (SluiceSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * sluice_secret_is_empty:
 * @self: (nullable): a secret
 *
 * Returns: whether there is nothing in it
 */
gboolean
sluice_secret_is_empty (SluiceSecret *self)
{
  return self == NULL || sluice_secret_get_length (self) == 0;
}

/**
 * sluice_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Takes the same time wherever they differ.
 *
 * Returns: whether both hold the same bytes
 */
gboolean
sluice_secret_equal (SluiceSecret *a, SluiceSecret *b)
{
  gsize length = sluice_secret_get_length (a);
  const char *text_a = sluice_secret_peek (a);
  const char *text_b = sluice_secret_peek (b);
  guchar differs = 0;

  if (length != sluice_secret_get_length (b))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    differs |= (guchar) text_a[i] ^ (guchar) text_b[i];
  return differs == 0;
}

/**
 * sluice_secret_wipe_memory:
 * @data: (nullable): memory that held a secret
 * @length: its size in bytes
 *
 * Overwrites it in a way that the compiler may not leave out.
 */
void
sluice_secret_wipe_memory (gpointer data, gsize length)
{
  if (data != NULL)
    explicit_bzero (data, length);
}
