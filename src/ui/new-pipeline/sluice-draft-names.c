/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-draft-names.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"

typedef struct
{
  const char *block;
  const char *format; /* of the warehouse's name */
  gboolean has_slug;
} Named;

static const Named named[] = {
  /* Translators: names that are proposed for new objects; %s is a kind of warehouse, e.g. Snowflake */
  { "feed", N_ ("%s feed"), FALSE },
  { "connection", N_ ("%s connection"), TRUE },
  { "data_model", N_ ("%s model"), TRUE },
  { "pipeline", N_ ("%s pipeline"), TRUE },
};

static char *
dup_pointer (const char *block, const char *member)
{
  return g_strconcat ("/", block, "/", member, NULL);
}

/**
 * sluice_draft_names_to_slug:
 * @name: what a person calls an object
 *
 * Returns: (transfer full): an id that looks like it: letters, digits and hyphens
 */
char *
sluice_draft_names_to_slug (const char *name)
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
  g_autofree char *followed = sluice_draft_names_to_slug (old_name != NULL ? old_name : "");
  g_autofree char *slug = sluice_draft_names_to_slug (name);
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
propose (SluiceSetup *setup, const Named *entry, SluiceProfile *profile)
{
  const SluiceWarehouse *kind = sluice_setup_get_warehouse (setup);
  g_autoptr (GString) name = g_string_new (_ (entry->format));

  g_string_replace (name, "%s", sluice_warehouse_get_display_name (kind), 1);
  if (profile != NULL)
    g_string_prepend_c (name, ' ');
  if (profile != NULL)
    g_string_prepend (name, sluice_profile_get_name (profile));
  return g_strdup (name->str);
}

static SluiceSetup *
fill_one (SluiceSetup *setup, const Named *entry, SluiceProfile *profile)
{
  g_autofree char *pointer = dup_pointer (entry->block, "name");
  g_autofree char *name = NULL;

  if (has (setup, entry->block, "name") || has (setup, entry->block, "id"))
    return g_object_ref (setup);
  name = propose (setup, entry, profile);
  return entry->has_slug ? sluice_draft_names_set (setup, pointer, name)
                         : sluice_setup_with_text (setup, pointer, name);
}

static SluiceSetup *
clear_one (SluiceSetup *setup, const Named *entry, SluiceProfile *profile)
{
  g_autofree char *name_pointer = dup_pointer (entry->block, "name");
  g_autofree char *id_pointer = dup_pointer (entry->block, "id");
  g_autofree char *proposed = propose (setup, entry, profile);
  g_autoptr (SluiceSetup) unnamed = NULL;

  if (g_strcmp0 (sluice_setup_get_text (setup, name_pointer), proposed) != 0)
    return g_object_ref (setup);
  unnamed = sluice_setup_with (setup, name_pointer, NULL);
  return sluice_setup_with (unnamed, id_pointer, NULL);
}

static SluiceSetup *
for_each_named (SluiceSetup *setup,
                SluiceProfile *profile,
                SluiceSetup *(*change) (SluiceSetup *, const Named *, SluiceProfile *) )
{
  SluiceSetup *changed = g_object_ref (setup);

  for (guint i = 0; i < G_N_ELEMENTS (named) && sluice_setup_get_warehouse (setup) != NULL; i++)
    {
      g_autoptr (SluiceSetup) before = changed;

      changed = change (before, &named[i], profile);
    }
  return changed;
}

/**
 * sluice_draft_names_fill:
 * @setup: a draft
 * @profile: (nullable): the workspace it is for
 *
 * Names those of its objects that have no name yet after the workspace and the warehouse.
 *
 * Returns: (transfer full): the draft with names and ids
 */
SluiceSetup *
sluice_draft_names_fill (SluiceSetup *setup, SluiceProfile *profile)
{
  return for_each_named (setup, profile, fill_one);
}

/**
 * sluice_draft_names_clear:
 * @setup: a draft
 * @profile: (nullable): the workspace it is for
 *
 * Takes away the names that sluice_draft_names_fill() gave and nobody changed.
 *
 * Returns: (transfer full): the draft without them
 */
SluiceSetup *
sluice_draft_names_clear (SluiceSetup *setup, SluiceProfile *profile)
{
  return for_each_named (setup, profile, clear_one);
}
