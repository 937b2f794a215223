/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-attribute-offer.h"

#include <glib/gi18n.h>

#include "audience/sluice-attribute-type.h"
#include "setup/sluice-identity.h"
#include "sluice-json.h"
#include "ui/components/sluice-component-store.h"
#include "warehouse/sluice-sql-query.h"
#include "warehouse/sluice-warehouse.h"

struct _SluiceAttributeOffer
{
  GObject parent_instance;

  SluiceComponentStore *store;
  char *preferred;       /* (nullable): a data model's id */
  GPtrArray *attributes; /* (element-type SluiceOfferedAttribute) */
  GtkListStore *names;   /* what the entries complete from */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SluiceAttributeOffer, sluice_attribute_offer, G_TYPE_OBJECT)

/* How a query is to be read follows from the warehouse of a pipeline that uses it. */
static const SluiceSqlDialect *
find_dialect (SluiceAttributeOffer *self, SluiceComponent *model)
{
  g_autoptr (GPtrArray) users = sluice_component_store_list_users (self->store, model);
  const SluiceWarehouse *kind = NULL;
  guint n_kinds;

  for (guint i = 0; i < users->len && kind == NULL; i++)
    {
      g_autofree char *id =
          sluice_json_dup_text (sluice_component_get_object (users->pdata[i]), "connection_id");
      g_autoptr (SluiceComponent) connection =
          sluice_component_store_find (self->store, SLUICE_FAMILY_CONNECTIONS, id);
      const char *provider = connection != NULL
                                 ? sluice_json_get_string (sluice_component_get_object (connection),
                                                           "service_provider")
                                 : NULL;

      kind = provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;
    }
  if (kind == NULL)
    kind = sluice_warehouse_list (&n_kinds)[0];
  return sluice_warehouse_get_sql_dialect (kind);
}

static void
offered_attribute_free (SluiceOfferedAttribute *attribute)
{
  g_free (attribute->name);
  g_free (attribute->model);
  g_free (attribute);
}

/* A pipeline tells the type of the field that it goes on by. */
static gboolean
find_iterator_type (SluiceAttributeOffer *self,
                    SluiceComponent *model,
                    const char *name,
                    SluiceValueType *type)
{
  g_autoptr (GPtrArray) users = sluice_component_store_list_users (self->store, model);

  for (guint i = 0; i < users->len; i++)
    {
      JsonObject *mode =
          sluice_json_get_object (sluice_component_get_object (users->pdata[i]), "sync_mode");
      const char *field = sluice_json_get_string (mode, "iterator_field");
      const char *word = sluice_json_get_string (mode, "iterator_data_type");

      if (field != NULL && word != NULL && sluice_sql_equal_names (field, name))
        return sluice_attribute_type_of_word (word, type);
    }
  return FALSE;
}

static SluiceOfferedAttribute *
create_attribute (SluiceAttributeOffer *self,
                  SluiceComponent *model,
                  const char *name,
                  const char *expression)
{
  SluiceOfferedAttribute *attribute = g_new0 (SluiceOfferedAttribute, 1);

  attribute->name = g_strdup (name);
  attribute->model = g_strdup (sluice_component_get_name (model));
  attribute->is_certain = find_iterator_type (self, model, name, &attribute->type) ||
                          sluice_attribute_type_of_expression (expression, &attribute->type);
  if (!attribute->is_certain)
    attribute->type = sluice_attribute_type_of_name (name);
  return attribute;
}

/* What the query selects under a name: from the end of the column before it to where the name stands. */
static char *
dup_expression (const char *text, const SluiceSqlColumn *before, const SluiceSqlColumn *column)
{
  guint start = before != NULL ? before->start + before->length : 0;

  while (start < column->start && strchr (", \t\r\n", text[start]) != NULL)
    start++;
  if (before == NULL && g_ascii_strncasecmp (text + start, "select", 6) == 0)
    start += 6;
  return column->aliased && start < column->start ? g_strndup (text + start, column->start - start)
                                                  : g_strdup ("");
}

static void
add_columns (SluiceAttributeOffer *self, SluiceComponent *model, GHashTable *seen)
{
  JsonObject *object = sluice_component_get_object (model);
  const char *text =
      sluice_json_get_string (sluice_json_get_object (object, "config"), "sql_query");
  g_autoptr (SluiceSqlQuery) query = NULL;

  if (text == NULL)
    text = sluice_json_get_string (object, "sql_query");
  if (text == NULL)
    return;
  query = sluice_sql_query_read (find_dialect (self, model), text);
  for (guint i = 0; i < query->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (query->columns, i);
      g_autofree char *expression =
          dup_expression (text, i > 0 ? query->columns->pdata[i - 1] : NULL, column);

      /* Identities are no attributes (FACTS 9). */
      if (column->name != NULL && !sluice_identity_is_reserved (column->name) &&
          g_hash_table_add (seen, g_strdup (column->name)))
        g_ptr_array_add (self->attributes,
                         create_attribute (self, model, column->name, expression));
    }
}

static gboolean
is_preferred (SluiceAttributeOffer *self, SluiceComponent *model)
{
  return g_strcmp0 (sluice_component_get_id (model), self->preferred) == 0;
}

