/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-code-view.h"

#include <adwaita.h>
#include <string.h>

#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-code-engines.h"
#include "ui/widgets/sluice-scroll-chain.h"
#include "ui/widgets/sluice-turns.h"

#define FLASH_MILLISECONDS 1200

/* What a buffer's text is written in. */
#define LANGUAGE "code-view-language"

/* How far the rest of a line that is too long stands in, so that it is seen not to be a line. */
#define HANGING 24

struct _SluiceCodeView
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  gboolean unseen; /* the text, since it is another one */
  GtkSourceView *view;
  GtkSourceBuffer *buffer;
  GtkTextTag *flash;
  guint flash_id;
};

G_DEFINE_FINAL_TYPE (SluiceCodeView, sluice_code_view, GTK_TYPE_WIDGET)

static void
on_style_manager_dark_cb (GtkSourceBuffer *buffer)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (buffer, sluice_code_engines_get_scheme (dark));
}

/* As the application does, light or dark, for as long as it lives. */
static void
follow_style (GtkSourceBuffer *buffer)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (on_style_manager_dark_cb), buffer, G_CONNECT_SWAPPED);
  on_style_manager_dark_cb (buffer);
}

static void
on_flash_over_cb (gpointer user_data)
{
  SluiceCodeView *self = user_data;
  GtkTextIter start, end;

  self->flash_id = 0;
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer), self->flash, &start, &end);
}

static void
flash_line (SluiceCodeView *self, guint line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &start, line);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->buffer), self->flash, &start, &end);
}

/* Replaces the lines [line, line + n_old) of the buffer by n_new lines of text. */
static void
replace_lines (SluiceCodeView *self, guint line, guint n_old, char **text, guint n_new)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autoptr (GString) middle = g_string_new (NULL);
  guint n_lines = gtk_text_buffer_get_line_count (buffer);
  GtkTextIter start, end;

  for (guint i = 0; i < n_new; i++)
    g_string_append_printf (middle, "%s\n", text[i]);
  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  if (line + n_old < n_lines)
    gtk_text_buffer_get_iter_at_line (buffer, &end, line + n_old);
  else
    {
      gtk_text_buffer_get_end_iter (buffer, &end);
      if (n_new > 0)
        g_string_truncate (middle, middle->len - 1);
    }
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, middle->str, middle->len);
}

/* What lies between the first and the last line that differ. Lines in it that stand there as before
 * do not flash. */
static void
change_lines (SluiceCodeView *self, char **before, char **after)
{
  guint n_before = g_strv_length (before);
  guint n_after = g_strv_length (after);
  guint head = 0, tail = 0;
  gboolean same_length = n_before == n_after;

  while (head < MIN (n_before, n_after) && g_str_equal (before[head], after[head]))
    head++;
  while (tail < MIN (n_before, n_after) - head &&
         g_str_equal (before[n_before - 1 - tail], after[n_after - 1 - tail]))
    tail++;
  if (head + tail == n_before && same_length)
    return;

  replace_lines (self, head, n_before - head - tail, after + head, n_after - head - tail);
  for (guint i = head; i < n_after - tail; i++)
    {
      if (!same_length || !g_str_equal (before[i], after[i]))
        flash_line (self, i);
    }
  g_clear_handle_id (&self->flash_id, g_source_remove);
  self->flash_id = g_timeout_add_once (FLASH_MILLISECONDS, on_flash_over_cb, self);
}

static void
sluice_code_view_dispose (GObject *object)
{
  SluiceCodeView *self = SLUICE_CODE_VIEW (object);

  g_clear_handle_id (&self->flash_id, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_code_view_parent_class)->dispose (object);
}

static void
sluice_code_view_class_init (SluiceCodeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_code_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "codeview");
}

/* The cursor is at the beginning. It is asked to be a part of the height below the top, which it cannot be:
 * so the margin above it is seen, too. */
static void
scroll_to_cursor (SluiceCodeView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                0.25, TRUE, 0, 0);
}

