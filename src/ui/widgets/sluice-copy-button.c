/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-copy-button.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

#define TICK_MILLISECONDS 2000

struct _SluiceCopyButton
{
  AdwBin parent_instance;

  char *text;
  char *label;
  char *subject;
  guint tick_id;

  GtkWidget *button;
  AdwButtonContent *content;
};

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_LABEL,
  PROP_SUBJECT,
  N_PROPS,
};

enum
{
  GET_TEXT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceCopyButton, sluice_copy_button, ADW_TYPE_BIN)

static void
show_icon (SluiceCopyButton *self, const char *icon_name)
{
  if (self->content != NULL)
    adw_button_content_set_icon_name (self->content, icon_name);
  else
    gtk_button_set_icon_name (GTK_BUTTON (self->button), icon_name);
}

static void
on_tick_over_cb (gpointer user_data)
{
  SluiceCopyButton *self = user_data;

  self->tick_id = 0;
  show_icon (self, "edit-copy-symbolic");
}

static void
on_button_clicked_cb (SluiceCopyButton *self)
{
  g_autofree char *made = NULL;
  const char *text = self->text;

  if (text == NULL)
    {
      g_signal_emit (self, signals[GET_TEXT], 0, &made);
      text = made;
    }
  if (text == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  show_icon (self, "object-select-symbolic");
  self->tick_id = g_timeout_add_once (TICK_MILLISECONDS, on_tick_over_cb, self);
}

static void
update_names (SluiceCopyButton *self)
{
  const char *name = self->subject != NULL ? self->subject : self->label;

  if (name == NULL)
    name = _ ("Copy");
  sluice_accessible_set_name (self->button, name);
  sluice_tooltip_set (self->button, self->label == NULL ? name : NULL);
}

static void
set_label (SluiceCopyButton *self, const char *label)
{
  if (g_strcmp0 (self->label, label) == 0)
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  self->content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  adw_button_content_set_label (self->content, label);
  gtk_button_set_child (GTK_BUTTON (self->button), GTK_WIDGET (self->content));
  show_icon (self, "edit-copy-symbolic");
  update_names (self);
}

static void
sluice_copy_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceCopyButton *self = SLUICE_COPY_BUTTON (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_subject (SluiceCopyButton *self, const char *subject)
{
  g_return_if_fail (SLUICE_IS_COPY_BUTTON (self));

  if (g_strcmp0 (self->subject, subject) == 0)
    return;

  g_free (self->subject);
  self->subject = g_strdup (subject);
  update_names (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBJECT]);
}

static void
sluice_copy_button_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SluiceCopyButton *self = SLUICE_COPY_BUTTON (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      sluice_copy_button_set_text (self, g_value_get_string (value));
      break;
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_SUBJECT:
      set_subject (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_copy_button_finalize (GObject *object)
{
  SluiceCopyButton *self = SLUICE_COPY_BUTTON (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->subject, g_free);

  G_OBJECT_CLASS (sluice_copy_button_parent_class)->finalize (object);
}

static void
sluice_copy_button_class_init (SluiceCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_copy_button_get_property;
  object_class->set_property = sluice_copy_button_set_property;
  object_class->finalize = sluice_copy_button_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[GET_TEXT] = g_signal_new ("get-text", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_STRING, 0);
}

static void
sluice_copy_button_init (SluiceCopyButton *self)
{
  self->button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_button_clicked_cb), self);
  adw_bin_set_child (ADW_BIN (self), self->button);
  update_names (self);
}

/**
 * sluice_copy_button_new:
 * @text: (nullable): what it copies
 * @subject: (nullable): what the click does, for assistive technology, translated
 *
 * Returns: (transfer floating): a button with an icon only
 */
GtkWidget *
sluice_copy_button_new (const char *text, const char *subject)
{
  return g_object_new (SLUICE_TYPE_COPY_BUTTON, "text", text, "subject", subject, NULL);
}

/**
 * sluice_copy_button_set_text:
 * @self: the button
 * @text: (nullable): what it copies
 *
 * Sets what a click copies.
 */
void
sluice_copy_button_set_text (SluiceCopyButton *self, const char *text)
{
  g_return_if_fail (SLUICE_IS_COPY_BUTTON (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
