/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-screen.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The other screen, empty; and back. The cursor stays visible: nothing is to be mended where the program
 * is killed. */
#define ENTER "\033[?1049h\033[H"
#define LEAVE "\033[0m\033[?1049l"

#define USUAL_ROWS    24
#define USUAL_COLUMNS 80

typedef struct
{
  GString *text;
  gboolean wraps; /* rather than being cut at the edge */
} Line;

struct _SluiceScreen
{
  GArray *lines; /* Line */
  gboolean open; /* the last line is to go on */
  guint resized;
  char *remark; /* (nullable) */
};

static const int deadly_signals[] = { SIGTERM, SIGHUP, SIGTSTP };

static void on_deadly_signal (int number);

static void
write_all (const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize written = write (STDOUT_FILENO, text, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return;
      text += written;
      left -= (gsize) written;
    }
}

static void
set_signals (void (*handler) (int))
{
  for (guint i = 0; i < G_N_ELEMENTS (deadly_signals); i++)
    signal (deadly_signals[i], handler);
}

/* Gives the terminal back, then does what the signal would have done. */
static void
on_deadly_signal (int number)
{
  write_all (LEAVE);
  signal (number, SIG_DFL);
  raise (number);
}

/* After Ctrl+Z and back. */
static void
on_continued (int number)
{
  set_signals (on_deadly_signal);
  write_all (ENTER);
  raise (SIGWINCH);
}

static void
clear_line (gpointer data)
{
  g_string_free (((Line *) data)->text, TRUE);
}

static gboolean
on_resized_cb (gpointer user_data)
{
  sluice_screen_draw (user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * sluice_screen_new:
 *
 * Returns: (transfer full): an empty page on the screen; it follows the size of the terminal while the main
 *   loop runs
 */
SluiceScreen *
sluice_screen_new (void)
{
  SluiceScreen *self = g_new0 (SluiceScreen, 1);

  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  self->resized = g_unix_signal_add (SIGWINCH, on_resized_cb, self);
  fflush (stdout);
  set_signals (on_deadly_signal);
  signal (SIGCONT, on_continued);
  write_all (ENTER);
  return self;
}

/**
 * sluice_screen_free:
 * @self: (transfer full): a screen
 *
 * Gives the terminal back as it was, with the last page below.
 */
void
sluice_screen_free (SluiceScreen *self)
{
  g_source_remove (self->resized);
  signal (SIGCONT, SIG_DFL);
  set_signals (SIG_DFL);
  write_all (LEAVE);
  for (guint i = 0; i < self->lines->len; i++)
    {
      write_all (g_array_index (self->lines, Line, i).text->str);
      write_all ("\n");
    }
  g_array_unref (self->lines);
  g_free (self->remark);
  g_free (self);
}

/**
 * sluice_screen_begin:
 * @self: a screen
 *
 * Begins a new page; the old one stays in sight until the new one is drawn.
 */
void
sluice_screen_begin (SluiceScreen *self)
{
  g_array_set_size (self->lines, 0);
  g_clear_pointer (&self->remark, g_free);
  self->open = FALSE;
}

static void
append (SluiceScreen *self, const char *text, gboolean wraps)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      /* Behind the last line's end stands nothing. */
      if (*parts[i] != '\0' || parts[i + 1] != NULL)
        {
          if (!self->open)
            {
              Line line = { g_string_new (NULL), wraps };

              g_array_append_val (self->lines, line);
            }
          g_string_append (g_array_index (self->lines, Line, self->lines->len - 1).text, parts[i]);
          self->open = TRUE;
        }
      if (parts[i + 1] != NULL)
        self->open = FALSE;
    }
}

/**
 * sluice_screen_write:
 * @self: a screen
 * @text: a part of a line of a table, styled or not; a line's end in it ends the line
 */
void
sluice_screen_write (SluiceScreen *self, const char *text)
{
  append (self, text, FALSE);
}

/**
 * sluice_screen_write_prose:
 * @self: a screen
 * @text: whole lines without styles, without the last line's end, that go on below at the right edge
 */
void
sluice_screen_write_prose (SluiceScreen *self, const char *text)
{
  append (self, text, TRUE);
  self->open = FALSE;
}

/**
 * sluice_screen_set_remark:
 * @self: a screen
 * @text: a line that is no part of the page, but stands below it until the next one begins
 */
