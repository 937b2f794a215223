/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-state-pill.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-accessible.h"

typedef struct
{
  const char *state;
  const char *word;
  const char *icon;
  const char *css_class;
} State;

static const State states[] = {
  { "active", N_ ("Active"), "media-playback-start-symbolic", "success" },
  { "paused", N_ ("Paused"), "media-playback-pause-symbolic", "dim-label" },
  { "ready", N_ ("Ready"), "emblem-ok-symbolic", "success" },
  { "draft", N_ ("Draft"), "document-edit-symbolic", "dim-label" },
  { "calculating", N_ ("Calculating"), "emblem-synchronizing-symbolic", "accent" },
  { "forwarding", N_ ("Forwarding"), "emblem-ok-symbolic", "success" },
  { "waiting", N_ ("Waiting"), "content-loading-symbolic", "dim-label" },
  { "pending", N_ ("Pending"), "content-loading-symbolic", "dim-label" },
  { "running", N_ ("Running"), "emblem-synchronizing-symbolic", "accent" },
  { "succeeded", N_ ("Succeeded"), "emblem-ok-symbolic", "success" },
  { "failed", N_ ("Failed"), "dialog-error-symbolic", "error" },
  { "partial", N_ ("Partly failed"), "dialog-warning-symbolic", "warning" },
  { "healthy", N_ ("Healthy"), "emblem-ok-symbolic", "success" },
  { "faulted", N_ ("Faulted"), "dialog-error-symbolic", "error" },
  { "unknown", N_ ("Unknown"), "dialog-question-symbolic", "dim-label" },
};

struct _SluiceStatePill
{
  AdwBin parent_instance;

  char *state;
  const char *css_class; /* (nullable): the one that is set */

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *label;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceStatePill, sluice_state_pill, ADW_TYPE_BIN)

static const State *
find_state (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].state, word) == 0)
        return &states[i];
    }
  return NULL;
}

static const char *
get_icon_name (const char *state)
{
  const State *known = find_state (state);

  return known != NULL ? known->icon : "dialog-question-symbolic";
}

static void
update (SluiceStatePill *self)
{
  const State *state = find_state (self->state);
  const char *word = sluice_state_pill_get_word (self->state);

  gtk_widget_set_visible (GTK_WIDGET (self), self->state != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), get_icon_name (self->state));
  gtk_label_set_text (GTK_LABEL (self->label), word);
  sluice_accessible_set_name (self, word);
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (self->box, self->css_class);
  self->css_class = state != NULL ? state->css_class : "dim-label";
  gtk_widget_add_css_class (self->box, self->css_class);
}

static void
sluice_state_pill_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_string (value, SLUICE_STATE_PILL (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_state_pill_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      sluice_state_pill_set_state (SLUICE_STATE_PILL (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_state_pill_finalize (GObject *object)
{
  g_free (SLUICE_STATE_PILL (object)->state);

  G_OBJECT_CLASS (sluice_state_pill_parent_class)->finalize (object);
}

static void
sluice_state_pill_class_init (SluiceStatePillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_state_pill_get_property;
  object_class->set_property = sluice_state_pill_set_property;
  object_class->finalize = sluice_state_pill_finalize;

  properties[PROP_STATE] =
      g_param_spec_string ("state", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_state_pill_init (SluiceStatePill *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_widget_add_css_class (self->box, "state-pill");
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), self->box);
  update (self);
}

/**
 * sluice_state_pill_new:
 * @state: (nullable): a state
 *
 * Returns: (transfer floating): the state as a pill; hidden for %NULL
 */
GtkWidget *
sluice_state_pill_new (const char *state)
{
  return g_object_new (SLUICE_TYPE_STATE_PILL, "state", state, NULL);
}

/**
 * sluice_state_pill_set_state:
 * @self: the pill
 * @state: (nullable): a state; %NULL hides the pill
 *
 * Shows another state.
 */
void
sluice_state_pill_set_state (SluiceStatePill *self, const char *state)
{
  g_return_if_fail (SLUICE_IS_STATE_PILL (self));

  if (g_strcmp0 (self->state, state) == 0)
    return;

  g_free (self->state);
  self->state = g_strdup (state);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * sluice_state_pill_get_word:
 * @state: (nullable): a state
 *
 * Returns: (transfer none): what people call it, translated; a word that is not known as it is
 */
const char *
sluice_state_pill_get_word (const char *state)
{
  const State *known = find_state (state);

  if (known != NULL)
    return _ (known->word);
  return state != NULL ? state : "";
}
