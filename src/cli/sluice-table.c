/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-screen.h"
#include "cli/sluice-terminal.h"

typedef struct
{
  char *text;
  SluiceStyle style;
} Cell;

struct _SluiceTable
{
  guint n_columns;
  GArray *cells; /* Cell, row by row; the first row are the titles */
};

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

/**
 * sluice_table_new:
 * @titles: what the columns are called, translated, %NULL-terminated
 *
 * Returns: (transfer full): a table without rows
 */
SluiceTable *
sluice_table_new (const char *const *titles)
{
  SluiceTable *self = g_new0 (SluiceTable, 1);

  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  for (; titles[self->n_columns] != NULL; self->n_columns++)
    sluice_table_add (self, SLUICE_STYLE_STRONG, titles[self->n_columns]);
  return self;
}

/**
 * sluice_table_free:
 * @self: (transfer full): a table
 */
void
sluice_table_free (SluiceTable *self)
{
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * sluice_table_add:
 * @self: a table
 * @style: how the text is meant
 * @text: (nullable): the next cell, row by row; a line's end in it becomes a space
 *
 * Adds a cell.
 */
void
sluice_table_add (SluiceTable *self, SluiceStyle style, const char *text)
{
  Cell cell = { sluice_terminal_clean (text != NULL && *text != '\0' ? text : "–"), style };

  g_strdelimit (cell.text, "\n\t", ' ');
  g_array_append_val (self->cells, cell);
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += sluice_screen_measure (g_utf8_get_char (at));
  return width;
}

/**
 * sluice_table_print:
 * @self: a table with whole rows
 * @terminal: where to
 *
 * Prints the titles and the rows to standard output, each column as wide as its widest text.
 */
void
sluice_table_print (SluiceTable *self, SluiceTerminal *terminal)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    widths[i % self->n_columns] =
        MAX (widths[i % self->n_columns], measure (g_array_index (self->cells, Cell, i).text));
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      guint column = i % self->n_columns;
      gboolean last = column + 1 == self->n_columns;
      g_autofree char *space =
          g_strnfill (last ? 0 : widths[column] - measure (cell->text) + 2, ' ');

      sluice_terminal_print_styled (terminal, cell->style, cell->text);
      sluice_terminal_print_raw (terminal, last ? "\n" : space);
    }
}
