/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "setup/sluice-check-private.h"

/**
 * sluice_check_transformation:
 * @pass: the walk
 *
 * The field transformation, which a pipeline of events must have (CONTRACT 7).
 */
void
sluice_check_transformation (SluiceCheckPass *pass)
{
  gboolean events =
      g_strcmp0 (sluice_setup_get_text (pass->setup, "/pipeline/data_type"), "events") == 0;

  if (events && !sluice_check_has_member (pass, "/field_transformation"))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "transformation-missing",
                      "/field_transformation",
                      _ ("Events need a field transformation, which says where each column goes. "
                         "Add the block “field_transformation”."));
}
