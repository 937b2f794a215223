/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-error-banner.h"

#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-even-layout.h"

struct _SluiceErrorBanner
{
  AdwBin parent_instance;

  GError *error;

  GtkRevealer *revealer;
  GtkLabel *heading;
  GtkLabel *remedy;
  GtkButton *action;
};

G_DEFINE_FINAL_TYPE (SluiceErrorBanner, sluice_error_banner, ADW_TYPE_BIN)

static void
on_details_clicked_cb (SluiceErrorBanner *self)
{
  sluice_error_box_present_window (GTK_WIDGET (self), gtk_label_get_text (self->heading),
                                   self->error);
}

static void
sluice_error_banner_finalize (GObject *object)
{
  g_clear_error (&SLUICE_ERROR_BANNER (object)->error);

  G_OBJECT_CLASS (sluice_error_banner_parent_class)->finalize (object);
}

static void
sluice_error_banner_class_init (SluiceErrorBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_error_banner_finalize;

  g_type_ensure (SLUICE_TYPE_EVEN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/widgets/sluice-error-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBanner, action);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBanner, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBanner, remedy);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBanner, revealer);
  gtk_widget_class_bind_template_callback (widget_class, on_details_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sluice_error_banner_hide);
}

static void
sluice_error_banner_init (SluiceErrorBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sluice_error_banner_show:
 * @self: the banner
 * @heading: what could not be done, a translated sentence
 * @error: why
 *
 * Shows the error in place of an earlier one.
 */
void
sluice_error_banner_show (SluiceErrorBanner *self, const char *heading, const GError *error)
{
  const char *remedy;

  g_return_if_fail (SLUICE_IS_ERROR_BANNER (self));
  g_return_if_fail (error != NULL);

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  remedy = sluice_error_box_get_remedy (error);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->remedy, remedy != NULL ? remedy : error->message);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/**
 * sluice_error_banner_set_action:
 * @self: the banner
 * @label: (nullable): what the button says, with a mnemonic; %NULL for no button
 * @action_name: (nullable): the action it runs
 *
 * The one next action that helps. It stays until it is set anew.
 */
void
sluice_error_banner_set_action (SluiceErrorBanner *self, const char *label, const char *action_name)
{
  g_return_if_fail (SLUICE_IS_ERROR_BANNER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->action), label != NULL);
  gtk_button_set_label (self->action, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), action_name);
}

/**
 * sluice_error_banner_hide:
 * @self: the banner
 *
 * Takes the error away.
 */
void
sluice_error_banner_hide (SluiceErrorBanner *self)
{
  g_return_if_fail (SLUICE_IS_ERROR_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
