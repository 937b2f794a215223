/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/shortcuts/sluice-shortcut-table.h"

#include <glib/gi18n.h>

static const SluiceShortcut general[] = {
  { N_ ("Help for what is on screen"), "win.help", { "F1" } },
  { N_ ("Keyboard shortcuts"), "win.shortcuts", { "<Control>question" } },
  { N_ ("Preferences"), "win.preferences", { "<Control>comma" } },
  { N_ ("Main menu"), "win.main-menu", { "F10" } },
  { N_ ("New window"), "app.new-window", { "<Control><Shift>n" } },
  { N_ ("Close the window"), "window.close", { "<Control>w" } },
  { N_ ("Quit"), "app.quit", { "<Control>q" } },
  { NULL },
};

static const SluiceShortcut views[] = {
  { N_ ("Go to a view, in the order of the sidebar"),
    "win.show-nth-view(0)",
    { "<Alt>1" },
    "<Alt>1...9" },
  { "", "win.show-nth-view(1)", { "<Alt>2" }, "" },
  { "", "win.show-nth-view(2)", { "<Alt>3" }, "" },
  { "", "win.show-nth-view(3)", { "<Alt>4" }, "" },
  { "", "win.show-nth-view(4)", { "<Alt>5" }, "" },
  { "", "win.show-nth-view(5)", { "<Alt>6" }, "" },
  { "", "win.show-nth-view(6)", { "<Alt>7" }, "" },
  { "", "win.show-nth-view(7)", { "<Alt>8" }, "" },
  { "", "win.show-nth-view(8)", { "<Alt>9" }, "" },
  { N_ ("Search in the list"), "win.search", { "<Control>f" } },
  { N_ ("Refresh"), "win.refresh", { "<Control>r", "F5" } },
  { N_ ("Show the sidebar"), "win.show-sidebar", { "F9" } },
  { NULL },
};

static const SluiceShortcut wizard[] = {
  { N_ ("Next step"), "wizard.next", { "<Alt>Right" } },
  { N_ ("Step back"), "wizard.back", { "<Alt>Left" } },
  { NULL },
};

static const SluiceShortcut audience[] = {
  { N_ ("Undo"), "builder.undo", { "<Control>z" } },
  { N_ ("Redo"), "builder.redo", { "<Control><Shift>z" } },
  { NULL },
};

/* The one place that knows the keys: what is listed is what is set. */
static const SluiceShortcutGroup groups[] = {
  { N_ ("General"), general },
  { N_ ("Views"), views },
  { N_ ("New Pipeline"), wizard },
  { N_ ("New Audience"), audience },
};

/**
 * sluice_shortcut_table_get:
 * @n_groups: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_groups): all shortcuts, in the order they are listed
 */
const SluiceShortcutGroup *
sluice_shortcut_table_get (guint *n_groups)
{
  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}

static gboolean
is_of_window (const SluiceShortcut *shortcut)
{
  static const char *const prefixes[] = { "app.", "win.", "window." };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (shortcut->action != NULL && g_str_has_prefix (shortcut->action, prefixes[i]))
      return TRUE;
  return FALSE;
}

/**
 * sluice_shortcut_table_set_accels:
 * @app: the application
 *
 * Sets the shortcuts of the application and of its windows.
 */
void
sluice_shortcut_table_set_accels (GtkApplication *app)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const SluiceShortcut *shortcut = groups[i].shortcuts; shortcut->title != NULL; shortcut++)
      if (is_of_window (shortcut))
        gtk_application_set_accels_for_action (app, shortcut->action, shortcut->keys);
}

static void
add_bindings (GtkWidgetClass *widget_class, const SluiceShortcut *shortcut)
{
  for (guint i = 0; shortcut->keys[i] != NULL; i++)
    {
      guint key = 0;
      GdkModifierType modifiers = 0;

      if (gtk_accelerator_parse (shortcut->keys[i], &key, &modifiers))
        gtk_widget_class_add_binding_action (widget_class, key, modifiers, shortcut->action, NULL);
    }
}

/**
 * sluice_shortcut_table_add_bindings:
 * @widget_class: a class that installs actions
 * @prefix: how their names begin, with the dot
 *
 * Sets the shortcuts of these actions, which work wherever the keyboard is in such a widget.
 */
void
sluice_shortcut_table_add_bindings (GtkWidgetClass *widget_class, const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const SluiceShortcut *shortcut = groups[i].shortcuts; shortcut->title != NULL; shortcut++)
      if (shortcut->action != NULL && g_str_has_prefix (shortcut->action, prefix))
        add_bindings (widget_class, shortcut);
}
