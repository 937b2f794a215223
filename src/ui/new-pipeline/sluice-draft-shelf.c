/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-draft-shelf.h"

#include "sluice-json.h"

struct _SluiceDraftShelf
{
  GObject parent_instance;

  SluiceDraftDocument *document;
  char **pointers;
  GHashTable *kept; /* pointer -> JsonNode */
  gboolean known;   /* whether it was told what is wanted in this draft */
  gboolean wanted;
};

G_DEFINE_FINAL_TYPE (SluiceDraftShelf, sluice_draft_shelf, G_TYPE_OBJECT)

static JsonNode *
peek_member (SluiceDraftShelf *self, const char *pointer)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);

  return sluice_json_pointer_get (sluice_setup_get_root (setup), pointer);
}

static void
put_away (SluiceDraftShelf *self, const char *pointer)
{
  JsonNode *there = peek_member (self, pointer);

  if (there == NULL)
    return;
  g_hash_table_insert (self->kept, g_strdup (pointer), json_node_copy (there));
  sluice_draft_document_set (self->document, pointer, NULL);
}

static void
bring_back (SluiceDraftShelf *self, const char *pointer)
{
  JsonNode *kept = g_hash_table_lookup (self->kept, pointer);

  if (kept != NULL && peek_member (self, pointer) == NULL)
    sluice_draft_document_set (self->document, pointer, json_node_copy (kept));
  g_hash_table_remove (self->kept, pointer);
}

static void
on_document_replaced_cb (SluiceDraftShelf *self)
{
  g_hash_table_remove_all (self->kept);
  self->known = FALSE;
}

static void
sluice_draft_shelf_finalize (GObject *object)
{
  SluiceDraftShelf *self = SLUICE_DRAFT_SHELF (object);

  g_clear_object (&self->document);
  g_strfreev (self->pointers);
  g_hash_table_unref (self->kept);

  G_OBJECT_CLASS (sluice_draft_shelf_parent_class)->finalize (object);
}

static void
sluice_draft_shelf_class_init (SluiceDraftShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_draft_shelf_finalize;
}

static void
sluice_draft_shelf_init (SluiceDraftShelf *self)
{
  self->kept =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);
}

/**
 * sluice_draft_shelf_new:
 * @document: the draft
 * @pointers: (array zero-terminated=1): JSON pointers to the members
 *
 * Returns: (transfer full): an empty shelf for them
 */
SluiceDraftShelf *
sluice_draft_shelf_new (SluiceDraftDocument *document, const char *const *pointers)
{
  SluiceDraftShelf *self = g_object_new (SLUICE_TYPE_DRAFT_SHELF, NULL);

  self->document = g_object_ref (document);
  self->pointers = g_strdupv ((char **) pointers);
  g_signal_connect_object (document, "replaced", G_CALLBACK (on_document_replaced_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * sluice_draft_shelf_turn:
 * @self: the shelf
 * @wanted: whether the members have their place in the setup now
 *
 * Puts them there again, as far as they were taken away, or takes them away, where this is another
 * choice than before. What was given anew meanwhile stays, and so does what a draft had from the
 * beginning.
 */
void
sluice_draft_shelf_turn (SluiceDraftShelf *self, gboolean wanted)
{
  gboolean turned;

  g_return_if_fail (SLUICE_IS_DRAFT_SHELF (self));

  turned = self->known && self->wanted != wanted;
  self->known = TRUE;
  self->wanted = wanted;
  for (guint i = 0; turned && self->pointers[i] != NULL; i++)
    {
      if (wanted)
        bring_back (self, self->pointers[i]);
      else
        put_away (self, self->pointers[i]);
    }
}
