/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-error-box.h"

#include <glib/gi18n.h>

#include "api/sluice-api-error.h"
#include "secrets/sluice-keyring.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/widgets/sluice-even-layout.h"

/* As large as those of the platform's status pages. */
#define PAGE_ICON 128

struct _SluiceErrorBox
{
  AdwBin parent_instance;

  gboolean is_page;

  GtkWidget *content;
  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *message;
  GtkLabel *remedy;
  GtkWidget *buttons;
  GtkWidget *retry;
  GtkButton *action;
  GtkWidget *expander;
  GtkLabel *details;
  SluiceCopyButton *copy;
};

enum
{
  PROP_0,
  PROP_IS_PAGE,
  PROP_REREADS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceErrorBox, sluice_error_box, ADW_TYPE_BIN)

static void
append_detail (GString *details, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (details, "%s: %s\n", name, value);
}

/* What a support person asks for. The names are not translated: they are read by others, too. */
static char *
describe_details (const GError *error)
{
  GString *details = g_string_new (NULL);
  const char *const *messages;
  guint status;

  if (error->domain != SLUICE_API_ERROR)
    {
      append_detail (details, "error", g_quark_to_string (error->domain));
      g_string_append_printf (details, "code: %d\n", error->code);
      append_detail (details, "message", error->message);
      return g_string_free (details, FALSE);
    }

  status = sluice_api_error_get_status (error);
  messages = sluice_api_error_get_messages (error);
  append_detail (details, "code", sluice_api_error_code_to_string (error->code));
  if (status != 0)
    g_string_append_printf (details, "status: %u\n", status);
  append_detail (details, "method", sluice_api_error_get_method (error));
  append_detail (details, "route", sluice_api_error_get_route (error));
  append_detail (details, "request id", sluice_api_error_get_request_id (error));
  for (guint i = 0; messages != NULL && messages[i] != NULL; i++)
    append_detail (details, "server", messages[i]);
  append_detail (details, "message", error->message);
  return g_string_free (details, FALSE);
}

static const char *
keyring_remedy (int code)
{
  switch (code)
    {
    case SLUICE_KEYRING_ERROR_UNAVAILABLE:
      return _ ("Start a keyring, such as GNOME Keyring or KWallet, or go on for this session "
                "only: then secrets are asked for again next time.");
    case SLUICE_KEYRING_ERROR_LOCKED:
      return _ ("Unlock the keyring, for instance in Passwords and Keys, and try again.");
    case SLUICE_KEYRING_ERROR_TIMEOUT:
      return _ ("Look for a window that asks for your keyring's password, answer it, and try "
                "again.");
    default:
      return NULL;
    }
}

static void
center (GtkLabel *label)
{
  gtk_label_set_xalign (label, 0.5);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

/* Where nothing else is to be seen, an error looks like any other page without content. */
static void
become_page (SluiceErrorBox *self)
{
  self->is_page = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content), GTK_ORIENTATION_VERTICAL);
  gtk_widget_remove_css_class (self->content, "card");
  gtk_widget_add_css_class (self->content, "error-page");
  gtk_image_set_pixel_size (self->icon, PAGE_ICON);
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "page-icon");
  gtk_widget_remove_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-1");
  center (self->heading);
  center (self->message);
  center (self->remedy);
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->retry, "pill");
  gtk_widget_add_css_class (GTK_WIDGET (self->action), "pill");
  gtk_widget_set_halign (self->expander, GTK_ALIGN_CENTER);
}

static void
sluice_error_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceErrorBox *self = SLUICE_ERROR_BOX (object);

  switch (prop_id)
    {
    case PROP_IS_PAGE:
      g_value_set_boolean (value, self->is_page);
      break;
    case PROP_REREADS:
      g_value_set_boolean (value, gtk_widget_get_visible (self->retry));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_error_box_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SluiceErrorBox *self = SLUICE_ERROR_BOX (object);

  switch (prop_id)
    {
    case PROP_IS_PAGE:
      if (g_value_get_boolean (value))
        become_page (self);
      break;
    case PROP_REREADS:
      gtk_widget_set_visible (self->retry, g_value_get_boolean (value));
      gtk_widget_set_visible (self->buttons, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_error_box_class_init (SluiceErrorBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = sluice_error_box_get_property;
  G_OBJECT_CLASS (klass)->set_property = sluice_error_box_set_property;
  properties[PROP_IS_PAGE] =
      g_param_spec_boolean ("is-page", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REREADS] = g_param_spec_boolean ("rereads", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_EVEN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/widgets/sluice-error-box.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, action);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, buttons);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, content);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, details);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, expander);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, message);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, remedy);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorBox, retry);
}

