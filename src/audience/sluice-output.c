/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-output.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "sluice-json.h"
#include "sluice-time.h"

GResource *sluice_audience_get_resource (void);

struct _SluiceOutput
{
  GObject parent_instance;

  char *id;
  char *name;
  char *formerly;      /* (nullable): a name that people may still use */
  GPtrArray *accepted; /* (element-type SluiceIdentity), static elements */
  SluiceForwarding forwarding;
  SluiceOutputFlags flags;
  guint minimum_members;
  gint64 every_minutes;   /* -1 where not told, 0 for at once */
  gint64 messages;        /* a batch goes earlier when it is this long; 0 where not told */
  gint64 bytes;           /* or this large */
  gint64 settles_minutes; /* how long the other side takes; 0 where not told */
};

G_DEFINE_FINAL_TYPE (SluiceOutput, sluice_output, G_TYPE_OBJECT)

static const struct
{
  const char *member;
  SluiceOutputFlags flag;
} flag_members[] = {
  { "accepts_one", SLUICE_OUTPUT_ACCEPTS_ONE },
  { "accepts_all", SLUICE_OUTPUT_ACCEPTS_ALL },
  { "email_off_by_default", SLUICE_OUTPUT_EMAIL_OFF },
  { "phones_off_by_default", SLUICE_OUTPUT_PHONES_OFF },
  { "needs_existing_list", SLUICE_OUTPUT_NEEDS_LIST },
  { "shares_attributes", SLUICE_OUTPUT_SHARES_ATTRIBUTES },
  { "stays_after_delete", SLUICE_OUTPUT_STAYS },
  { "withdrawn", SLUICE_OUTPUT_WITHDRAWN },
};

static void
sluice_output_finalize (GObject *object)
{
  SluiceOutput *self = SLUICE_OUTPUT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->formerly);
  g_ptr_array_unref (self->accepted);
  G_OBJECT_CLASS (sluice_output_parent_class)->finalize (object);
}

static void
sluice_output_class_init (SluiceOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_output_finalize;
}

static void
sluice_output_init (SluiceOutput *self)
{
  self->accepted = g_ptr_array_new ();
  self->every_minutes = -1;
}

static gboolean
read_accepted (SluiceOutput *self, JsonArray *accepts, GError **error)
{
  for (guint i = 0; accepts != NULL && i < json_array_get_length (accepts); i++)
    {
      g_autofree char *name = sluice_json_scalar_to_text (json_array_get_element (accepts, i));
      const SluiceIdentity *identity = name != NULL ? sluice_identity_find (name) : NULL;

      if (identity == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("“%s” is no kind of identity. Write a column name such as email or "
                          "ios_advertising_id, or a label such as IDFA."),
                       name != NULL ? name : "?");
          return FALSE;
        }
      g_ptr_array_add (self->accepted, (gpointer) identity);
    }
  return TRUE;
}

/**
 * sluice_output_new_from_json:
 * @object: an entry of the catalogue, or an output that a person describes: "name" and "accepts"
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: (transfer full) (nullable): the output, or %NULL with @error set where it has no name or
 *   accepts an unknown kind of identity
 */
SluiceOutput *
sluice_output_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (SluiceOutput) self = g_object_new (SLUICE_TYPE_OUTPUT, NULL);
  const char *forwarding = sluice_json_get_string (object, "forwarding");
  gint64 minimum = 0;

  self->name = g_strdup (sluice_json_get_string (object, "name"));
  if (self->name == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("An output needs a name."));
      return NULL;
    }
  self->id = g_strdup (sluice_json_get_string (object, "id"));
  if (self->id == NULL)
    self->id = g_strdup (self->name);
  self->formerly = g_strdup (sluice_json_get_string (object, "formerly"));
  if (!read_accepted (self, sluice_json_get_array (object, "accepts"), error))
    return NULL;
  if (g_strcmp0 (forwarding, "direct") == 0)
    self->forwarding = SLUICE_FORWARDING_DIRECT;
  else if (g_strcmp0 (forwarding, "indirect") == 0)
    self->forwarding = SLUICE_FORWARDING_INDIRECT;
  for (guint i = 0; i < G_N_ELEMENTS (flag_members); i++)
    if (sluice_json_get_boolean (object, flag_members[i].member, FALSE))
      self->flags |= flag_members[i].flag;
  if (sluice_json_get_int (object, "minimum_members", &minimum))
    self->minimum_members = (guint) CLAMP (minimum, 0, G_MAXINT);
  sluice_json_get_int (object, "every_minutes", &self->every_minutes);
  sluice_json_get_int (object, "messages", &self->messages);
  sluice_json_get_int (object, "bytes", &self->bytes);
  sluice_json_get_int (object, "settles_minutes", &self->settles_minutes);
  return g_steal_pointer (&self);
}

