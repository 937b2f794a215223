/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-profile.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_POD,
  PROP_ORG_ID,
  PROP_ACCOUNT_ID,
  PROP_WORKSPACE_ID,
  PROP_CLIENT_ID,
  PROP_API_URL,
  PROP_TOKEN_URL,
  PROP_ENVIRONMENT,
  N_PROPS
};

struct _SluiceProfile
{
  GObject parent_instance;

  char *texts[N_PROPS];
  GHashTable *learned; /* (element-type utf8 utf8) */
};

G_DEFINE_FINAL_TYPE (SluiceProfile, sluice_profile, G_TYPE_OBJECT)
G_DEFINE_QUARK (sluice_profile_error, sluice_profile_error)

static const struct
{
  const char *name;
  const char *fallback;
} descriptions[N_PROPS] = {
  [PROP_ID] = { "id", "" },
  [PROP_NAME] = { "name", "" },
  [PROP_POD] = { "pod", "" },
  [PROP_ORG_ID] = { "org-id", "" },
  [PROP_ACCOUNT_ID] = { "account-id", "" },
  [PROP_WORKSPACE_ID] = { "workspace-id", "" },
  [PROP_CLIENT_ID] = { "client-id", "" },
  [PROP_API_URL] = { "api-url", SLUICE_DEFAULT_API_URL },
  [PROP_TOKEN_URL] = { "token-url", SLUICE_DEFAULT_TOKEN_URL },
  [PROP_ENVIRONMENT] = { "environment", "development" },
};

static GParamSpec *properties[N_PROPS];
static guint learned_changed_signal;

/* What people type comes with spaces around it, pods in capitals, and addresses with a slash behind
 * them; an empty one means the default. */
static char *
normalize (guint property, const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*clean == '\0')
    return g_strdup (descriptions[property].fallback);
  if (property == PROP_POD || property == PROP_ENVIRONMENT)
    return g_ascii_strdown (clean, -1);
  if (property == PROP_API_URL)
    while (g_str_has_suffix (clean, "/"))
      clean[strlen (clean) - 1] = '\0';
  return g_steal_pointer (&clean);
}

static void
sluice_profile_get_property (GObject *object, guint property, GValue *value, GParamSpec *spec)
{
  SluiceProfile *self = SLUICE_PROFILE (object);

  g_value_set_string (value, self->texts[property]);
}

static void
sluice_profile_set_property (GObject *object, guint property, const GValue *value, GParamSpec *spec)
{
  SluiceProfile *self = SLUICE_PROFILE (object);
  g_autofree char *text = normalize (property, g_value_get_string (value));

  if (property == PROP_ID && *text == '\0')
    return;
  if (g_strcmp0 (text, self->texts[property]) == 0)
    return;
  g_free (self->texts[property]);
  self->texts[property] = g_steal_pointer (&text);
  g_object_notify_by_pspec (object, spec);
}

static void
sluice_profile_finalize (GObject *object)
{
  SluiceProfile *self = SLUICE_PROFILE (object);

  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_free (self->texts[i]);
  g_hash_table_unref (self->learned);
  G_OBJECT_CLASS (sluice_profile_parent_class)->finalize (object);
}

static void
sluice_profile_class_init (SluiceProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_profile_get_property;
  object_class->set_property = sluice_profile_set_property;
  object_class->finalize = sluice_profile_finalize;

  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    properties[i] =
        g_param_spec_string (descriptions[i].name, NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  learned_changed_signal =
      g_signal_new ("learned-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sluice_profile_init (SluiceProfile *self)
{
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    self->texts[i] = g_strdup (descriptions[i].fallback);
  g_free (self->texts[PROP_ID]);
  self->texts[PROP_ID] = g_uuid_string_random ();
  self->learned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * sluice_profile_url_is_local:
 * @url: (nullable): an address
 *
 * Returns: whether it is on this machine, told by its host alone; no name is looked up
 */
gboolean
sluice_profile_url_is_local (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * sluice_profile_url_is_acceptable:
 * @url: an address of the API or of the token service
 * @error: return location for a #SluiceProfileError
 *
 * https to anywhere; plain http to this machine only (CONTRACT 1), so that no credential ever leaves
 * it unencrypted. Names and passwords in an address are refused, for addresses are shown and stored.
 *
 * Returns: whether requests may go there
 */
gboolean
sluice_profile_url_is_acceptable (const char *url, GError **error)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' ||
      (strcmp (g_uri_get_scheme (uri), "https") != 0 &&
       strcmp (g_uri_get_scheme (uri), "http") != 0))
    {
      g_set_error (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_FIELD,
                   _ ("“%s” is not a web address. It must look like https://api.mparticle.com."),
                   url != NULL ? url : "");
      return FALSE;
    }
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_FIELD,
                           _ ("The address may not hold a user name, a “?” or a “#”. Give only the "
                              "host and the path, for example https://api.mparticle.com."));
      return FALSE;
    }
  if (strcmp (g_uri_get_scheme (uri), "http") == 0 && !sluice_profile_url_is_local (url))
    {
      g_set_error (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_PLAIN_HTTP,
                   _ ("“%s” would send the credential unencrypted. Use an address that begins with "
                      "https. Plain http is accepted for this computer only."),
                   url);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_FIELD, message);
  return FALSE;
}

static gboolean
validate_name (const char *name, GError **error)
{
  if (*name == '\0')
    return fail (error, _ ("Name is missing. Give the workspace a name of your choice."));
  if (!g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) > 100)
    return fail (error, _ ("Name is too long. Use at most 100 characters."));
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return fail (error, _ ("Name must be one line of plain text. Remove the line break or tab."));
  return TRUE;
}

