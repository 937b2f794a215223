/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-code-engines.h"

#include <gtksourceview/gtksource.h>

#include "ui/widgets/sluice-turns.h"

/* Long enough for a window that is being opened to be painted first. */
#define DELAY_MILLISECONDS 400

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
static void
keep_engine (gpointer owner, const char *id)
{
  GtkSourceLanguage *language =
      gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), id);
  g_autofree char *key = g_strconcat ("engine-", id, NULL);

  if (language != NULL)
    g_object_set_data_full (owner, key, gtk_source_buffer_new_with_language (language),
                            g_object_unref);
}

static gboolean
keep_sql (gpointer owner)
{
  keep_engine (owner, "sql");
  return FALSE;
}

static gboolean
keep_json (gpointer owner)
{
  keep_engine (owner, "json");
  return FALSE;
}

static const SluiceTurn turns[] = { find_languages, find_styles, keep_sql, keep_json };

static gboolean
on_timeout_cb (gpointer user_data)
{
  sluice_turns_run (user_data, turns, G_N_ELEMENTS (turns));
  return G_SOURCE_REMOVE;
}

/**
 * sluice_code_engines_prepare:
 * @owner: a #GObject that lives as long as code is to be shown quickly
 *
 * Reads, piece by piece and soon after, what highlighting needs: the folders of languages and styles,
 * and the languages of a query and of a reply. Whoever opens the first editor then does not wait.
 */
void
sluice_code_engines_prepare (gpointer owner)
{
  g_timeout_add_full (G_PRIORITY_LOW, DELAY_MILLISECONDS, on_timeout_cb, g_object_ref (owner),
                      g_object_unref);
}
