/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-terminal.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/sluice-screen.h"
#include "sluice-json.h"

struct _SluiceTerminal
{
  gboolean colour_out;
  gboolean colour_error;
  gboolean terminal_out;
  gboolean terminal_error;
  char *progress;       /* the line that stands on standard error, or was printed there last */
  SluiceScreen *screen; /* (nullable) where the result goes while pages are drawn */
};

static const char *const style_codes[] = {
  [SLUICE_STYLE_PLAIN] = "",        [SLUICE_STYLE_STRONG] = "\033[1m",
  [SLUICE_STYLE_GOOD] = "\033[32m", [SLUICE_STYLE_WARNING] = "\033[33m",
  [SLUICE_STYLE_BAD] = "\033[31m",  [SLUICE_STYLE_DIM] = "\033[2m",
};

static const char style_end[] = "\033[0m";
static const char erase_line[] = "\r\033[K";

/**
 * sluice_terminal_new:
 * @may_colour: whether the user left colours on; they still need a terminal that has them, and no
 *   NO_COLOR in the environment
 *
 * Returns: (transfer full): the way out for this process
 */
SluiceTerminal *
sluice_terminal_new (gboolean may_colour)
{
  SluiceTerminal *self = g_new0 (SluiceTerminal, 1);
  const char *no_color = g_getenv ("NO_COLOR");

  self->terminal_out = isatty (STDOUT_FILENO);
  self->terminal_error = isatty (STDERR_FILENO);
  if (no_color != NULL && *no_color != '\0')
    may_colour = FALSE;
  if (g_strcmp0 (g_getenv ("TERM"), "dumb") == 0)
    may_colour = FALSE;
  self->colour_out = may_colour && self->terminal_out;
  self->colour_error = may_colour && self->terminal_error;
  return self;
}

/**
 * sluice_terminal_free:
 * @self: (transfer full): a terminal
 */
void
sluice_terminal_free (SluiceTerminal *self)
{
  sluice_terminal_leave_screen (self);
  g_free (self->progress);
  g_free (self);
}

/**
 * sluice_terminal_is_interactive:
 * @self: a terminal
 *
 * Returns: whether a person can be asked: standard input and standard error are a terminal
 */
gboolean
sluice_terminal_is_interactive (SluiceTerminal *self)
{
  return self->terminal_error && isatty (STDIN_FILENO);
}

/**
 * sluice_terminal_can_redraw:
 * @self: a terminal
 *
 * Returns: whether standard output is a screen that can be cleared and drawn anew
 */
