/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-body-private.h"

#include "api/sluice-redactor.h"
#include "sluice-json.h"

#include <string.h>

struct _SluiceBody
{
  gatomicrefcount references;
  JsonNode *json;
  GHashTable *secrets; /* (element-type utf8 SluiceSecret) by JSON pointer */
};

G_DEFINE_BOXED_TYPE (SluiceBody, sluice_body, sluice_body_ref, sluice_body_unref)

/**
 * sluice_body_new:
 * @json: (transfer none): the document, without secrets; must not change any more
 *
 * Returns: (transfer full): a new body
 */
SluiceBody *
sluice_body_new (JsonNode *json)
{
  SluiceBody *self;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_new0 (SluiceBody, 1);
  g_atomic_ref_count_init (&self->references);
  self->json = json_node_ref (json);
  self->secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sluice_secret_unref);
  return self;
}

/**
 * sluice_body_ref:
 * @self: a body
 *
 * Returns: (transfer full): @self, with one more reference
 */
SluiceBody *
sluice_body_ref (SluiceBody *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * sluice_body_unref:
 * @self: (transfer full): a body
 *
 * Drops a reference.
 */
void
sluice_body_unref (SluiceBody *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  json_node_unref (self->json);
  g_hash_table_unref (self->secrets);
  g_free (self);
}

/**
 * sluice_body_set_secret:
 * @self: a body
 * @pointer: a JSON pointer (RFC 6901) to a member, for example "/config/password"; objects on the way
 *   are made where they are missing
 * @secret: (nullable): what stands there, or %NULL for nothing
 */
void
sluice_body_set_secret (SluiceBody *self, const char *pointer, SluiceSecret *secret)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (pointer != NULL && *pointer == '/');

  if (secret != NULL)
    g_hash_table_replace (self->secrets, g_strdup (pointer), sluice_secret_ref (secret));
  else
    g_hash_table_remove (self->secrets, pointer);
}

/**
 * sluice_body_get_json:
 * @self: a body
 *
 * Returns: (transfer none): the document, without secrets
 */
JsonNode *
sluice_body_get_json (SluiceBody *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->json;
}

/* (transfer none) (element-type utf8 SluiceSecret): the secrets by JSON pointer. */
GHashTable *
sluice_body_peek_secrets (SluiceBody *self)
{
  return self->secrets;
}

/* (transfer full): a body of another document with the secrets of @other in the same places. */
SluiceBody *
sluice_body_new_with_secrets_of (JsonNode *json, SluiceBody *other)
{
  SluiceBody *self = sluice_body_new (json);
  GHashTableIter iter;
  gpointer pointer, secret;

  g_hash_table_iter_init (&iter, other->secrets);
  while (g_hash_table_iter_next (&iter, &pointer, &secret))
    sluice_body_set_secret (self, pointer, secret);
  return self;
}

/* Text that was built for a secret: of one size from the start, so that nothing is left behind by
 * growing, and wiped when it goes. */
typedef struct
{
  gsize length;
  char text[];
} WipedText;

static void
wiped_text_free (gpointer data)
{
  WipedText *text = data;

  sluice_secret_wipe_memory (text->text, text->length);
  g_free (text);
}

static gsize
escape_into (char *to, const char *text, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c == '"' || c == '\\')
        {
          if (to != NULL)
            to[n] = '\\', to[n + 1] = (char) c;
          n += 2;
        }
      else if (c < 0x20)
        {
          static const char digits[] = "0123456789abcdef";

          if (to != NULL)
            {
              memcpy (to + n, "\\u00", 4);
              to[n + 4] = digits[c >> 4];
              to[n + 5] = digits[c & 15];
            }
          n += 6;
        }
      else
        {
          if (to != NULL)
            to[n] = (char) c;
          n++;
        }
    }
  return n;
}

