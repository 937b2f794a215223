/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <gtksourceview/gtksource.h>
#include <math.h>
#include <string.h>

/* Our own files that tell how code is coloured: right by GtkSourceView's schema, whose complaints end the
 * test, colouring what they are to colour, and so that it can be read. */

/* What WCAG 2 asks of text of this size. */
#define LEAST_CONTRAST 4.5

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
                                                  "sluice-light"));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), sample->text, -1);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_source_buffer_ensure_highlight (buffer, &start, &end);
  check_words (GTK_TEXT_BUFFER (buffer), sample, sample->coloured, TRUE);
  check_words (GTK_TEXT_BUFFER (buffer), sample, sample->plain, FALSE);
}

/* What the files of languages map to, and what stands beside the text. */
static const char *const styles[] = {
  "line-numbers",
  "current-line-number",
  "text",
  "def:comment",
  "def:constant",
  "def:function",
  "def:heading",
  "def:identifier",
  "def:inline-code",
  "def:link-text",
  "def:link-destination",
  "def:list-marker",
  "def:number",
  "def:preformatted-section",
  "def:shebang",
  "def:special-char",
  "def:statement",
  "def:string",
  "def:type",
  "def:boolean",
};

static GdkRGBA
read_colour (GtkSourceStyleScheme *scheme, const char *style_id, const char *property)
{
  GtkSourceStyle *style = gtk_source_style_scheme_get_style (scheme, style_id);
  g_autofree char *text = NULL;
  GdkRGBA colour;

  g_assert_nonnull (style);
  g_object_get (style, property, &text, NULL);
  g_assert_nonnull (text);
  g_assert_true (gdk_rgba_parse (&colour, text));
  return colour;
}

static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (GdkRGBA colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) +
         0.0722 * linear (colour.blue);
}

static double
contrast (GdkRGBA one, GdkRGBA other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static void
test_contrast (gconstpointer data)
{
  GtkSourceStyleScheme *scheme =
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  data);
  GdkRGBA paper;

  g_assert_nonnull (scheme);
  paper = read_colour (scheme, "text", "background");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      double found = contrast (read_colour (scheme, styles[i], "foreground"), paper);

      if (found < LEAST_CONTRAST)
        g_error ("In %s, %s has a contrast of %.2f", (const char *) data, styles[i], found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_source_init ();
  /* Ours first; the schema is found in the folder of the system's. */
  gtk_source_language_manager_prepend_search_path (gtk_source_language_manager_get_default (),
                                                   "resource://" APP_PATH "/languages/");
  gtk_source_style_scheme_manager_prepend_search_path (
      gtk_source_style_scheme_manager_get_default (), argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/languages/%s/%u", samples[i].language, i);

      g_test_add_data_func (path, &samples[i], test_sample);
    }
  g_test_add_data_func ("/styles/light", "sluice-light", test_contrast);
  g_test_add_data_func ("/styles/dark", "sluice-dark", test_contrast);
  return g_test_run ();
}