/**
 * sluice_output_get_id:
 * @self: an output
 *
 * Returns: (transfer none): its short name, as in the documents' addresses
 */
const char *
sluice_output_get_id (SluiceOutput *self)
{
  return self->id;
}

/**
 * sluice_output_get_name:
 * @self: an output
 *
 * Returns: (transfer none): its name for people
 */
const char *
sluice_output_get_name (SluiceOutput *self)
{
  return self->name;
}

/**
 * sluice_output_accepts:
 * @self: an output
 * @identity: a kind of identity
 *
 * Returns: whether it can match on it
 */
gboolean
sluice_output_accepts (SluiceOutput *self, const SluiceIdentity *identity)
{
  if ((self->flags & SLUICE_OUTPUT_ACCEPTS_ALL) != 0)
    return TRUE;
  /* A setting chooses one, and the documents do not say from which. */
  if ((self->flags & SLUICE_OUTPUT_ACCEPTS_ONE) != 0 && self->accepted->len == 0)
    return TRUE;
  return g_ptr_array_find (self->accepted, identity, NULL);
}

/**
 * sluice_output_get_accepted:
 * @self: an output
 *
 * Returns: (transfer none) (element-type SluiceIdentity): the kinds of identity it names
 */
GPtrArray *
sluice_output_get_accepted (SluiceOutput *self)
{
  return self->accepted;
}

/**
 * sluice_output_get_forwarding:
 * @self: an output
 *
 * Returns: whether it gets the audience as such, or something to build a segment from
 */
SluiceForwarding
sluice_output_get_forwarding (SluiceOutput *self)
{
  return self->forwarding;
}

/**
 * sluice_output_get_flags:
 * @self: an output
 *
 * Returns: what else is known of it
 */
SluiceOutputFlags
sluice_output_get_flags (SluiceOutput *self)
{
  return self->flags;
}

/**
 * sluice_output_get_minimum_members:
 * @self: an output
 *
 * Returns: how many members it wants before it shows or serves an audience; 0 where not told
 */
guint
sluice_output_get_minimum_members (SluiceOutput *self)
{
  return self->minimum_members;
}

static char *
describe_upload (SluiceOutput *self)
{
  g_autofree char *every = NULL;
  g_autofree char *size = NULL;

  if (self->every_minutes == 0)
    return g_strdup (_ ("Members are sent as they come and go."));
  if (self->every_minutes > 0)
    every = sluice_time_describe_duration (self->every_minutes * 60);
  if (self->bytes > 0)
    size = g_format_size ((guint64) self->bytes);
  if (every != NULL && self->messages > 0)
    return g_strdup_printf (ngettext ("Members are sent together every %s, or earlier once %" PRId64
                                      " change waits.",
                                      "Members are sent together every %s, or earlier once %" PRId64
                                      " changes wait.",
                                      (gulong) self->messages),
                            every, self->messages);
  if (every != NULL && size != NULL)
    return g_strdup_printf (_ ("Members are sent together every %s, or earlier once %s wait."),
                            every, size);
  if (every != NULL)
    return g_strdup_printf (_ ("Members are sent together every %s."), every);
  if (size != NULL)
    return g_strdup_printf (
        _ ("Members are sent together once %s wait, or after the hours set in the connection."),
        size);
  return NULL;
}

/**
 * sluice_output_describe_wait:
 * @self: an output
 *
 * Returns: (transfer full): how long to wait before its size can be judged, translated
 */
