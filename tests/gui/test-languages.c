/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

/* Our own files that tell how code is coloured: right by GtkSourceView's schema, whose complaints end the
 * test, and colouring what they are to colour. */

typedef struct
{
  const char *language;
  const char *text;
  const char *coloured; /* words, each of which begins something with a colour */
  const char *plain;    /* words without one */
} Sample;

static const Sample samples[] = {
  { "json", "{\"id\": [12, true, \"a\\n\", x]}", "\"id\"|12|true|\"a|\\n", "x" },
  { "markdown", "# Title\n\n- `code` and **much** of\n  it, see [here](https://x.test)",
    "# Title|- |`code|**much|[here|(https", "and|it,|see" },
  { "sh", "#!/bin/bash\n# why\nif x \"$name\" --yes 'a b'; then y=3; fi",
    "#!|# why|if|$name|--yes|'a|then|y=", "x \"|3" },
  { "sql", "SELECT id, count(*) FROM \"t\" WHERE a = 'it''s' /* c */ AND b > 1.5 -- end",
    "SELECT|count|FROM|\"t|WHERE|'it|/* c|AND|1.5|-- end", "id,|a =|b >" },
  { "sql", "grant usage on warehouse w to role r; create table x (y TIMESTAMP_NTZ) $$",
    "grant|usage|on|warehouse|to|role|create|table|TIMESTAMP_NTZ|$$", "w to|r;|x (|(y" },
  { "terraform",
    "# why\nresource \"a\" \"b\" {\n  name = \"x-${var.y}\"\n  on = true\n  n = length(z)\n}",
    "# why|resource|\"a|name|\"x|${var|on =|true|length", "{|z)" },
};

static gboolean
has_colour (GtkTextBuffer *buffer, const char *text, const char *word)
{
  GtkTextIter where;
  const char *found = strstr (text, word);
  g_autoptr (GSList) tags = NULL;
  gboolean set = FALSE;

  g_assert_nonnull (found);
  gtk_text_buffer_get_iter_at_offset (buffer, &where, (int) g_utf8_pointer_to_offset (text, found));
  tags = gtk_text_iter_get_tags (&where);
  for (GSList *tag = tags; tag != NULL && !set; tag = tag->next)
    {
      gboolean foreground, weight, style;

      g_object_get (tag->data, "foreground-set", &foreground, "weight-set", &weight, "style-set",
                    &style, NULL);
      set = foreground || weight || style;
    }
  return set;
}

static void
check_words (GtkTextBuffer *buffer, const Sample *sample, const char *words, gboolean coloured)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (has_colour (buffer, sample->text, list[i]) != coloured)
      g_error ("In %s, “%s” %s", sample->language, list[i],
               coloured ? "has no colour" : "has a colour");
}

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  GtkSourceLanguage *language =
      gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (),
                                                sample->language);
  g_autoptr (GtkSourceBuffer) buffer = NULL;
  GtkTextIter start, end;

  g_assert_nonnull (language);
  buffer = gtk_source_buffer_new_with_language (language);
  gtk_source_buffer_set_style_scheme (buffer, gtk_source_style_scheme_manager_get_scheme (
                                                  gtk_source_style_scheme_manager_get_default (),
                                                  "Adwaita"));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), sample->text, -1);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_source_buffer_ensure_highlight (buffer, &start, &end);
  check_words (GTK_TEXT_BUFFER (buffer), sample, sample->coloured, TRUE);
  check_words (GTK_TEXT_BUFFER (buffer), sample, sample->plain, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_source_init ();
  /* Ours first; the schema is found in the folder of the system's. */
  gtk_source_language_manager_prepend_search_path (gtk_source_language_manager_get_default (),
                                                   "resource://" APP_PATH "/languages/");
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/languages/%s/%u", samples[i].language, i);

      g_test_add_data_func (path, &samples[i], test_sample);
    }
  return g_test_run ();
}
