/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-sql-editor.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "ui/widgets/sluice-code-view.h"
#include "ui/widgets/sluice-scroll-chain.h"

#define QUERY_PATH "/data_model/sql_query"

struct _SluiceSqlEditor
{
  AdwBin parent_instance;

  SluiceDraftDocument *document;
  gboolean updating; /* while it is set to what the document holds */

  GtkSourceView *view;
  GtkSourceBuffer *buffer;
  GtkTextTag *tags[SLUICE_SEVERITY_HINT + 1];
};

G_DEFINE_FINAL_TYPE (SluiceSqlEditor, sluice_sql_editor, ADW_TYPE_BIN)

/* How each severity looks: by the kind of line first, and by colour last of all. */
static const struct
{
  PangoUnderline underline;
  const char *colour;
  const char *category; /* of the marks in the margin */
  const char *icon;
} looks[] = {
  [SLUICE_SEVERITY_ERROR] = { PANGO_UNDERLINE_ERROR, "#e01b24", "error", "dialog-error-symbolic" },
  [SLUICE_SEVERITY_WARNING] = { PANGO_UNDERLINE_SINGLE, "#e5a50a", "warning",
                                "dialog-warning-symbolic" },
  [SLUICE_SEVERITY_HINT] = { PANGO_UNDERLINE_LOW, "#3584e4", "hint",
                             "dialog-information-symbolic" },
};

static gboolean
is_about_query (SluiceFinding *finding)
{
  return sluice_finding_get_line (finding) > 0 &&
         g_str_has_prefix (sluice_finding_get_path (finding), "/data_model");
}

/* From where the finding is to the end of its word; at least one character, so that it can be seen. */
static void
get_range (SluiceSqlEditor *self, SluiceFinding *finding, GtkTextIter *start, GtkTextIter *end)
{
  guint column = MAX (sluice_finding_get_column (finding), 1) - 1;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), start,
                                    sluice_finding_get_line (finding) - 1);
  for (guint i = 0; i < column && !gtk_text_iter_ends_line (start); i++)
    gtk_text_iter_forward_char (start);
  *end = *start;
  gtk_text_iter_forward_char (end);
  while (!gtk_text_iter_ends_line (end) &&
         (g_unichar_isalnum (gtk_text_iter_get_char (end)) || gtk_text_iter_get_char (end) == '_'))
    gtk_text_iter_forward_char (end);
}

static void
clear_marks (SluiceSqlEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer), self->tags[i], &start, &end);
  gtk_source_buffer_remove_source_marks (self->buffer, &start, &end, NULL);
}

static void
mark_finding (SluiceSqlEditor *self, SluiceFinding *finding)
{
  SluiceSeverity severity = sluice_finding_get_severity (finding);
  GtkTextIter start, end;

  get_range (self, finding, &start, &end);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->buffer), self->tags[severity], &start, &end);
}

/* One mark a line: it is for the worst that was found there. */
static void
mark_line (SluiceSqlEditor *self, SluiceFinding *finding)
{
  SluiceSeverity severity = sluice_finding_get_severity (finding);
  GtkTextIter start, end;
  g_autoptr (GSList) marks = NULL;

  get_range (self, finding, &start, &end);
  gtk_text_iter_set_line_offset (&start, 0);
  marks = gtk_source_buffer_get_source_marks_at_line (self->buffer, gtk_text_iter_get_line (&start),
                                                      NULL);
  if (marks == NULL)
    gtk_source_buffer_create_source_mark (self->buffer, NULL, looks[severity].category, &start);
}

static void
mark_findings (SluiceSqlEditor *self)
{
  GListModel *findings =
      sluice_check_get_findings (sluice_draft_document_get_check (self->document));

  clear_marks (self);
  for (SluiceSeverity severity = SLUICE_SEVERITY_ERROR; severity <= SLUICE_SEVERITY_HINT;
       severity++)
    for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
      {
        g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

        if (!is_about_query (finding) || sluice_finding_get_severity (finding) != severity)
          continue;
        mark_finding (self, finding);
        mark_line (self, finding);
      }
}

static char *
dup_text (SluiceSqlEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

static void
on_buffer_changed_cb (SluiceSqlEditor *self)
{
  g_autofree char *text = NULL;

  if (self->updating || self->document == NULL)
    return;
  text = dup_text (self);
  sluice_draft_document_set_text (self->document, QUERY_PATH, text);
}

/* In one step that can be undone. */
static void
replace_text (SluiceSqlEditor *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
on_document_changed_cb (SluiceSqlEditor *self)
{
  const char *query = sluice_draft_document_get_text (self->document, QUERY_PATH);
  g_autofree char *text = dup_text (self);

  if (g_strcmp0 (text, query) != 0)
    {
      self->updating = TRUE;
      replace_text (self, query);
      self->updating = FALSE;
    }
  mark_findings (self);
}

/* All that was found at a place, one line each. */
static char *
dup_messages_at (SluiceSqlEditor *self, const GtkTextIter *where)
{
  GListModel *findings =
      sluice_check_get_findings (sluice_draft_document_get_check (self->document));
  g_autoptr (GString) messages = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);
      GtkTextIter start, end;

      if (!is_about_query (finding))
        continue;
      get_range (self, finding, &start, &end);
      if (gtk_text_iter_in_range (where, &start, &end))
        g_string_append_printf (messages, "%s%s", messages->len > 0 ? "\n" : "",
                                sluice_finding_get_message (finding));
    }
  return messages->len > 0 ? g_strdup (messages->str) : NULL;
}