/* A copy of the document that shares all but the objects on the way to a secret. */
static JsonNode *
copy_along (JsonNode *node, char **tokens, JsonNode *value)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  g_autoptr (GString) name = g_string_new (tokens[0]);
  JsonNode *result;

  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *child;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &member, &child))
        json_object_set_member (copy, member, json_node_ref (child));
    }
  json_object_set_member (copy, name->str,
                          tokens[1] == NULL ? json_node_ref (value)
                                            : copy_along (json_object_get_member (copy, name->str),
                                                          tokens + 1, value));
  result = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (result, copy);
  return result;
}

static JsonNode *
with_text_at (JsonNode *node, const char *pointer, const char *text)
{
  g_auto (GStrv) tokens = g_strsplit (pointer + 1, "/", -1);
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (value, text);
  return copy_along (node, tokens, value);
}

/* Puts a mark in the place of each secret, and gives the text in quotes of each mark its secret. */
static char *
generate_with_marks (SluiceBody *self, GHashTable *marks)
{
  g_autoptr (JsonNode) document = json_node_ref (self->json);
  GHashTableIter iter;
  gpointer pointer, secret;

  g_hash_table_iter_init (&iter, self->secrets);
  while (g_hash_table_iter_next (&iter, &pointer, &secret))
    {
      g_autofree char *mark = g_uuid_string_random ();
      JsonNode *next = with_text_at (document, pointer, mark);

      json_node_unref (document);
      document = next;
      g_hash_table_insert (marks, g_steal_pointer (&mark), secret);
    }
  return sluice_json_to_text (document, FALSE);
}

#define MARK_LENGTH 36

/* One pass over the generated text; to is NULL while the size is found out. */
static gsize
fill_in (WipedText *to, const char *text, GHashTable *marks)
{
  gsize n = 0;

  while (*text != '\0')
    {
      g_autofree char *mark = *text == '"' ? g_strndup (text + 1, MARK_LENGTH) : NULL;
      SluiceSecret *secret = mark != NULL ? g_hash_table_lookup (marks, mark) : NULL;

      if (to != NULL)
        to->text[n] = *text;
      n++;
      text++;
      if (secret != NULL)
        {
          n += escape_into (to != NULL ? to->text + n : NULL, sluice_secret_peek (secret),
                            sluice_secret_get_length (secret));
          text += MARK_LENGTH;
        }
    }
  return n;
}

/**
 * sluice_body_serialize:
 * @self: a body
 *
 * Returns: (transfer full): the JSON text as it goes to the socket, secrets and all; it is wiped when
 *   its last reference goes, so do not copy it
 */
GBytes *
sluice_body_serialize (SluiceBody *self)
{
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  WipedText *wiped;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  text = generate_with_marks (self, marks);
  length = fill_in (NULL, text, marks);
  wiped = g_malloc (sizeof *wiped + length + 1);
  wiped->length = length;
  fill_in (wiped, text, marks);
  return g_bytes_new_with_free_func (wiped->text, length, wiped_text_free, wiped);
}

/**
 * sluice_body_to_redacted_text:
 * @self: a body
 * @pretty: whether to indent
 *
 * Returns: (transfer full): the JSON text with a mask in the place of each secret, and of whatever
 *   stands under a secret's name
 */
char *
sluice_body_to_redacted_text (SluiceBody *self, gboolean pretty)
{
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (SluiceRedactor) redactor = sluice_redactor_new ();
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer pointer, secret;

  g_return_val_if_fail (self != NULL, NULL);

  document = json_node_ref (self->json);
  g_hash_table_iter_init (&iter, self->secrets);
  while (g_hash_table_iter_next (&iter, &pointer, &secret))
    {
      JsonNode *next = with_text_at (document, pointer, SLUICE_MASK);

      json_node_unref (document);
      document = next;
      sluice_redactor_add (redactor, secret);
    }
  text = sluice_json_to_text (document, pretty);
  return sluice_redactor_redact (redactor, text, -1);
}