static void
sluice_error_box_init (SluiceErrorBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sluice_error_box_get_remedy:
 * @error: an error of any domain
 *
 * Returns: (transfer none) (nullable): what to do about it, a translated sentence; valid as long as
 *   @error
 */
const char *
sluice_error_box_get_remedy (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == SLUICE_API_ERROR)
    return sluice_api_error_get_remedy (error);
  if (error->domain == SLUICE_KEYRING_ERROR)
    return keyring_remedy (error->code);
  return NULL;
}

/* What a credential lacks is put right where the credential is. */
static gboolean
is_about_workspace (const GError *error)
{
  return error->domain == SLUICE_KEYRING_ERROR ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
}

static const char *
choose_icon (const GError *error)
{
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK))
    return "network-offline-symbolic";
  return is_about_workspace (error) ? "dialog-password-symbolic" : "dialog-error-symbolic";
}

/**
 * sluice_error_box_set_error:
 * @self: the box
 * @heading: (nullable): what could not be done, a translated sentence
 * @error: (nullable): why; %NULL hides the box
 *
 * Shows an error, or none.
 */
void
sluice_error_box_set_error (SluiceErrorBox *self, const char *heading, const GError *error)
{
  g_autofree char *details = NULL;
  const char *remedy;

  g_return_if_fail (SLUICE_IS_ERROR_BOX (self));

  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  if (error == NULL)
    return;

  details = describe_details (error);
  remedy = sluice_error_box_get_remedy (error);
  if (self->is_page)
    gtk_image_set_from_icon_name (self->icon, choose_icon (error));
  gtk_label_set_text (self->heading, heading != NULL ? heading : error->message);
  gtk_label_set_text (self->message, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), heading != NULL);
  gtk_label_set_text (self->remedy, remedy != NULL ? remedy : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != NULL);
  gtk_label_set_text (self->details, details);
  sluice_copy_button_set_text (self->copy, details);
  if (gtk_widget_get_visible (self->retry))
    sluice_error_box_set_action (self, is_about_workspace (error) ? _ ("_Edit Workspace…") : NULL,
                                 "win.edit-workspace", NULL);
}

/**
 * sluice_error_box_set_remedy:
 * @self: the box
 * @remedy: (nullable): what to do, a translated sentence, where the error itself does not know
 */
void
sluice_error_box_set_remedy (SluiceErrorBox *self, const char *remedy)
{
  g_return_if_fail (SLUICE_IS_ERROR_BOX (self));

  if (remedy == NULL)
    return;
  gtk_label_set_text (self->remedy, remedy);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), TRUE);
}

/**
 * sluice_error_box_set_mild:
 * @self: the box
 * @mild: whether it is about something that went wrong in part only
 */
void
sluice_error_box_set_mild (SluiceErrorBox *self, gboolean mild)
{
  g_return_if_fail (SLUICE_IS_ERROR_BOX (self));

  gtk_image_set_from_icon_name (self->icon,
                                mild ? "dialog-warning-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), mild ? "error" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), mild ? "warning" : "error");
}

/**
 * sluice_error_box_set_action:
 * @self: the box
 * @label: (nullable): what the button says, with a mnemonic; %NULL for no button
 * @action_name: (nullable): the action it runs
 * @target: (nullable): the action's parameter, sunk if floating
 *
 * The one next action that helps.
 */
void
sluice_error_box_set_action (SluiceErrorBox *self,
                             const char *label,
                             const char *action_name,
                             GVariant *target)
{
  g_return_if_fail (SLUICE_IS_ERROR_BOX (self));

  gtk_widget_set_visible (GTK_WIDGET (self->action), label != NULL);
  gtk_widget_set_visible (self->buttons, label != NULL || gtk_widget_get_visible (self->retry));
  gtk_button_set_label (self->action, label != NULL ? label : "");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->action), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), action_name);
}

static gboolean
close_window (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/**
 * sluice_error_box_present_window:
 * @parent: (nullable): a widget of the window the error belongs to
 * @heading: what could not be done
 * @error: why
 *
 * Shows the whole error in a window of its own, for a banner that has room for one sentence only.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
sluice_error_box_present_window (GtkWidget *parent, const char *heading, const GError *error)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box =
      g_object_new (SLUICE_TYPE_ERROR_BOX, "margin-start", 18, "margin-end", 18, "margin-top", 6,
                    "margin-bottom", 18, "valign", GTK_ALIGN_START, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_window, NULL, NULL)));
  gtk_widget_add_controller (window, keys);

  sluice_error_box_set_error (SLUICE_ERROR_BOX (box), heading, error);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (window), content);

  gtk_window_set_title (GTK_WINDOW (window), _ ("What Went Wrong"));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 360);
  if (parent != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
      gtk_window_set_modal (GTK_WINDOW (window), TRUE);
    }
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}
