/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-definition-editor.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <stdio.h>

#include "audience/sluice-definition-place.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-code-view.h"
#include "ui/widgets/sluice-scroll-chain.h"
#include "ui/widgets/sluice-turns.h"

#define LOWEST  220
#define HIGHEST 420

struct _SluiceDefinitionEditor
{
  AdwBin parent_instance;

  GtkTextBuffer *buffer;
  GtkTextTag *mark;
  GtkWidget *frame;
  GtkWidget *problem_box;
  GtkLabel *problems;
  gboolean setting;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SluiceDefinitionEditor, sluice_definition_editor, ADW_TYPE_BIN)

static void
on_buffer_changed_cb (SluiceDefinitionEditor *self)
{
  if (!self->setting)
    g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
create_problem_box (SluiceDefinitionEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  self->problems = GTK_LABEL (label);
  gtk_label_set_xalign (self->problems, 0);
  gtk_label_set_wrap (self->problems, TRUE);
  gtk_label_set_wrap_mode (self->problems, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->problems, TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "error");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static gboolean
add_view (gpointer user_data)
{
  SluiceDefinitionEditor *self = user_data;
  GtkWidget *view = gtk_source_view_new_with_buffer (GTK_SOURCE_BUFFER (self->buffer));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 6);
  gtk_source_view_set_show_line_numbers (GTK_SOURCE_VIEW (view), TRUE);
  sluice_accessible_set_name (view, _ ("Definition as JSON"));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LOWEST);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HIGHEST);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  sluice_scroll_chain_add (GTK_SCROLLED_WINDOW (scroller));
  gtk_frame_set_child (GTK_FRAME (self->frame), scroller);
  return FALSE;
}

static void
sluice_definition_editor_finalize (GObject *object)
{
  g_object_unref (SLUICE_DEFINITION_EDITOR (object)->buffer);
  G_OBJECT_CLASS (sluice_definition_editor_parent_class)->finalize (object);
}

static void
sluice_definition_editor_class_init (SluiceDefinitionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_definition_editor_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_definition_editor_init (SluiceDefinitionEditor *self)
{
  static const SluiceTurn turns[] = { add_view };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->buffer = GTK_TEXT_BUFFER (gtk_source_buffer_new (NULL));
  sluice_code_view_colour (GTK_SOURCE_BUFFER (self->buffer), "json");
  self->mark =
      gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->problem_box = create_problem_box (self);
  self->frame = gtk_frame_new (NULL);
  gtk_box_append (GTK_BOX (box), self->problem_box);
  gtk_box_append (GTK_BOX (box), self->frame);
  adw_bin_set_child (ADW_BIN (self), box);
  /* A view of source takes long to make, and nobody reads it first. */
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_definition_editor_dup_text:
 * @self: an editor
 *
 * Returns: (transfer full): what stands in it
 */
char *
sluice_definition_editor_dup_text (SluiceDefinitionEditor *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/**
 * sluice_definition_editor_set_text:
 * @self: an editor
 * @text: what it is to show
 */
void
sluice_definition_editor_set_text (SluiceDefinitionEditor *self, const char *text)
{
  self->setting = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->setting = FALSE;
}

static void
show_text (SluiceDefinitionEditor *self, const char *text)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->mark, &start, &end);
  gtk_label_set_text (self->problems, text);
  gtk_widget_set_visible (self->problem_box, *text != '\0');
}

/**
 * sluice_definition_editor_show_fault:
 * @self: an editor whose text is no JSON
 * @error: a #SluiceJsonError, which says where
 */
void
sluice_definition_editor_show_fault (SluiceDefinitionEditor *self, const GError *error)
{
  unsigned int line = 0;
  unsigned int column = 0;
  /* Translators: the line and the column, and what is wrong there, in English */
  g_autofree char *text = g_strdup_printf (_ ("This is no JSON yet: %s."), error->message);
  GtkTextIter start;
  GtkTextIter end;

  show_text (self, text);
  if (sscanf (error->message, "line %u, column %u", &line, &column) != 2 || line == 0)
    return;
  gtk_text_buffer_get_iter_at_line (self->buffer, &start, (int) line - 1);
  for (guint i = 1; i < column && !gtk_text_iter_ends_line (&start); i++)
    gtk_text_iter_forward_char (&start);
  end = start;
  if (!gtk_text_iter_forward_char (&end) || gtk_text_iter_ends_line (&start))
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (self->buffer, self->mark, &start, &end);
}

static void
describe_problem (SluiceDefinitionEditor *self,
                  const char *text,
                  const SluiceDefinitionProblem *problem,
                  GString *into)
{
  const char *pointer = *problem->pointer != '\0' ? problem->pointer : "/";
  GtkTextIter from;
  GtkTextIter to;
  guint start;
  guint end;

  if (into->len > 0)
    g_string_append_c (into, '\n');
  if (!sluice_definition_find_place (text, problem->pointer, &start, &end))
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, (int) start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, (int) end);
  gtk_text_buffer_apply_tag (self->buffer, self->mark, &from, &to);
  /* Translators: a line of the text, the member that is wrong, and what is wrong with it */
  g_string_append_printf (into, _ ("Line %1$d, %2$s: %3$s"), gtk_text_iter_get_line (&from) + 1,
                          pointer, problem->message);
}

/**
 * sluice_definition_editor_show_problems:
 * @self: an editor whose text is JSON
 * @problems: (element-type SluiceDefinitionProblem): what is wrong with it; none where it is right
 */
void
sluice_definition_editor_show_problems (SluiceDefinitionEditor *self, GPtrArray *problems)
{
  g_autofree char *text = sluice_definition_editor_dup_text (self);
  g_autoptr (GString) said = g_string_new (NULL);

  show_text (self, "");
  for (guint i = 0; i < problems->len; i++)
    describe_problem (self, text, g_ptr_array_index (problems, i), said);
  gtk_label_set_text (self->problems, said->str);
  gtk_widget_set_visible (self->problem_box, said->len > 0);
}
