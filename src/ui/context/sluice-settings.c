/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/context/sluice-settings.h"

#include "sluice-limits.h"

/**
 * sluice_settings_dup_program_folder:
 *
 * Returns: (nullable) (transfer full): the folder this program was started from, by which a build
 *   that is not installed finds its other parts
 */
char *
sluice_settings_dup_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

/* The schemas as meson compiled them, for a program run from its build folder (src/ui). */
static GSettingsSchema *
lookup_in_build_folder (void)
{
  g_autofree char *folder = sluice_settings_dup_program_folder ();
  g_autofree char *schemas =
      g_build_filename (folder != NULL ? folder : "", "..", "..", "data", NULL);
  g_autoptr (GSettingsSchemaSource) source =
      g_settings_schema_source_new_from_directory (schemas, g_settings_schema_source_get_default (),
                                                   FALSE, NULL);

  return source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;
}

/**
 * sluice_settings_new:
 *
 * The preferences. g_settings_new() ends the program where the schema is missing, so that is looked
 * at first.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL where the schema is not installed
 */
GSettings *
sluice_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    schema = lookup_in_build_folder ();

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
on_limits_setting_changed_cb (GSettings *settings)
{
  g_autofree char *text = g_settings_get_string (settings, "limits");
  g_autoptr (GError) error = NULL;

  if (!sluice_limits_parse (sluice_limits_get_default (), text, &error))
    g_warning ("The limits that were kept cannot be read: %s", error->message);
}

static void
on_limits_changed_cb (GSettings *settings)
{
  g_autofree char *kept = g_settings_get_string (settings, "limits");
  g_autofree char *text = sluice_limits_to_text (sluice_limits_get_default ());

  if (!g_str_equal (kept, text))
    g_settings_set_string (settings, "limits", text);
}

/**
 * sluice_settings_keep_limits:
 * @settings: the preferences
 *
 * From now on the limits that the program goes by are those that were kept, and are kept when they
 * change.
 */
void
sluice_settings_keep_limits (GSettings *settings)
{
  on_limits_setting_changed_cb (settings);
  g_signal_connect (settings, "changed::limits", G_CALLBACK (on_limits_setting_changed_cb), NULL);
  g_signal_connect_object (sluice_limits_get_default (), "changed",
                           G_CALLBACK (on_limits_changed_cb), settings, G_CONNECT_SWAPPED);
}