/* A text that came while its page was hidden has got its lines only now, and they moved. */
static void
on_view_map_cb (SluiceCodeView *self)
{
  if (self->unseen)
    scroll_to_cursor (self);
  self->unseen = FALSE;
}

static void
sluice_code_view_init (SluiceCodeView *self)
{
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);

  self->buffer = buffer;
  self->flash = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NULL, "paragraph-background",
                                            "rgba(229,165,10,0.30)", NULL);
  follow_style (buffer);

  self->view = GTK_SOURCE_VIEW (gtk_source_view_new_with_buffer (buffer));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_indent (GTK_TEXT_VIEW (self->view), -HANGING);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 12);
  /* A text that is only read must not hold the Tab key. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);

  g_signal_connect_object (self->view, "map", G_CALLBACK (on_view_map_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->scroller = gtk_scrolled_window_new ();
  sluice_scroll_chain_add (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static gboolean
colour (gpointer buffer)
{
  gtk_source_buffer_set_language (
      buffer, gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (),
                                                        g_object_get_data (buffer, LANGUAGE)));
  follow_style (buffer);
  return FALSE;
}

/**
 * sluice_code_view_colour:
 * @buffer: the buffer of an editor
 * @language_id: a GtkSourceView language, a static string
 *
 * Colours what is in it, light or dark as the application, in a turn of its own: the first time, how to is
 * read from files.
 */
void
sluice_code_view_colour (GtkSourceBuffer *buffer, const char *language_id)
{
  static const SluiceTurn turns[] = { colour };

  g_return_if_fail (GTK_SOURCE_IS_BUFFER (buffer) && language_id != NULL);

  g_object_set_data (G_OBJECT (buffer), LANGUAGE, (gpointer) language_id);
  sluice_turns_run (buffer, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_code_view_set_language:
 * @self: the view
 * @language_id: (nullable): a GtkSourceView language; one that is not installed is none
 *
 * Sets how the text is highlighted.
 */
void
sluice_code_view_set_language (SluiceCodeView *self, const char *language_id)
{
  GtkSourceLanguage *language = NULL;

  g_return_if_fail (SLUICE_IS_CODE_VIEW (self));

  if (language_id != NULL)
    language = gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (),
                                                         language_id);
  gtk_source_buffer_set_language (self->buffer, language);
}

/**
 * sluice_code_view_set_text:
 * @self: the view
 * @text: another text
 *
 * Shows another text from its beginning.
 */
void
sluice_code_view_set_text (SluiceCodeView *self, const char *text)
{
  GtkTextIter start;

  g_return_if_fail (SLUICE_IS_CODE_VIEW (self));

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), text, -1);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
  scroll_to_cursor (self);
  self->unseen = !gtk_widget_get_mapped (GTK_WIDGET (self->view));
}

/**
 * sluice_code_view_update_text:
 * @self: the view
 * @text: a new version of the same text
 *
 * Shows the new version in the same place and flashes the lines that changed.
 */
void
sluice_code_view_update_text (SluiceCodeView *self, const char *text)
{
  g_autofree char *old = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  g_return_if_fail (SLUICE_IS_CODE_VIEW (self));

  old = sluice_code_view_dup_text (self);
  if (g_str_equal (old, text))
    return;

  before = g_strsplit (old, "\n", -1);
  after = g_strsplit (text, "\n", -1);
  change_lines (self, before, after);
}

/**
 * sluice_code_view_set_label:
 * @self: the view
 * @label: what the text is, translated
 *
 * Names the text for assistive technology.
 */
void
sluice_code_view_set_label (SluiceCodeView *self, const char *label)
{
  g_return_if_fail (SLUICE_IS_CODE_VIEW (self));

  sluice_accessible_set_name (self->view, label);
}

/**
 * sluice_code_view_dup_text:
 * @self: the view
 *
 * Returns: (transfer full): the text it shows
 */
char *
sluice_code_view_dup_text (SluiceCodeView *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (SLUICE_IS_CODE_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}
