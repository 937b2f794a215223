/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-code-engines.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "ui/widgets/sluice-turns.h"

/* Long enough for a window that is being opened to be painted first. */
#define DELAY_MILLISECONDS 400

#define LANGUAGES APP_PATH "/languages/"
#define SCHEMA    "language2.rng"

/* A folder that has nothing but the schema in it, which must be a file; NULL where there is none to be. */
static char *
ensure_schema (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "sluice", "languages", NULL);
  g_autofree char *path = g_build_filename (folder, SCHEMA, NULL);
  g_autoptr (GBytes) schema =
      g_resources_lookup_data (LANGUAGES SCHEMA, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text = g_bytes_get_data (schema, NULL);
  gssize length = (gssize) g_bytes_get_size (schema);
  g_autofree char *there = NULL;
  gsize there_length = 0;

  if (g_file_get_contents (path, &there, &there_length, NULL) && there_length == (gsize) length &&
      memcmp (there, text, there_length) == 0)
    return g_steal_pointer (&folder);
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_file_set_contents (path, text, length, NULL))
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
  gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                              "Adwaita");
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
 * sluice_code_engines_set_languages:
 *
 * Lets code be highlighted by the small language files of this program alone. To look through all the
 * files that are installed takes longer than a frame, and one of them up to seven frames (Markdown, as it
 * may contain HTML). To be called once, before the first language is asked for.
 */
void
sluice_code_engines_set_languages (void)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  g_autofree char *folder = ensure_schema ();
  const char *const path[] = { "resource://" LANGUAGES, folder, NULL };

  if (folder != NULL)
    gtk_source_language_manager_set_search_path (manager, path);
  else
    gtk_source_language_manager_prepend_search_path (manager, path[0]);
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
