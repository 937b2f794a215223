/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-redactor.h"

#include "api/sluice-secret-match.h"

#include <string.h>

/* Shorter values stand in any text by chance; they are still hidden by the name of their member. */
#define MIN_LENGTH 4
/* Tokens come and go: the oldest of more secrets than this is forgotten. */
#define MAX_SECRETS 64
/* A run of base64 this long within a secret, as in a key file, is itself secret. */
#define KEY_LINE 40

typedef struct
{
  SluiceSecret *secret;
  GPtrArray *forms; /* (element-type SluiceSecret) */
} Known;

struct _SluiceRedactor
{
  GObject parent_instance;

  GQueue known; /* of Known, oldest first */
  /* The forms of all of them by their first byte, none of them owned: most places in a text are then
   * passed over with one look. */
  GPtrArray *by_first[256]; /* (nullable) (element-type SluiceSecret) */
  gboolean may_begin[256];  /* whether a secret can begin with this byte, spelled out or escaped */
  guint serial;
  GRWLock lock; /* a large reply is redacted in a thread of its own */
};

G_DEFINE_FINAL_TYPE (SluiceRedactor, sluice_redactor, G_TYPE_OBJECT)

static void
known_free (gpointer data)
{
  Known *known = data;

  sluice_secret_unref (known->secret);
  g_ptr_array_unref (known->forms);
  g_free (known);
}

static void
sluice_redactor_finalize (GObject *object)
{
  SluiceRedactor *self = SLUICE_REDACTOR (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->by_first); i++)
    g_clear_pointer (&self->by_first[i], g_ptr_array_unref);
  g_queue_clear_full (&self->known, known_free);
  g_rw_lock_clear (&self->lock);
  G_OBJECT_CLASS (sluice_redactor_parent_class)->finalize (object);
}

static void
sluice_redactor_class_init (SluiceRedactorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_redactor_finalize;
}

static void
sluice_redactor_init (SluiceRedactor *self)
{
  g_queue_init (&self->known);
  g_rw_lock_init (&self->lock);
}

/**
 * sluice_redactor_new:
 *
 * Returns: (transfer full): a redactor that knows no values yet
 */
SluiceRedactor *
sluice_redactor_new (void)
{
  return g_object_new (SLUICE_TYPE_REDACTOR, NULL);
}

/**
 * sluice_is_mask:
 * @text: (nullable): a member's value
 *
 * Returns: whether it is a run of asterisks or bullets that a server shows instead of a secret
 */
gboolean
sluice_is_mask (const char *text)
{
  guint length = 0;

  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text), length++)
    if (*text != '*' && g_utf8_get_char (text) != 0x2022)
      return FALSE;
  return length >= 3;
}

