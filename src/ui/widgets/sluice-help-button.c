/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-help-button.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceHelpButton
{
  AdwBin parent_instance;

  char *subject;
  char *text;
  char *example;

  GtkWidget *button;
};

enum
{
  PROP_0,
  PROP_SUBJECT,
  PROP_TEXT,
  PROP_EXAMPLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceHelpButton, sluice_help_button, ADW_TYPE_BIN)

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* Filled when it is opened: a form has dozens of these and few are ever looked at. */
static void
on_button_create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  SluiceHelpButton *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = create_label (self->subject);

  gtk_widget_add_css_class (heading, "heading");
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), create_label (self->text));
  if (self->example != NULL)
    {
      /* Translators: under the help of a field: a value as it could be */
      g_autofree char *example = g_strdup_printf (_ ("For example: %s"), self->example);
      GtkWidget *label = create_label (example);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
sluice_help_button_constructed (GObject *object)
{
  SluiceHelpButton *self = SLUICE_HELP_BUTTON (object);
  g_autofree char *name = NULL;

  G_OBJECT_CLASS (sluice_help_button_parent_class)->constructed (object);

  /* Translators: the name of a help button, with the label of its field */
  name = g_strdup_printf (_ ("Help: %s"), self->subject != NULL ? self->subject : "");
  sluice_accessible_set_name (self->button, name);
}

static void
sluice_help_button_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SluiceHelpButton *self = SLUICE_HELP_BUTTON (object);

  switch (prop_id)
    {
    case PROP_SUBJECT:
      self->subject = g_value_dup_string (value);
      break;
    case PROP_TEXT:
      self->text = g_value_dup_string (value);
      break;
    case PROP_EXAMPLE:
      self->example = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_help_button_finalize (GObject *object)
{
  SluiceHelpButton *self = SLUICE_HELP_BUTTON (object);

  g_free (self->subject);
  g_free (self->text);
  g_free (self->example);

  G_OBJECT_CLASS (sluice_help_button_parent_class)->finalize (object);
}

static void
sluice_help_button_class_init (SluiceHelpButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sluice_help_button_constructed;
  object_class->set_property = sluice_help_button_set_property;
  object_class->finalize = sluice_help_button_finalize;

  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_EXAMPLE] = g_param_spec_string ("example", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_help_button_init (SluiceHelpButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "help-about-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), on_button_create_popup_cb,
                                         self, NULL);
  sluice_tooltip_set (self->button, _ ("Help"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * sluice_help_button_new:
 * @subject: the label of the field
 * @text: what it is for and where to find it, translated
 * @example: (nullable): a plausible value
 *
 * Returns: (transfer floating): a help button
 */
GtkWidget *
sluice_help_button_new (const char *subject, const char *text, const char *example)
{
  return g_object_new (SLUICE_TYPE_HELP_BUTTON, "subject", subject, "text", text, "example",
                       example, NULL);
}