static void
update (SluiceAttributeOffer *self)
{
  GListModel *models = sluice_component_store_get_model (self->store, SLUICE_FAMILY_DATA_MODELS);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_ptr_array_set_size (self->attributes, 0);
  for (int preferred = 1; preferred >= 0; preferred--)
    for (guint i = 0; i < g_list_model_get_n_items (models); i++)
      {
        g_autoptr (SluiceComponent) model = g_list_model_get_item (models, i);

        if (is_preferred (self, model) == preferred)
          add_columns (self, model, seen);
      }
  gtk_list_store_clear (self->names);
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const SluiceOfferedAttribute *attribute = g_ptr_array_index (self->attributes, i);

      gtk_list_store_insert_with_values (self->names, NULL, -1, 0, attribute->name, -1);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
on_store_changed_cb (SluiceAttributeOffer *self, int family)
{
  if (family == SLUICE_FAMILY_DATA_MODELS || family == SLUICE_FAMILY_PIPELINES ||
      family == SLUICE_FAMILY_CONNECTIONS)
    update (self);
}

static void
sluice_attribute_offer_dispose (GObject *object)
{
  SluiceAttributeOffer *self = SLUICE_ATTRIBUTE_OFFER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->names);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  g_clear_pointer (&self->preferred, g_free);
  G_OBJECT_CLASS (sluice_attribute_offer_parent_class)->dispose (object);
}

static void
sluice_attribute_offer_class_init (SluiceAttributeOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_attribute_offer_dispose;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_attribute_offer_init (SluiceAttributeOffer *self)
{
  self->attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) offered_attribute_free);
  self->names = gtk_list_store_new (1, G_TYPE_STRING);
}

/**
 * sluice_attribute_offer_new:
 * @session: an open workspace, whose data models are read again
 *
 * Returns: (transfer full): what it offers
 */
SluiceAttributeOffer *
sluice_attribute_offer_new (SluiceSession *session)
{
  SluiceAttributeOffer *self = g_object_new (SLUICE_TYPE_ATTRIBUTE_OFFER, NULL);

  self->store = g_object_ref (sluice_component_store_get (session));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_component_store_refresh (self->store, SLUICE_FAMILY_CONNECTIONS);
  sluice_component_store_refresh (self->store, SLUICE_FAMILY_PIPELINES);
  sluice_component_store_refresh (self->store, SLUICE_FAMILY_DATA_MODELS);
  update (self);
  return self;
}

/**
 * sluice_attribute_offer_prefer:
 * @self: an offer
 * @data_model_id: (nullable): the data model whose attributes come first
 */
void
sluice_attribute_offer_prefer (SluiceAttributeOffer *self, const char *data_model_id)
{
  if (g_strcmp0 (self->preferred, data_model_id) == 0)
    return;
  g_free (self->preferred);
  self->preferred = g_strdup (data_model_id);
  update (self);
}

/**
 * sluice_attribute_offer_list:
 * @self: an offer
 *
 * Returns: (transfer none) (element-type SluiceOfferedAttribute): in the order to offer them
 */
GPtrArray *
sluice_attribute_offer_list (SluiceAttributeOffer *self)
{
  return self->attributes;
}

/**
 * sluice_attribute_offer_find:
 * @self: an offer
 * @name: an attribute's name
 *
 * Returns: (transfer none) (nullable): it, where a data model loads it
 */
const SluiceOfferedAttribute *
sluice_attribute_offer_find (SluiceAttributeOffer *self, const char *name)
{
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const SluiceOfferedAttribute *attribute = g_ptr_array_index (self->attributes, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }
  return NULL;
}

/**
 * sluice_offered_attribute_describe:
 * @attribute: an attribute
 *
 * Returns: (transfer full): its type and where it comes from, translated
 */
char *
sluice_offered_attribute_describe (const SluiceOfferedAttribute *attribute)
{
  const char *type = sluice_attribute_type_get_label (attribute->type);

  if (attribute->is_certain)
    /* Translators: a type and a data model's name, for example "Number, from Acme customers" */
    return g_strdup_printf (_ ("%1$s, from “%2$s”"), type, attribute->model);
  /* Translators: a type and a data model's name; the type was guessed by the attribute's name */
  return g_strdup_printf (_ ("Probably: %1$s, from “%2$s”"), type, attribute->model);
}

static gboolean
is_match (GtkEntryCompletion *completion, const char *key, GtkTreeIter *iter, gpointer user_data)
{
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;

  gtk_tree_model_get (gtk_entry_completion_get_model (completion), iter, 0, &name, -1);
  folded = g_utf8_casefold (name != NULL ? name : "", -1);
  return strstr (folded, key) != NULL;
}

/**
 * sluice_attribute_offer_attach:
 * @self: an offer
 * @entry: where an attribute's name is typed
 *
 * Lets the entry offer the names that contain what was typed.
 */
void
sluice_attribute_offer_attach (SluiceAttributeOffer *self, GtkEntry *entry)
{
  g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();

  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (self->names));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_completion_set_minimum_key_length (completion, 1);
  gtk_entry_completion_set_match_func (completion, is_match, NULL, NULL);
  gtk_entry_set_completion (entry, completion);
}
