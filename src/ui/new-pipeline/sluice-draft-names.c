/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-draft-names.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "ui/components/sluice-component-store.h"

#define MOST_TRIED 99

typedef struct
{
  SluiceFamily family;
  const char *block;
  const char *format; /* of the warehouse's name */
  gboolean has_slug;
} Named;

static const Named named[] = {
  /* Translators: names that are proposed for new objects; %s is a kind of warehouse, e.g. Snowflake */
  { SLUICE_FAMILY_FEEDS, "feed", N_ ("%s feed"), FALSE },
  { SLUICE_FAMILY_CONNECTIONS, "connection", N_ ("%s connection"), TRUE },
  { SLUICE_FAMILY_DATA_MODELS, "data_model", N_ ("%s model"), TRUE },
  { SLUICE_FAMILY_PIPELINES, "pipeline", N_ ("%s pipeline"), TRUE },
};

static char *
dup_pointer (const char *block, const char *member)
{
  return g_strconcat ("/", block, "/", member, NULL);
}

static char *
to_slug (const char *name)
{
  g_autofree char *plain = g_str_to_ascii (name, NULL);
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *c = plain; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c) || *c == '_')
        g_string_append_c (slug, g_ascii_tolower (*c));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_strdup (slug->str);
}

/**
 * sluice_draft_names_set:
 * @setup: a draft
 * @name_pointer: JSON pointer to a name whose id stands beside it
 * @name: the new name
 *
 * Sets a name. The id follows it, as long as nobody made it another one.
 *
 * Returns: (transfer full): the changed draft
 */
SluiceSetup *
sluice_draft_names_set (SluiceSetup *setup, const char *name_pointer, const char *name)
{
  g_autofree char *parent = g_path_get_dirname (name_pointer);
  g_autofree char *id_pointer = g_strconcat (parent, "/id", NULL);
  const char *old_name = sluice_setup_get_text (setup, name_pointer);
  const char *id = sluice_setup_get_text (setup, id_pointer);
  g_autofree char *followed = to_slug (old_name != NULL ? old_name : "");
  g_autofree char *slug = to_slug (name);
  g_autoptr (SluiceSetup) renamed = sluice_setup_with_text (setup, name_pointer, name);

  if (id != NULL && strcmp (id, followed) != 0)
    return g_steal_pointer (&renamed);
  return sluice_setup_with_text (renamed, id_pointer, slug);
}

static gboolean
has (SluiceSetup *setup, const char *block, const char *member)
{
  g_autofree char *pointer = dup_pointer (block, member);

  return sluice_json_pointer_get (sluice_setup_get_root (setup), pointer) != NULL;
}

static char *
propose (SluiceSetup *setup, const Named *entry, SluiceUiContext *context)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (context);
  const SluiceWarehouse *kind = sluice_setup_get_warehouse (setup);
  g_autoptr (GString) name = g_string_new (_ (entry->format));

  g_string_replace (name, "%s", sluice_warehouse_get_display_name (kind), 1);
  if (profile != NULL)
    g_string_prepend_c (name, ' ');
  if (profile != NULL)
    g_string_prepend (name, sluice_profile_get_name (profile));
  return g_strdup (name->str);
}

/* As far as it was read what the workspace has. */
static gboolean
is_taken (SluiceUiContext *context, const Named *entry, const char *name)
{
  SluiceSession *session = sluice_ui_context_get_session (context);
  g_autofree char *slug = to_slug (name);
  GListModel *there;

  if (session == NULL)
    return FALSE;
  there = sluice_component_store_get_model (sluice_component_store_get (session), entry->family);
  for (guint i = 0; i < g_list_model_get_n_items (there); i++)
    {
      g_autoptr (SluiceComponent) component = g_list_model_get_item (there, i);

      if (g_strcmp0 (sluice_component_get_name (component), name) == 0 ||
          (entry->has_slug && g_strcmp0 (sluice_component_get_id (component), slug) == 0))
        return TRUE;
    }
  return FALSE;
}

/* A second pipeline of the same warehouse is the second, not the first once more. */
static char *
propose_free (SluiceSetup *setup, const Named *entry, SluiceUiContext *context)
{
  g_autofree char *first = propose (setup, entry, context);
  g_autofree char *name = g_strdup (first);

  for (guint i = 2; i <= MOST_TRIED && is_taken (context, entry, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", first, i);
    }
  return g_steal_pointer (&name);
}

/* With or without a number after it. */
static gboolean
is_proposed (const char *name, const char *proposed)
{
  return name != NULL && g_str_has_prefix (name, proposed) &&
         strspn (name + strlen (proposed), " 0123456789") == strlen (name + strlen (proposed));
}

static SluiceSetup *
fill_one (SluiceSetup *setup, const Named *entry, SluiceUiContext *context)
{
  g_autofree char *pointer = dup_pointer (entry->block, "name");
  g_autofree char *name = NULL;

  if (has (setup, entry->block, "name") || has (setup, entry->block, "id"))
    return g_object_ref (setup);
  name = propose_free (setup, entry, context);
  return entry->has_slug ? sluice_draft_names_set (setup, pointer, name)
                         : sluice_setup_with_text (setup, pointer, name);
}

static SluiceSetup *
clear_one (SluiceSetup *setup, const Named *entry, SluiceUiContext *context)
{
  g_autofree char *name_pointer = dup_pointer (entry->block, "name");
  g_autofree char *id_pointer = dup_pointer (entry->block, "id");
  g_autofree char *proposed = propose (setup, entry, context);
  g_autoptr (SluiceSetup) unnamed = NULL;

  if (!is_proposed (sluice_setup_get_text (setup, name_pointer), proposed))
    return g_object_ref (setup);
  unnamed = sluice_setup_with (setup, name_pointer, NULL);
  return sluice_setup_with (unnamed, id_pointer, NULL);
}

static SluiceSetup *
for_each_named (SluiceSetup *setup,
                SluiceUiContext *context,
                SluiceSetup *(*change) (SluiceSetup *, const Named *, SluiceUiContext *) )
{
  SluiceSetup *changed = g_object_ref (setup);

  for (guint i = 0; i < G_N_ELEMENTS (named) && sluice_setup_get_warehouse (setup) != NULL; i++)
    {
      g_autoptr (SluiceSetup) before = changed;

      changed = change (before, &named[i], context);
    }
  return changed;
}

/**
 * sluice_draft_names_fill:
 * @setup: a draft
 * @context: the context of the window, whose workspace it is for
 *
 * Names those of its objects that have no name yet after the workspace and the warehouse, with a number
 * where the workspace already has one of that name.
 *
 * Returns: (transfer full): the draft with names and ids
 */
SluiceSetup *
sluice_draft_names_fill (SluiceSetup *setup, SluiceUiContext *context)
{
  return for_each_named (setup, context, fill_one);
}

/**
 * sluice_draft_names_clear:
 * @setup: a draft
 * @context: the context of the window, whose workspace it is for
 *
 * Takes away the names that sluice_draft_names_fill() gave and nobody changed.
 *
 * Returns: (transfer full): the draft without them
 */
SluiceSetup *
sluice_draft_names_clear (SluiceSetup *setup, SluiceUiContext *context)
{
  return for_each_named (setup, context, clear_one);
}