char *
sluice_output_describe_wait (SluiceOutput *self)
{
  g_autofree char *upload = describe_upload (self);
  g_autofree char *settles = NULL;
  g_autofree char *rest = NULL;

  if (self->settles_minutes > 0)
    {
      settles = sluice_time_describe_duration (self->settles_minutes * 60);
      rest = g_strdup_printf (_ ("The partner may take up to %s to show them."), settles);
    }
  if (upload != NULL && rest != NULL)
    return g_strdup_printf ("%s %s", upload, rest);
  if (upload != NULL)
    return g_steal_pointer (&upload);
  if (rest != NULL)
    return g_steal_pointer (&rest);
  return g_strdup (_ ("Nothing is said about a delay: most outputs are sent members at once. Give "
                      "it ten minutes, and a day before you doubt it."));
}

/**
 * sluice_output_describe_forwarding:
 * @self: an output
 *
 * Returns: (transfer full): what arrives on the other side, translated
 */
char *
sluice_output_describe_forwarding (SluiceOutput *self)
{
  switch (self->forwarding)
    {
    case SLUICE_FORWARDING_DIRECT:
      return g_strdup (_ ("Direct: the partner keeps a list of its own for this audience, and its "
                          "size can be compared."));
    case SLUICE_FORWARDING_INDIRECT:
      return g_strdup (
          _ ("Indirect: each member only gets a tag or an attribute. Someone has to build a "
             "segment from it on the partner's side; until then no audience is to be seen there."));
    case SLUICE_FORWARDING_UNKNOWN:
    default:
      return g_strdup (
          _ ("Its documentation does not say whether a list appears on the partner's side."));
    }
}

typedef struct
{
  GListStore *outputs;
  char *date;
} Catalogue;

static Catalogue *
load_catalogue (void)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (sluice_audience_get_resource (), APP_PATH "/audience/outputs.json",
                              G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) root = NULL;
  Catalogue *catalogue = g_new0 (Catalogue, 1);
  JsonArray *outputs;

  catalogue->outputs = g_list_store_new (SLUICE_TYPE_OUTPUT);
  root =
      sluice_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  outputs = sluice_json_get_array (json_node_get_object (root), "outputs");
  catalogue->date = sluice_json_dup_text (json_node_get_object (root), "as_of");
  for (guint i = 0; i < json_array_get_length (outputs); i++)
    {
      g_autoptr (SluiceOutput) output =
          sluice_output_new_from_json (json_array_get_object_element (outputs, i), NULL);

      g_list_store_append (catalogue->outputs, output);
    }
  return catalogue;
}

static const Catalogue *
get_catalogue (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) load_catalogue ());
  return (const Catalogue *) once;
}

/**
 * sluice_output_catalogue_get:
 *
 * Returns: (transfer none): the outputs whose documentation was read, a #GListModel of #SluiceOutput
 */
GListModel *
sluice_output_catalogue_get (void)
{
  return G_LIST_MODEL (get_catalogue ()->outputs);
}

/**
 * sluice_output_catalogue_get_date:
 *
 * Returns: (transfer none): the day of the documents that were read, as YYYY-MM-DD
 */
const char *
sluice_output_catalogue_get_date (void)
{
  return get_catalogue ()->date;
}

static char *
fold (const char *name)
{
  g_autofree char *lower = g_utf8_casefold (name, -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));
  return g_strdup (folded->str);
}

/**
 * sluice_output_catalogue_find:
 * @name: an id or a name; case, blanks and punctuation do not count
 *
 * Returns: (transfer full) (nullable): the output of that name
 */
SluiceOutput *
sluice_output_catalogue_find (const char *name)
{
  GListModel *outputs = sluice_output_catalogue_get ();
  g_autofree char *wanted = fold (name);

  for (guint i = 0; i < g_list_model_get_n_items (outputs); i++)
    {
      g_autoptr (SluiceOutput) output = g_list_model_get_item (outputs, i);
      g_autofree char *id = fold (output->id);
      g_autofree char *label = fold (output->name);
      g_autofree char *formerly = fold (output->formerly != NULL ? output->formerly : output->name);

      if (g_str_equal (wanted, id) || g_str_equal (wanted, label) || g_str_equal (wanted, formerly))
        return g_steal_pointer (&output);
    }
  return NULL;
}