static gboolean
has_part (const char *at, gsize length)
{
  static const char *const parts[] = {
    "password",     "passphrase",           "secret",        "private_key",
    "privatekey",   "access_token",         "refresh_token", "service_account_key",
    "feed_key",     "server_to_server_key", "api_key",       "apikey",
    "authorization"
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    /* Two letters tell most names apart from all of these. */
    if ((at[0] | 0x20) == parts[i][0] && (at[1] | 0x20) == parts[i][1] &&
        length >= strlen (parts[i]) && g_ascii_strncasecmp (at, parts[i], strlen (parts[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_secret_range (const char *name, gsize length)
{
  for (gsize at = 0; at + 1 < length; at++)
    switch (name[at] | 0x20)
      {
      /* A part begins with none but these. */
      case 'a':
      case 'f':
      case 'p':
      case 'r':
      case 's':
        if (has_part (name + at, length - at))
          return TRUE;
        break;
      default:
        break;
      }
  return length == strlen ("token") && g_ascii_strncasecmp (name, "token", length) == 0;
}

/**
 * sluice_is_secret_name:
 * @name: a member's name
 *
 * Returns: whether what stands under this name is a secret
 */
gboolean
sluice_is_secret_name (const char *name)
{
  return is_secret_range (name, strlen (name));
}

static void
add_form (GPtrArray *forms, const char *text, gsize length)
{
  g_autoptr (SluiceSecret) form = NULL;

  if (length < MIN_LENGTH)
    return;
  form = sluice_secret_new_from_bytes (text, length);
  for (guint i = 0; i < forms->len; i++)
    if (sluice_secret_equal (form, g_ptr_array_index (forms, i)))
      return;
  g_ptr_array_add (forms, g_steal_pointer (&form));
}

/* Within longer text a value's base64 depends on where in a group of three it begins. The characters
 * that hold bits of its neighbours are left out. */
static void
add_base64_forms (GPtrArray *forms, const char *text, gsize length)
{
  for (guint shift = 0; shift < 3; shift++)
    {
      g_autofree guchar *padded = g_malloc0 (shift + length);
      gsize usable = (shift + length) / 3 * 4;
      gsize skip = shift == 0 ? 0 : shift + 1;
      char *encoded;

      memcpy (padded + shift, text, length);
      encoded = g_base64_encode (padded, shift + length);
      sluice_secret_wipe_memory (padded, shift + length);
      if (usable > skip + 2 * MIN_LENGTH)
        {
          add_form (forms, encoded + skip, usable - skip);
          g_strdelimit (encoded, "+", '-');
          g_strdelimit (encoded, "/", '_');
          add_form (forms, encoded + skip, usable - skip);
        }
      sluice_secret_wipe_memory (encoded, strlen (encoded));
      g_free (encoded);
    }
}

/* The lines of a private key, which a server may quote on their own. In a key file they end in the two
 * characters of an escape, of which the second is no part of the next line. */
static void
add_key_lines (GPtrArray *forms, const char *text)
{
  const char *start = text;

  while (*start != '\0')
    {
      gsize run =
          strspn (start, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

      if (run >= KEY_LINE)
        {
          add_form (forms, start, run);
          add_base64_forms (forms, start, run);
        }
      start += run;
      if (*start == '\\' && start[1] != '\0')
        start++;
      if (*start != '\0')
        start++;
    }
}

/* The value as a JSON text has it, for what encodes a whole document once more. */
static char *
escape_for_json (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) * 6 + 1);

  for (const char *p = text; *p != '\0'; p++)
    {
      static const char from[] = "\"\\\n\t\r\b\f";
      const char *at = strchr (from, *p);

      if (at != NULL)
        g_string_append_printf (out, "\\%c", "\"\\ntrbf"[at - from]);
      else if ((guchar) *p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) *p);
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* What sluice_secret_match() cannot see through. */
static GPtrArray *
make_forms (SluiceSecret *secret)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_secret_unref);
  const char *text = sluice_secret_peek (secret);
  gsize length = sluice_secret_get_length (secret);
  char *escaped;

  add_form (forms, text, length);
  if (forms->len == 0)
    return forms;
  escaped = escape_for_json (text);
  add_base64_forms (forms, text, length);
  add_base64_forms (forms, escaped, strlen (escaped));
  add_key_lines (forms, text);
  sluice_secret_wipe_memory (escaped, strlen (escaped));
  g_free (escaped);
  return forms;
}

static void
sort_forms (SluiceRedactor *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->by_first); i++)
    {
      g_clear_pointer (&self->by_first[i], g_ptr_array_unref);
      self->may_begin[i] = FALSE;
    }
  for (GList *l = self->known.head; l != NULL; l = l->next)
    {
      GPtrArray *forms = ((Known *) l->data)->forms;

      for (guint i = 0; i < forms->len; i++)
        {
          SluiceSecret *form = g_ptr_array_index (forms, i);
          guchar first = (guchar) *sluice_secret_peek (form);

          if (self->by_first[first] == NULL)
            self->by_first[first] = g_ptr_array_new ();
          g_ptr_array_add (self->by_first[first], form);
          self->may_begin[first] = TRUE;
        }
    }
  self->may_begin['+'] = self->may_begin['+'] || self->may_begin[' '];
  self->may_begin['\\'] = self->may_begin['%'] = TRUE;
}

/**
 * sluice_redactor_add:
 * @self: a redactor
 * @secret: (nullable): a secret that is in use
 *
 * From now on @secret is taken out wherever it stands.
 */
void
sluice_redactor_add (SluiceRedactor *self, SluiceSecret *secret)
{
  Known *known;

  g_return_if_fail (SLUICE_IS_REDACTOR (self));

  if (sluice_secret_is_empty (secret))
    return;
  for (GList *l = self->known.head; l != NULL; l = l->next)
    if (sluice_secret_equal (((Known *) l->data)->secret, secret))
      return;
  known = g_new0 (Known, 1);
  known->secret = sluice_secret_ref (secret);
  known->forms = make_forms (secret);
  g_rw_lock_writer_lock (&self->lock);
  g_queue_push_tail (&self->known, known);
  self->serial++;
  if (g_queue_get_length (&self->known) > MAX_SECRETS)
    known_free (g_queue_pop_head (&self->known));
  sort_forms (self);
  g_rw_lock_writer_unlock (&self->lock);
}

/**
 * sluice_redactor_get_serial:
 * @self: a redactor
 *
 * Returns: a number that is another one whenever another secret became known
 */
guint
sluice_redactor_get_serial (SluiceRedactor *self)
{
  g_return_val_if_fail (SLUICE_IS_REDACTOR (self), 0);

  return self->serial;
}

/* Gives the end of the text in double quotes that begins at @from, behind its closing quote. */
static const char *
skip_string (const char *from, const char *end)
{
  const char *p = from + 1;

  while (p < end && *p != '"')
    p += *p == '\\' && p + 1 < end ? 2 : 1;
  return p < end ? p + 1 : end;
}

static const char *
skip_value (const char *from, const char *end)
{
  if (from < end && *from == '"')
    return skip_string (from, end);
  while (from < end && strchr (",}] \t\r\n", *from) == NULL)
    from++;
  return from;
}

static const char *
skip_space (const char *from, const char *end)
{
  while (from < end && g_ascii_isspace (*from))
    from++;
  return from;
}

static gboolean
begins_with (const char *at, const char *end, const char *word)
{
  return (gsize) (end - at) >= strlen (word) && memcmp (at, word, strlen (word)) == 0;
}

static gboolean
quoted_is_secret_name (const char *from, const char *to)
{
  /* No secret's name is longer. */
  return to - from >= 3 && to - from <= 80 && is_secret_range (from + 1, (gsize) (to - from - 2));
}

/* Masks by name in anything that looks like JSON, whole or not: it must also work on a reply that is
 * cut short or is no JSON at all. {"name": "apiKey", "value": ...} is how feeds write settings. */
static void
mask_names (GString *out, const char *text, const char *end)
{
  gboolean pair_is_secret = FALSE;

  for (const char *p = text; p < end;)
    {
      const char *after = p;
      const char *value;

      if (*p != '"')
        {
          for (; after < end && *after != '"'; after++)
            pair_is_secret = pair_is_secret && *after != '}' && *after != '{';
          g_string_append_len (out, p, after - p);
          p = after;
          continue;
        }
      after = skip_string (p, end);
      value = skip_space (after, end);
      if (value >= end || *value != ':')
        value = NULL;
      else
        value = skip_space (value + 1, end);
      g_string_append_len (out, p, (value != NULL ? value : after) - p);
      if (value == NULL || value >= end)
        {
          p = value != NULL ? value : after;
          continue;
        }
      if (begins_with (p, end, "\"name\""))
        pair_is_secret = quoted_is_secret_name (value, skip_value (value, end));
      if (strchr ("[{", *value) == NULL && !begins_with (value, end, "null") &&
          (quoted_is_secret_name (p, after) ||
           (pair_is_secret && begins_with (p, end, "\"value\""))))
        {
          g_string_append (out, "\"" SLUICE_MASK "\"");
          value = skip_value (value, end);
        }
      p = value;
    }
}

/* Whether a byte may stand for another one than itself. */
static gboolean
is_escape (char c)
{
  return c == '\\' || c == '%' || c == '+';
}

static gsize
measure_longest (GPtrArray *forms, const char *at, const char *end, gsize longest)
{
  gboolean is_plain = !is_escape (*at) && at + 1 < end && !is_escape (at[1]);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      SluiceSecret *form = g_ptr_array_index (forms, i);

      /* Most places are passed over with the second look, and without a call. */
      if (!is_plain || sluice_secret_peek (form)[1] == at[1])
        longest = MAX (longest, sluice_secret_match (at, end, sluice_secret_peek (form),
                                                     sluice_secret_get_length (form)));
    }
  return longest;
}

/* Gives the length of the longest secret that stands here, or 0. */
static gsize
measure_secret (SluiceRedactor *self, const char *at, const char *end)
{
  gsize longest = 0;

  if (*at != '\\' && *at != '%')
    longest = measure_longest (self->by_first[(guchar) *at], at, end, 0);
  else
    for (guint i = 0; i < G_N_ELEMENTS (self->by_first); i++)
      longest = measure_longest (self->by_first[i], at, end, longest);
  return *at == '+' ? measure_longest (self->by_first[' '], at, end, longest) : longest;
}

/* Gives the place of the first secret at or behind @at and its length; @end where there is none. */
static const char *
find_secret (SluiceRedactor *self, const char *at, const char *end, gsize *length)
{
  for (; at < end; at++)
    {
      *length = self->may_begin[(guchar) *at] ? measure_secret (self, at, end) : 0;
      if (*length > 0)
        return at;
    }
  return end;
}

/* Gives @text back where it holds no secret, and wipes it otherwise. Takes @text. */
static GString *
mask_values (SluiceRedactor *self, GString *text)
{
  const char *from = text->str;
  const char *end = text->str + text->len;
  gsize length = 0;
  const char *at = find_secret (self, from, end, &length);
  GString *out;

  if (at == end)
    return text;
  out = g_string_sized_new (text->len + 1);
  for (; at < end; at = find_secret (self, from, end, &length))
    {
      g_string_append_len (out, from, at - from);
      g_string_append (out, SLUICE_MASK);
      from = at + length;
    }
  g_string_append_len (out, from, end - from);
  sluice_secret_wipe_memory (text->str, text->len);
  g_string_free (text, TRUE);
  return out;
}

/**
 * sluice_redactor_redact:
 * @self: a redactor
 * @text: any text
 * @length: its length in bytes, or -1 where it ends in NUL
 *
 * Returns: (transfer full): @text without the secrets, valid UTF-8
 */
char *
sluice_redactor_redact (SluiceRedactor *self, const char *text, gssize length)
{
  GString *out;
  char *valid;

  g_return_val_if_fail (SLUICE_IS_REDACTOR (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = (gssize) strlen (text);
  out = g_string_sized_new ((gsize) length + 1);
  mask_names (out, text, text + length);
  g_rw_lock_reader_lock (&self->lock);
  out = mask_values (self, out);
  g_rw_lock_reader_unlock (&self->lock);
  if (g_utf8_validate_len (out->str, out->len, NULL))
    return g_string_free (out, FALSE);
  valid = g_utf8_make_valid (out->str, (gssize) out->len);
  g_string_free (out, TRUE);
  return valid;
}

/**
 * sluice_redactor_redact_start:
 * @self: a redactor
 * @text: any text
 * @length: its length in bytes, or -1 where it ends in NUL
 * @most: how many characters to give at most
 *
 * Looks further than it gives, so that a secret across the cut does not show its first half.
 *
 * Returns: (transfer full): the start of @text without the secrets, valid UTF-8
 */
char *
sluice_redactor_redact_start (SluiceRedactor *self, const char *text, gssize length, gsize most)
{
  const gsize margin = 16384;
  g_autofree char *redacted = NULL;

  if (length < 0)
    length = (gssize) strlen (text);
  redacted = sluice_redactor_redact (self, text, (gssize) MIN ((gsize) length, most * 4 + margin));
  if (strlen (redacted) > most && (gsize) g_utf8_strlen (redacted, -1) > most)
    *g_utf8_offset_to_pointer (redacted, (glong) most) = '\0';
  return g_steal_pointer (&redacted);
}