static gboolean
validate_client_id (const char *client_id, GError **error)
{
  if (*client_id == '\0')
    return fail (error, _ ("Client ID is missing. In mParticle, open Settings, Platform, API "
                           "Credentials, and copy the ID of a credential."));
  for (const char *at = client_id; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return fail (error,
                   _ ("Client ID may hold no spaces and only plain letters, digits and signs. "
                      "Copy it again from API Credentials in mParticle."));
  return TRUE;
}

static gboolean
validate_url (const char *what, const char *url, GError **error)
{
  if (sluice_profile_url_is_acceptable (url, error))
    return TRUE;
  g_prefix_error (error, "%s: ", what);
  return FALSE;
}

static gboolean
validate_property (guint property, const char *text, GError **error)
{
  switch (property)
    {
    case PROP_NAME:
      return validate_name (text, error);
    case PROP_POD:
      return g_strv_contains ((const char *const[]){ "us1", "us2", "eu1", "au1", NULL }, text) ||
             fail (error, _ ("Pod must be US1, US2, EU1 or AU1. It stands in the address of your "
                             "mParticle page, for example app.us1.mparticle.com."));
    case PROP_ORG_ID:
      return is_digits (text) ||
             fail (error, _ ("Organization ID must be a number, for example 1234."));
    case PROP_ACCOUNT_ID:
      return is_digits (text) || fail (error, _ ("Account ID must be a number, for example 5678."));
    case PROP_WORKSPACE_ID:
      return is_digits (text) ||
             fail (error, _ ("Workspace ID must be a number, for example 9012."));
    case PROP_CLIENT_ID:
      return validate_client_id (text, error);
    case PROP_API_URL:
      return validate_url (_ ("API address"), text, error);
    case PROP_TOKEN_URL:
      return validate_url (_ ("Token address"), text, error);
    case PROP_ENVIRONMENT:
      return g_strv_contains ((const char *const[]){ "development", "production", NULL }, text) ||
             fail (error, _ ("Environment must be development or production."));
    default:
      return TRUE;
    }
}

/**
 * sluice_profile_validate_property:
 * @property: a property's name, e.g. "org-id"
 * @text: what it shall be
 * @error: return location for a #SluiceProfileError, whose message is for the field of a form
 *
 * Returns: whether a profile may have it
 */
gboolean
sluice_profile_validate_property (const char *property, const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    if (g_str_equal (descriptions[i].name, property))
      return validate_property (i, text, error);
  return TRUE;
}

/**
 * sluice_profile_new:
 *
 * Returns: (transfer full): a profile with a new id and the defaults of CONTRACT 1
 */
SluiceProfile *
sluice_profile_new (void)
{
  return g_object_new (SLUICE_TYPE_PROFILE, NULL);
}

/**
 * sluice_profile_copy:
 * @self: a profile
 *
 * Returns: (transfer full): another with the same id and contents, to be edited and saved in its place
 */
SluiceProfile *
sluice_profile_copy (SluiceProfile *self)
{
  SluiceProfile *copy;
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  copy = sluice_profile_new ();
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    {
      g_free (copy->texts[i]);
      copy->texts[i] = g_strdup (self->texts[i]);
    }
  g_hash_table_iter_init (&iter, self->learned);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->learned, g_strdup (key), g_strdup (value));
  return copy;
}

/**
 * sluice_profile_get_id:
 * @self: a profile
 *
 * Returns: (transfer none): our own id of it, under which the keyring keeps its secrets
 */
const char *
sluice_profile_get_id (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_ID];
}

