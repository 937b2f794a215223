/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-code-engines.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "ui/widgets/sluice-turns.h"

/* Long enough for a window that is being opened to be painted first. */
#define DELAY_MILLISECONDS 400

#define LANGUAGES APP_PATH "/languages/"

static const char *const schema[] = { "language2.rng", NULL };
static const char *const styles[] = { "sluice-light.xml", "sluice-dark.xml", NULL };

static gboolean
ensure_file (const char *folder, const char *kind, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *resource = g_strconcat (APP_PATH "/", kind, "/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text = g_bytes_get_data (bytes, NULL);
  gssize length = (gssize) g_bytes_get_size (bytes);
  g_autofree char *there = NULL;
  gsize there_length = 0;

  if (g_file_get_contents (path, &there, &there_length, NULL) && there_length == (gsize) length &&
      memcmp (there, text, there_length) == 0)
    return TRUE;
  return g_file_set_contents (path, text, length, NULL);
}

/* A folder that has nothing in it but those files of this program that GtkSourceView reads from the disk
 * only; NULL where there is none to be. */
static char *
ensure_folder (const char *kind, const char *const *names)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "sluice", kind, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    if (!ensure_file (folder, kind, names[i]))
      return NULL;
  return g_steal_pointer (&folder);
}

static gboolean
find_languages (gpointer owner)
{
  gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "sql");
  return FALSE;
}

static gboolean
find_styles (gpointer owner)
{
  sluice_code_engines_get_scheme (FALSE);
  return FALSE;
}

/* What a language's file says is kept for as long as a buffer uses it. */
static gboolean
keep_sql (gpointer owner)
{
  GtkSourceLanguage *language =
      gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "sql");

  if (language != NULL)
    g_object_set_data_full (owner, "engine-sql", gtk_source_buffer_new_with_language (language),
                            g_object_unref);
  return FALSE;
}

static const SluiceTurn turns[] = { find_languages, find_styles, keep_sql };

static gboolean
on_timeout_cb (gpointer user_data)
{
  sluice_turns_run (user_data, turns, G_N_ELEMENTS (turns));
  return G_SOURCE_REMOVE;
}

/**
 * sluice_code_engines_set_files:
 *
 * Lets code be highlighted by the small language files of this program alone, in its own two styles. To
 * look through all the languages that are installed takes longer than a frame, and one of them up to seven
 * frames (Markdown, as it may contain HTML). To be called once, before the first language is asked for.
 */
void
sluice_code_engines_set_files (void)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  g_autofree char *folder = ensure_folder ("languages", schema);
  g_autofree char *style_folder = ensure_folder ("styles", styles);
  const char *const path[] = { "resource://" LANGUAGES, folder, NULL };

  if (folder != NULL)
    gtk_source_language_manager_set_search_path (manager, path);
  else
    gtk_source_language_manager_prepend_search_path (manager, path[0]);
  if (style_folder != NULL)
    gtk_source_style_scheme_manager_prepend_search_path (
        gtk_source_style_scheme_manager_get_default (), style_folder);
}

/**
 * sluice_code_engines_get_scheme:
 * @dark: whether the window is dark
 *
 * Returns: (transfer none) (nullable): the colours of code; GtkSourceView's own where ours could not be
 *   written to the cache, and NULL where those are not installed
 */
GtkSourceStyleScheme *
sluice_code_engines_get_scheme (gboolean dark)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  GtkSourceStyleScheme *scheme =
      gtk_source_style_scheme_manager_get_scheme (manager, dark ? "sluice-dark" : "sluice-light");

  if (scheme == NULL)
    scheme =
        gtk_source_style_scheme_manager_get_scheme (manager, dark ? "Adwaita-dark" : "Adwaita");
  return scheme;
}

/**
 * sluice_code_engines_prepare:
 * @owner: a #GObject that lives as long as code is to be shown quickly
 *
 * Reads, piece by piece and soon after, what highlighting needs: the languages, the folders of styles and
 * how a query is coloured. Whoever opens the first editor then does not wait.
 */
void
sluice_code_engines_prepare (gpointer owner)
{
  g_timeout_add_full (G_PRIORITY_LOW, DELAY_MILLISECONDS, on_timeout_cb, g_object_ref (owner),
                      g_object_unref);
}
