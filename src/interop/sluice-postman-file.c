/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "secrets/sluice-secret.h"
#include "sluice-json.h"

G_DEFINE_QUARK (sluice_postman_error, sluice_postman_error)

/* Members that only the bodies we know have. */
static const char *const telling_members[] = {
  "\"service_provider\"", "\"module_name\"",  "\"sql_query\"",
  "\"connection_id\"",    "\"mapping_type\"", "\"source_account_id\"",
};

static const char *const mparticle_hosts[] = {
  "://api.mparticle.com",     "://api.us1.mparticle.com", "://api.us2.mparticle.com",
  "://api.eu1.mparticle.com", "://api.au1.mparticle.com", "://sso.auth.mparticle.com",
};

static void
wipe_and_free (char *text)
{
  if (text != NULL)
    sluice_secret_wipe_memory (text, strlen (text));
  g_free (text);
}

static void
variable_free (SluicePostmanVariable *variable)
{
  g_free (variable->name);
  wipe_and_free (variable->value);
  g_free (variable);
}

static void
request_free (SluicePostmanRequest *request)
{
  g_free (request->url);
  wipe_and_free (request->body);
  g_free (request);
}

/**
 * sluice_postman_file_free:
 * @file: (transfer full): a file
 */
void
sluice_postman_file_free (SluicePostmanFile *file)
{
  g_free (file->file_name);
  g_free (file->name);
  g_ptr_array_unref (file->variables);
  g_ptr_array_unref (file->requests);
  g_free (file);
}

/**
 * sluice_postman_is_placeholder:
 * @value: a variable's value
 *
 * Returns: whether nobody has filled it in: empty, or the published "replace_me" (FACTS 15)
 */
gboolean
sluice_postman_is_placeholder (const char *value)
{
  g_autofree char *tidy = g_strstrip (g_strdup (value));

  return *tidy == '\0' || g_ascii_strcasecmp (tidy, "replace_me") == 0;
}

/**
 * sluice_postman_is_mparticle_url:
 * @url: (nullable): a URL
 *
 * Returns: whether it goes to mParticle's API or sign-in
 */
gboolean
sluice_postman_is_mparticle_url (const char *url)
{
  for (guint i = 0; url != NULL && i < G_N_ELEMENTS (mparticle_hosts); i++)
    {
      const char *at = strstr (url, mparticle_hosts[i]);

      if (at != NULL && strchr ("/:?#", at[strlen (mparticle_hosts[i])]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_postman_wipe_json:
 * @node: a document that nobody else holds and that is dropped right after this
 *
 * Overwrites its texts, since they may be secrets.
 */
void
sluice_postman_wipe_json (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        sluice_postman_wipe_json (l->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GList) elements = json_array_get_elements (json_node_get_array (node));

      for (GList *l = elements; l != NULL; l = l->next)
        sluice_postman_wipe_json (l->data);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      sluice_secret_wipe_memory ((gpointer) text, strlen (text));
    }
}

/* Scalars as they are; a key file that was pasted as an object becomes its text again. */
static char *
value_to_text (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (node))
    return sluice_json_scalar_to_text (node);
  return sluice_json_to_text (node, FALSE);
}

/* The current value counts where one was filled in, else the initial value (seed 001). */
static char *
read_value (JsonObject *object)
{
  static const char *const members[] = { "sessionValue", "currentValue", "value", "initialValue" };
  char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      char *text;

      if (!json_object_has_member (object, members[i]))
        continue;
      text = value_to_text (json_object_get_member (object, members[i]));
      if (!sluice_postman_is_placeholder (text))
        {
          wipe_and_free (first);
          return text;
        }
      if (first == NULL || *first == '\0')
        {
          g_free (first);
          first = text;
        }
      else
        g_free (text);
    }
  return first != NULL ? first : g_strdup ("");
}

static void
add_variable (SluicePostmanFile *file, const char *name, JsonNode *node)
{
  SluicePostmanVariable *variable = g_new0 (SluicePostmanVariable, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  variable->name = g_strstrip (g_strdup (name));
  variable->value = object != NULL ? read_value (object) : value_to_text (node);
  variable->disabled = !sluice_json_get_boolean (object, "enabled", TRUE) ||
                       sluice_json_get_boolean (object, "disabled", FALSE);
  g_ptr_array_add (file->variables, variable);
}

/* Version 2.0 allows a variable to be named by its id alone. */
static const char *
variable_name (JsonObject *object)
{
  static const char *const members[] = { "key", "id", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *name = sluice_json_get_string (object, members[i]);

      if (name != NULL && *name != '\0')
        return name;
    }
  return NULL;
}

static void
read_variables (SluicePostmanFile *file, JsonNode *node)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);
          const char *name = JSON_NODE_HOLDS_OBJECT (element)
                                 ? variable_name (json_node_get_object (element))
                                 : NULL;

          if (name != NULL)
            add_variable (file, name, element);
        }
    }
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        add_variable (file, name, member);
    }
}