/**
 * sluice_profile_get_name:
 * @self: a profile
 *
 * Returns: (transfer none): what the user calls it, unique among the saved ones
 */
const char *
sluice_profile_get_name (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_NAME];
}

/**
 * sluice_profile_get_pod:
 * @self: a profile
 *
 * Returns: (transfer none): us1, us2, eu1 or au1
 */
const char *
sluice_profile_get_pod (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_POD];
}

/**
 * sluice_profile_get_org_id:
 * @self: a profile
 *
 * Returns: (transfer none): the organization's number
 */
const char *
sluice_profile_get_org_id (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_ORG_ID];
}

/**
 * sluice_profile_get_account_id:
 * @self: a profile
 *
 * Returns: (transfer none): the account's number
 */
const char *
sluice_profile_get_account_id (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_ACCOUNT_ID];
}

/**
 * sluice_profile_get_workspace_id:
 * @self: a profile
 *
 * Returns: (transfer none): the workspace's number
 */
const char *
sluice_profile_get_workspace_id (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_WORKSPACE_ID];
}

/**
 * sluice_profile_get_client_id:
 * @self: a profile
 *
 * Returns: (transfer none): the API credential's id, which is no secret
 */
const char *
sluice_profile_get_client_id (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_CLIENT_ID];
}

/**
 * sluice_profile_get_api_url:
 * @self: a profile
 *
 * Returns: (transfer none): where the API is, without a slash at the end
 */
const char *
sluice_profile_get_api_url (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_API_URL];
}

/**
 * sluice_profile_get_token_url:
 * @self: a profile
 *
 * Returns: (transfer none): where tokens come from
 */
const char *
sluice_profile_get_token_url (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_TOKEN_URL];
}

/**
 * sluice_profile_get_environment:
 * @self: a profile
 *
 * Returns: (transfer none): "development" or "production", what new pipelines get first
 */
const char *
sluice_profile_get_environment (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return self->texts[PROP_ENVIRONMENT];
}

/**
 * sluice_profile_dup_scope:
 * @self: a profile
 *
 * Returns: (transfer full): the API and the workspace in one word
 */
char *
sluice_profile_dup_scope (SluiceProfile *self)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return g_strdup_printf ("%s#%s", self->texts[PROP_API_URL], self->texts[PROP_WORKSPACE_ID]);
}

/**
 * sluice_profile_validate:
 * @self: a profile
 * @error: return location for a #SluiceProfileError whose message names the field and the remedy
 *
 * Returns: whether all of it can be right
 */
gboolean
sluice_profile_validate (SluiceProfile *self, GError **error)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), FALSE);

  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    if (!validate_property (i, self->texts[i], error))
      return FALSE;
  return TRUE;
}

/**
 * sluice_profile_validate_field:
 * @self: a profile
 * @property: a property's name, for example "org-id"
 * @error: return location for a #SluiceProfileError
 *
 * Returns: whether that one member can be right
 */
gboolean
sluice_profile_validate_field (SluiceProfile *self, const char *property, GError **error)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), FALSE);

  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    if (strcmp (descriptions[i].name, property) == 0)
      return validate_property (i, self->texts[i], error);
  g_return_val_if_reached (FALSE);
}

/**
 * sluice_profile_get_learned:
 * @self: a profile
 * @key: a family's or aspect's name
 *
 * Returns: (transfer none) (nullable): what was learned of it
 */
const char *
sluice_profile_get_learned (SluiceProfile *self, const char *key)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  return g_hash_table_lookup (self->learned, key);
}

/**
 * sluice_profile_set_learned:
 * @self: a profile
 * @key: a family's or aspect's name
 * @value: (nullable): what was learned, or %NULL to forget it
 *
 * A store that holds the profile writes it down at once.
 */
void
sluice_profile_set_learned (SluiceProfile *self, const char *key, const char *value)
{
  g_return_if_fail (SLUICE_IS_PROFILE (self));
  g_return_if_fail (key != NULL);

  if (g_strcmp0 (g_hash_table_lookup (self->learned, key), value) == 0)
    return;
  if (value != NULL)
    g_hash_table_insert (self->learned, g_strdup (key), g_strdup (value));
  else
    g_hash_table_remove (self->learned, key);
  g_signal_emit (self, learned_changed_signal, 0, key);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sluice_profile_list_learned:
 * @self: a profile
 *
 * Returns: (transfer full): the keys something was learned of, sorted
 */
char **
sluice_profile_list_learned (SluiceProfile *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (SLUICE_IS_PROFILE (self), NULL);

  g_hash_table_iter_init (&iter, self->learned);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, g_strdup (key));
  g_ptr_array_sort (keys, compare_texts);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}