void
sluice_screen_set_remark (SluiceScreen *self, const char *text)
{
  g_free (self->remark);
  self->remark = g_strdup (text);
  sluice_screen_draw (self);
}

/**
 * sluice_screen_measure:
 * @c: a character
 *
 * Returns: how many columns it takes
 */
guint
sluice_screen_measure (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static gboolean
begins_style (const char *at)
{
  return at[0] == '\033' && at[1] == '[';
}

static const char *
skip_style (const char *at)
{
  at += 2;
  while (*at != '\0' && !g_ascii_isalpha (*at))
    at++;
  return *at != '\0' ? at + 1 : at;
}

/* Gives the end of what fits into so many columns, or the end of @text; styles take none. */
static const char *
find_edge (const char *text, guint columns)
{
  guint width = 0;

  while (*text != '\0')
    {
      if (begins_style (text))
        {
          text = skip_style (text);
          continue;
        }
      width += sluice_screen_measure (g_utf8_get_char (text));
      if (width > columns)
        return text;
      text = g_utf8_next_char (text);
    }
  return text;
}

static void
add_row (GPtrArray *rows, const char *from, const char *to)
{
  g_ptr_array_add (rows, g_strndup (from, (gsize) (to - from)));
}

static void
cut (GPtrArray *rows, const char *text, guint columns)
{
  const char *edge = find_edge (text, columns);
  g_autofree char *start = NULL;

  if (*edge == '\0')
    {
      add_row (rows, text, edge);
      return;
    }
  edge = find_edge (text, columns - 1);
  start = g_strndup (text, (gsize) (edge - text));
  g_ptr_array_add (rows, g_strconcat (start, "\033[0m…", NULL));
}

/* Between words where there are any. */
static void
wrap (GPtrArray *rows, const char *text, guint columns)
{
  for (;;)
    {
      const char *edge = find_edge (text, columns);
      const char *space = edge;

      if (*edge == '\0')
        break;
      while (space > text && *space != ' ')
        space--;
      if (space > text)
        edge = space;
      else if (edge == text)
        edge = g_utf8_next_char (edge);
      add_row (rows, text, edge);
      text = edge;
      while (*text == ' ')
        text++;
    }
  add_row (rows, text, text + strlen (text));
}

/* The last of the rows says how many do not fit. */
static void
fit (GPtrArray *rows, guint n_rows)
{
  guint hidden;

  if (rows->len <= n_rows)
    return;
  hidden = rows->len - n_rows + 1;
  g_ptr_array_set_size (rows, (int) n_rows - 1);
  g_ptr_array_add (rows, g_strdup_printf (ngettext ("… %u more line does not fit here",
                                                    "… %u more lines do not fit here", hidden),
                                          hidden));
}

static GPtrArray *
lay_out (SluiceScreen *self, guint n_rows, guint columns)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      (line->wraps ? wrap : cut) (rows, line->text->str, columns);
    }
  fit (rows, self->remark != NULL && n_rows > 1 ? n_rows - 1 : n_rows);
  if (self->remark != NULL && n_rows > 1)
    cut (rows, self->remark, columns);
  return rows;
}

/* Behind the last column the cursor has not moved on yet, and erasing would take the last character. */
static void
append_row (GString *out, const char *row, guint columns)
{
  g_string_append_len (out, row, find_edge (row, columns) - row);
  if (*find_edge (row, columns - 1) == '\0')
    g_string_append (out, "\033[K");
}

/**
 * sluice_screen_draw:
 * @self: a screen
 *
 * Draws the page, as much of it as the terminal has room for now.
 */
void
sluice_screen_draw (SluiceScreen *self)
{
  struct winsize size = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) out = g_string_new ("\033[H");
  guint columns, n_rows;

  ioctl (STDOUT_FILENO, TIOCGWINSZ, &size);
  columns = MAX (size.ws_col > 0 ? size.ws_col : USUAL_COLUMNS, 2);
  n_rows = MAX (size.ws_row > 0 ? size.ws_row : USUAL_ROWS, 1);
  rows = lay_out (self, n_rows, columns);
  for (guint i = 0; i < rows->len; i++)
    {
      /* No line's end below the last row, or the screen would scroll. */
      g_string_append (out, i > 0 ? "\r\n" : "");
      append_row (out, rows->pdata[i], columns);
    }
  if (rows->len < n_rows)
    g_string_append (out, rows->len > 0 ? "\r\n\033[J" : "\033[J");
  write_all (out->str);
}