gboolean
sluice_terminal_can_redraw (SluiceTerminal *self)
{
  return self->terminal_out && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/**
 * sluice_terminal_is_broken:
 * @self: a terminal
 *
 * Returns: whether nobody reads what is printed any more
 */
gboolean
sluice_terminal_is_broken (SluiceTerminal *self)
{
  return ferror (stdout) != 0;
}

/**
 * sluice_terminal_flush:
 * @self: a terminal
 *
 * Takes the progress line away and sees that all that was printed has arrived.
 *
 * Returns: whether it has
 */
gboolean
sluice_terminal_flush (SluiceTerminal *self)
{
  if (self->terminal_error && self->progress != NULL && self->screen == NULL)
    fputs (erase_line, stderr);
  g_clear_pointer (&self->progress, g_free);
  return fflush (stdout) == 0 && !ferror (stdout);
}

/* Writes on in the other direction, so that a name could pass for another, or for the next column. */
static gboolean
turns_text_around (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_shown (gunichar c)
{
  if (c < 0x7f)
    return c >= 0x20 || c == '\n' || c == '\t';
  return !g_unichar_iscntrl (c) && !turns_text_around (c);
}

/* Where the first character stands that may not be shown; mostly that is the end. */
static const char *
find_odd (const char *at)
{
  while (*at != '\0' && is_shown (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

/**
 * sluice_terminal_clean:
 * @text: (nullable): a text from anywhere
 *
 * A name on the server could hold escape sequences: what is not a printable character, a tab or a
 * line's end, and what overrides the direction of text, becomes a replacement character.
 *
 * Returns: (transfer full): the text as it may be shown
 */
char *
sluice_terminal_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char *from = valid;
  const char *odd = find_odd (from);
  GString *clean;

  if (*odd == '\0')
    return g_steal_pointer (&valid);
  clean = g_string_new (NULL);
  while (*odd != '\0')
    {
      g_string_append_len (clean, from, odd - from);
      g_string_append (clean, *odd != '\r' ? "\357\277\275" : "");
      from = g_utf8_next_char (odd);
      odd = find_odd (from);
    }
  g_string_append (clean, from);
  return g_string_free (clean, FALSE);
}

static G_GNUC_PRINTF (1, 0) char *format_clean (const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf (format, args);

  return sluice_terminal_clean (text);
}

/**
 * sluice_terminal_print:
 * @self: a terminal
 * @format: a line of the result
 * @...: what it is made of
 *
 * Prints a line to standard output.
 */
void
sluice_terminal_print (SluiceTerminal *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = format_clean (format, args);
  va_end (args);
  if (self->screen != NULL)
    sluice_screen_write_prose (self->screen, text);
  else
    printf ("%s\n", text);
}

static void
put (SluiceTerminal *self, const char *text)
{
  if (self->screen != NULL)
    sluice_screen_write (self->screen, text);
  else
    fputs (text, stdout);
}

/**
 * sluice_terminal_print_styled:
 * @self: a terminal
 * @style: how it is meant
 * @text: a part of a line
 *
 * Prints to standard output, without a line's end.
 */
void
sluice_terminal_print_styled (SluiceTerminal *self, SluiceStyle style, const char *text)
{
  g_autofree char *clean = sluice_terminal_clean (text);
  gboolean colour = self->colour_out && style != SLUICE_STYLE_PLAIN;

  put (self, colour ? style_codes[style] : "");
  put (self, clean);
  put (self, colour ? style_end : "");
}

/**
 * sluice_terminal_print_raw:
 * @self: a terminal
 * @text: a document, with its own line ends
 *
 * Prints to standard output; cleaned only where that is a terminal, for a file wants every byte.
 */
void
sluice_terminal_print_raw (SluiceTerminal *self, const char *text)
{
  g_autofree char *clean = self->terminal_out ? sluice_terminal_clean (text) : NULL;

  put (self, clean != NULL ? clean : text);
}

/**
 * sluice_terminal_print_json:
 * @self: a terminal
 * @object: a document
 * @one_line: whether it is one of several, one to a line, that a reader waits for
 *
 * Prints to standard output.
 */
void
sluice_terminal_print_json (SluiceTerminal *self, JsonObject *object, gboolean one_line)
{
  g_autofree char *text = sluice_json_object_to_text (object, !one_line);

  fputs (text, stdout);
  fputc ('\n', stdout);
  if (one_line)
    fflush (stdout);
}

static void
print_list (const SluiceTerminalList *list)
{
  guint n = g_list_model_get_n_items (list->items);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  printf ("  \"%s\": [", list->name);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list->items, i);

      g_string_assign (text, i > 0 ? ",\n    " : "\n    ");
      list->describe (object, item);
      sluice_json_append_object (text, object, 2);
      fputs (text->str, stdout);
    }
  fputs (n > 0 ? "\n  ]" : "]", stdout);
}

/**
 * sluice_terminal_print_lists:
 * @self: a terminal
 * @lists: the members of a document
 * @n_lists: how many
 *
 * Prints to standard output what sluice_terminal_print_json() would, item by item: of a long list it
 * never holds the whole text, nor all of its objects, which take far more than what they tell of.
 */
void
sluice_terminal_print_lists (SluiceTerminal *self, const SluiceTerminalList *lists, guint n_lists)
{
  for (guint i = 0; i < n_lists; i++)
    {
      fputs (i > 0 ? ",\n" : "{\n", stdout);
      print_list (&lists[i]);
    }
  fputs ("\n}\n", stdout);
}

/**
 * sluice_terminal_begin_page:
 * @self: a terminal that sluice_terminal_can_redraw()
 *
 * What is printed from now on takes the place of the page before.
 */
void
sluice_terminal_begin_page (SluiceTerminal *self)
{
  if (self->screen == NULL)
    self->screen = sluice_screen_new ();
  sluice_screen_begin (self->screen);
}

/**
 * sluice_terminal_end_page:
 * @self: a terminal
 *
 * Draws the page.
 */
void
sluice_terminal_end_page (SluiceTerminal *self)
{
  sluice_terminal_flush (self);
  if (self->screen != NULL)
    sluice_screen_draw (self->screen);
}

/**
 * sluice_terminal_leave_screen:
 * @self: a terminal
 *
 * Ends the pages, if there were any; the last one stays.
 */
void
sluice_terminal_leave_screen (SluiceTerminal *self)
{
  sluice_terminal_flush (self);
  g_clear_pointer (&self->screen, sluice_screen_free);
}

/**
 * sluice_terminal_note:
 * @self: a terminal
 * @format: a sentence that is no result
 * @...: what it is made of
 *
 * Prints a line to standard error; it stays. While pages are drawn it stands below the one in sight.
 */
void
sluice_terminal_note (SluiceTerminal *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = format_clean (format, args);
  va_end (args);
  if (self->screen != NULL)
    {
      sluice_screen_set_remark (self->screen, text);
      return;
    }
  fprintf (stderr, "%s%s\n", self->terminal_error && self->progress != NULL ? erase_line : "",
           text);
  g_clear_pointer (&self->progress, g_free);
}

/**
 * sluice_terminal_progress:
 * @self: a terminal
 * @format: what is going on
 * @...: what it is made of
 *
 * On a terminal replaces the progress line; elsewhere prints a line if it says something new.
 */
void
sluice_terminal_progress (SluiceTerminal *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = format_clean (format, args);
  va_end (args);
  if (g_strcmp0 (text, self->progress) == 0)
    return;
  if (self->screen != NULL)
    sluice_screen_set_remark (self->screen, text);
  else if (self->terminal_error)
    fprintf (stderr, "%s%s", erase_line, text);
  else
    fprintf (stderr, "%s\n", text);
  g_free (self->progress);
  self->progress = g_steal_pointer (&text);
}

/**
 * sluice_terminal_complain:
 * @self: a terminal
 * @message: what went wrong
 * @remedy: (nullable): what to do about it
 *
 * Prints an error to standard error.
 */
void
sluice_terminal_complain (SluiceTerminal *self, const char *message, const char *remedy)
{
  g_autofree char *clean = sluice_terminal_clean (message);
  g_autofree char *advice = remedy != NULL ? sluice_terminal_clean (remedy) : NULL;
  const char *start = self->colour_error ? style_codes[SLUICE_STYLE_BAD] : "";
  const char *end = self->colour_error ? style_end : "";

  sluice_terminal_leave_screen (self);
  if (self->terminal_error && self->progress != NULL)
    fputs (erase_line, stderr);
  g_clear_pointer (&self->progress, g_free);
  fprintf (stderr, "%s%s%s %s\n", start, _ ("Error:"), end, clean);
  if (advice != NULL && *advice != '\0')
    fprintf (stderr, "%s\n", advice);
}
