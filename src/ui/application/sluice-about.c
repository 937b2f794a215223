/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/application/sluice-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * sluice_about_present:
 * @parent: (nullable): the window it belongs to
 *
 * Shows what Sluice is, which version, and under which licence.
 */
void
sluice_about_present (GtkWindow *parent)
{
  adw_show_about_window (
      parent, "application-name", _ ("Sluice"), "application-icon", APP_ID, "version",
      PACKAGE_VERSION, "developer-name", _ ("The Sluice project"), "license-type",
      GTK_LICENSE_GPL_3_0, "comments",
      _ ("Sluice sets up and watches mParticle Warehouse Sync. It is built from the public "
         "documents and checked against its own sandbox, not against a live account. It is not "
         "made or endorsed by mParticle."),
      /* Translators: put your names here, one a line */
      "translator-credits", _ ("translator-credits"), NULL);
}