static gboolean
on_view_query_tooltip_cb (GtkTextView *view,
                          int x,
                          int y,
                          gboolean keyboard_mode,
                          GtkTooltip *tooltip,
                          gpointer user_data)
{
  SluiceSqlEditor *self = user_data;
  GtkTextIter where;
  g_autofree char *text = NULL;

  if (self->document == NULL)
    return FALSE;
  if (keyboard_mode)
    gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &where,
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  else
    {
      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      if (!gtk_text_view_get_iter_at_location (view, &where, x, y))
        return FALSE;
    }
  text = dup_messages_at (self, &where);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* All that was found in the line of a mark in the margin. */
static char *
on_mark_query_tooltip_cb (GtkSourceMarkAttributes *attributes,
                          GtkSourceMark *mark,
                          SluiceSqlEditor *self)
{
  GListModel *findings =
      sluice_check_get_findings (sluice_draft_document_get_check (self->document));
  g_autoptr (GString) messages = g_string_new (NULL);
  GtkTextIter where;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &where, GTK_TEXT_MARK (mark));
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      if (is_about_query (finding) &&
          sluice_finding_get_line (finding) == (guint) gtk_text_iter_get_line (&where) + 1)
        g_string_append_printf (messages, "%s%s", messages->len > 0 ? "\n" : "",
                                sluice_finding_get_message (finding));
    }
  return g_strdup (messages->str);
}

/* What is wrong in a line stands in its margin too: whoever scrolls sees it, and no colour is needed. */
static void
show_marks (SluiceSqlEditor *self)
{
  gtk_source_view_set_show_line_marks (self->view, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();

      gtk_source_mark_attributes_set_icon_name (attributes, looks[i].icon);
      g_signal_connect_object (attributes, "query-tooltip-text",
                               G_CALLBACK (on_mark_query_tooltip_cb), self, 0);
      gtk_source_view_set_mark_attributes (self->view, looks[i].category, attributes, 0);
    }
}

static void
create_looks (SluiceSqlEditor *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      GdkRGBA colour;

      gdk_rgba_parse (&colour, looks[i].colour);
      self->tags[i] =
          gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), NULL, "underline",
                                      looks[i].underline, "underline-rgba", &colour, NULL);
    }
}

/* A query is written in lines of its own; Tab leads out, as everywhere in a form. */
static void
set_up_view (SluiceSqlEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);

  gtk_text_view_set_monospace (view, TRUE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, 6);
  gtk_text_view_set_right_margin (view, 6);
  gtk_text_view_set_top_margin (view, 6);
  gtk_text_view_set_bottom_margin (view, 6);
  gtk_source_view_set_show_line_numbers (self->view, TRUE);
  gtk_source_view_set_auto_indent (self->view, TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("SQL query"), -1);
}

static gboolean
sluice_sql_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SLUICE_SQL_EDITOR (widget)->view));
}

static void
sluice_sql_editor_dispose (GObject *object)
{
  g_clear_object (&SLUICE_SQL_EDITOR (object)->document);

  G_OBJECT_CLASS (sluice_sql_editor_parent_class)->dispose (object);
}

static void
sluice_sql_editor_class_init (SluiceSqlEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_sql_editor_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = sluice_sql_editor_grab_focus;
}

static void
sluice_sql_editor_init (SluiceSqlEditor *self)
{
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->buffer = buffer;
  sluice_code_view_colour (buffer, "sql");
  self->view = GTK_SOURCE_VIEW (gtk_source_view_new_with_buffer (buffer));
  set_up_view (self);
  create_looks (self);
  show_marks (self);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  sluice_scroll_chain_add (GTK_SCROLLED_WINDOW (scroller));
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scroller, "card");
  adw_bin_set_child (ADW_BIN (self), scroller);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "query-tooltip", G_CALLBACK (on_view_query_tooltip_cb), self,
                           0);
}

/**
 * sluice_sql_editor_bind:
 * @self: the editor
 * @document: the draft whose query it edits
 */
void
sluice_sql_editor_bind (SluiceSqlEditor *self, SluiceDraftDocument *document)
{
  g_return_if_fail (SLUICE_IS_SQL_EDITOR (self));

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
}

/**
 * sluice_sql_editor_go_to:
 * @self: the editor
 * @line: from 1
 * @column: from 1
 *
 * Puts the cursor there.
 */
void
sluice_sql_editor_go_to (SluiceSqlEditor *self, guint line, guint column)
{
  GtkTextIter where;

  g_return_if_fail (SLUICE_IS_SQL_EDITOR (self));

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &where, MAX (line, 1) - 1);
  for (guint i = 1; i < column && !gtk_text_iter_ends_line (&where); i++)
    gtk_text_iter_forward_char (&where);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &where);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)), 0.1,
                                FALSE, 0, 0);
}