static char *
join_texts (JsonObject *object, const char *member, const char *separator)
{
  JsonArray *array = sluice_json_get_array (object, member);
  g_autoptr (GString) text = g_string_new (NULL);

  if (array == NULL)
    return sluice_json_dup_text (object, member);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *part = sluice_json_scalar_to_text (json_array_get_element (array, i));

      if (i > 0)
        g_string_append (text, separator);
      g_string_append (text, part != NULL ? part : "");
    }
  return g_strdup (text->str);
}

/* A URL is a text, an object with a raw text, or an object in pieces. */
static char *
read_url (JsonObject *request)
{
  JsonObject *url = sluice_json_get_object (request, "url");
  const char *protocol = sluice_json_get_string (url, "protocol");
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;

  if (url == NULL)
    return g_strdup (sluice_json_get_string (request, "url"));
  if (sluice_json_get_string (url, "raw") != NULL)
    return g_strdup (sluice_json_get_string (url, "raw"));
  host = join_texts (url, "host", ".");
  path = join_texts (url, "path", "/");
  return g_strdup_printf ("%s%s%s/%s", protocol != NULL ? protocol : "",
                          protocol != NULL ? "://" : "", host != NULL ? host : "",
                          path != NULL ? path : "");
}

static gboolean
is_telling_body (const char *body)
{
  for (guint i = 0; body != NULL && i < G_N_ELEMENTS (telling_members); i++)
    if (strstr (body, telling_members[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
read_request (SluicePostmanFile *file, JsonObject *request)
{
  JsonObject *body = sluice_json_get_object (request, "body");
  const char *raw = sluice_json_get_string (body, "raw");
  g_autofree char *url = read_url (request);

  file->calls_mparticle |= sluice_postman_is_mparticle_url (url);
  if (is_telling_body (raw) && !sluice_json_get_boolean (body, "disabled", FALSE))
    {
      SluicePostmanRequest *kept = g_new0 (SluicePostmanRequest, 1);

      kept->url = g_steal_pointer (&url);
      kept->body = g_strdup (raw);
      g_ptr_array_add (file->requests, kept);
    }
}

/* Folders nest; the parser has bounded how deep. */
static void
read_items (SluicePostmanFile *file, JsonArray *items)
{
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (sluice_json_get_object (item, "request") != NULL)
        read_request (file, sluice_json_get_object (item, "request"));
      file->calls_mparticle |=
          sluice_postman_is_mparticle_url (sluice_json_get_string (item, "request"));
      read_items (file, sluice_json_get_array (item, "item"));
    }
}

static gboolean
refuse (GError **error, SluicePostmanError code, const char *file_name, const char *reason)
{
  /* Translators: the name of a file, and a sentence that says why it cannot be imported */
  g_set_error (error, SLUICE_POSTMAN_ERROR, (int) code, _ ("%s: %s"), file_name, reason);
  return FALSE;
}

static gboolean
read_collection (SluicePostmanFile *file, JsonObject *root, GError **error)
{
  JsonObject *info = sluice_json_get_object (root, "info");
  const char *schema = sluice_json_get_string (info, "schema");

  if (schema != NULL && strstr (schema, "/v2.0") == NULL && strstr (schema, "/v2.1") == NULL)
    return refuse (error, SLUICE_POSTMAN_ERROR_VERSION, file->file_name,
                   _ ("This collection is of a version that Sluice does not read. Export it from "
                      "Postman as “Collection v2.1”."));
  file->kind = SLUICE_POSTMAN_COLLECTION;
  file->name = g_strdup (sluice_json_get_string (info, "name"));
  read_variables (file, json_object_get_member (root, "variable"));
  read_items (file, sluice_json_get_array (root, "item"));
  return TRUE;
}

static gboolean
read_environment (SluicePostmanFile *file, JsonObject *root, SluicePostmanKind kind)
{
  file->kind = kind;
  file->name = g_strdup (sluice_json_get_string (root, "name"));
  read_variables (file, json_object_get_member (root, "values"));
  return TRUE;
}

static gboolean
elements_are_variables (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          sluice_json_get_string (json_node_get_object (node), "key") == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Other files have "values" too: without Postman's own mark, each must be a key with a value. */
static gboolean
looks_like_environment (JsonObject *root)
{
  JsonArray *values = sluice_json_get_array (root, "values");

  if (sluice_json_get_string (root, "_postman_variable_scope") != NULL)
    return json_object_has_member (root, "values");
  if (values == NULL)
    return sluice_json_get_object (root, "values") != NULL &&
           sluice_json_get_string (root, "name") != NULL &&
           sluice_json_get_string (root, "id") != NULL;
  return elements_are_variables (values) &&
         (json_array_get_length (values) > 0 || sluice_json_get_string (root, "name") != NULL);
}

static gboolean
looks_like_collection (JsonObject *root)
{
  return sluice_json_get_object (root, "info") != NULL &&
         sluice_json_get_array (root, "item") != NULL;
}

/* Says what it is instead, where that is plain. */
static gboolean
refuse_other (SluicePostmanFile *file, JsonObject *root, GError **error)
{
  if (sluice_json_get_array (root, "requests") != NULL && json_object_has_member (root, "order"))
    return refuse (error, SLUICE_POSTMAN_ERROR_VERSION, file->file_name,
                   _ ("This is a collection of version 1. Export it from Postman as “Collection "
                      "v2.1”."));
  if (sluice_json_get_array (root, "collections") != NULL)
    return refuse (error, SLUICE_POSTMAN_ERROR_VERSION, file->file_name,
                   _ ("This is a dump of all of Postman’s data. Export the one environment and the "
                      "one collection instead."));
  if (json_object_has_member (root, "openapi") || json_object_has_member (root, "swagger"))
    return refuse (error, SLUICE_POSTMAN_ERROR_NOT_POSTMAN, file->file_name,
                   _ ("This is an API description (OpenAPI) and not a Postman file. Export the "
                      "environment or the collection from Postman."));
  if (g_strcmp0 (sluice_json_get_string (root, "format"), "sluice-setup/1") == 0)
    return refuse (error, SLUICE_POSTMAN_ERROR_NOT_POSTMAN, file->file_name,
                   _ ("This is a Sluice setup file already; there is nothing to import."));
  return refuse (error, SLUICE_POSTMAN_ERROR_NOT_POSTMAN, file->file_name,
                 _ ("This is neither a Postman environment nor a Postman collection. Export one of "
                    "them from Postman."));
}

static gboolean
read_root (SluicePostmanFile *file, JsonObject *root, GError **error)
{
  /* What Postman's own API gives is wrapped. */
  static const char *const wrappers[] = { "collection", "environment", "globals" };

  for (guint i = 0; i < G_N_ELEMENTS (wrappers); i++)
    {
      JsonObject *inner = sluice_json_get_object (root, wrappers[i]);

      if (inner != NULL && (looks_like_collection (inner) || looks_like_environment (inner)))
        return read_root (file, inner, error);
    }
  if (json_object_has_member (root, "openapi") || json_object_has_member (root, "swagger"))
    return refuse_other (file, root, error);
  if (looks_like_collection (root))
    return read_collection (file, root, error);
  if (looks_like_environment (root))
    return read_environment (file, root,
                             g_strcmp0 (sluice_json_get_string (root, "_postman_variable_scope"),
                                        "globals") == 0
                                 ? SLUICE_POSTMAN_GLOBALS
                                 : SLUICE_POSTMAN_ENVIRONMENT);
  return refuse_other (file, root, error);
}

/* Some editors save as UTF-16 and say so with a byte order mark. */
static char *
decode (const char *data, gsize length, gsize *decoded_length)
{
  gboolean little = length >= 2 && memcmp (data, "\xff\xfe", 2) == 0;
  gboolean big = length >= 2 && memcmp (data, "\xfe\xff", 2) == 0;

  if (little || big)
    return g_convert (data + 2, (gssize) length - 2, "UTF-8", little ? "UTF-16LE" : "UTF-16BE",
                      NULL, decoded_length, NULL);
  *decoded_length = length;
  return g_memdup2 (data, length);
}

static JsonNode *
parse (const char *file_name, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) json_error = NULL;
  gsize decoded_length = 0;
  char *text = decode (data, length, &decoded_length);
  /* What is no UTF-16 after all has no text; how much of it could be read does not matter then. */
  JsonNode *root = sluice_json_parse (text != NULL ? text : "",
                                      text != NULL ? (gssize) decoded_length : 0, &json_error);

  if (root == NULL && g_error_matches (json_error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SIZE))
    g_set_error (error, SLUICE_POSTMAN_ERROR, SLUICE_POSTMAN_ERROR_NOT_POSTMAN,
                 _ ("%s: This file is too large to be a Postman file."), file_name);
  else if (root == NULL)
    g_set_error (error, SLUICE_POSTMAN_ERROR, SLUICE_POSTMAN_ERROR_NOT_JSON,
                 /* Translators: the name of a file, and where in it what is wrong */
                 _ ("%s: This is no Postman file, because it is not valid JSON: %s"), file_name,
                 json_error->message);
  if (text != NULL)
    sluice_secret_wipe_memory (text, decoded_length);
  g_free (text);
  return root;
}

/**
 * sluice_postman_file_parse:
 * @file_name: what to call it in messages
 * @data: its bytes; still the caller's to wipe
 * @length: how many
 * @error: return location for a #SluicePostmanError
 *
 * Reads environments, globals and collections of version 2.0 and 2.1, as Postman exports them or as its
 * API wraps them. What was read is wiped, as far as the JSON library lets us.
 *
 * Returns: (transfer full) (nullable): what is of interest in it
 */
SluicePostmanFile *
sluice_postman_file_parse (const char *file_name, const char *data, gsize length, GError **error)
{
  g_autoptr (SluicePostmanFile) file = g_new0 (SluicePostmanFile, 1);
  JsonNode *root;
  gboolean read;

  file->file_name = g_strdup (file_name);
  file->variables = g_ptr_array_new_with_free_func ((GDestroyNotify) variable_free);
  file->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  root = parse (file_name, data, length, error);
  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    read = read_root (file, json_node_get_object (root), error);
  else
    read = refuse (error, SLUICE_POSTMAN_ERROR_NOT_POSTMAN, file_name,
                   _ ("This is neither a Postman environment nor a Postman collection. Export one "
                      "of them from Postman."));
  sluice_postman_wipe_json (root);
  json_node_unref (root);
  return read ? g_steal_pointer (&file) : NULL;
}
