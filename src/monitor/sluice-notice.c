/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-notice.h"

struct _SluiceNotice
{
  GObject parent_instance;

  char *id;
  SluiceNoticeKind kind;
  char *title;
  char *body;
  SluicePipelineStatus *status;
};

G_DEFINE_FINAL_TYPE (SluiceNotice, sluice_notice, G_TYPE_OBJECT)

static void
sluice_notice_finalize (GObject *object)
{
  SluiceNotice *self = SLUICE_NOTICE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (sluice_notice_parent_class)->finalize (object);
}

static void
sluice_notice_class_init (SluiceNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_notice_finalize;
}

static void
sluice_notice_init (SluiceNotice *self)
{
}

/* What a pipeline's notices are about: good and bad news of its health replace each other. */
static const char *
topic_of (SluiceNoticeKind kind)
{
  switch (kind)
    {
    case SLUICE_NOTICE_OVERDUE:
      return "overdue";
    case SLUICE_NOTICE_UNUSUAL:
      return "records";
    case SLUICE_NOTICE_FAILED:
    case SLUICE_NOTICE_FAULTED:
    case SLUICE_NOTICE_RECOVERED:
    default:
      return "health";
    }
}

/**
 * sluice_notice_make_id:
 * @status: a pipeline
 * @kind: what is told of it
 *
 * Returns: (transfer full): the id of such a notice on the desktop
 */
char *
sluice_notice_make_id (SluicePipelineStatus *status, SluiceNoticeKind kind)
{
  SluiceSession *session = sluice_pipeline_status_get_session (status);
  const char *profile =
      session != NULL ? sluice_profile_get_id (sluice_session_get_profile (session)) : "";

  return g_strdup_printf ("%s:%s:%s", topic_of (kind), profile,
                          sluice_pipeline_status_get_id (status));
}

/**
 * sluice_notice_new:
 * @status: the pipeline it is about
 * @kind: what it is
 * @title: its first line, translated
 * @body: what happened and what to do, translated
 *
 * Returns: (transfer full): a notice
 */
SluiceNotice *
sluice_notice_new (SluicePipelineStatus *status,
                   SluiceNoticeKind kind,
                   const char *title,
                   const char *body)
{
  SluiceNotice *self = g_object_new (SLUICE_TYPE_NOTICE, NULL);

  self->id = sluice_notice_make_id (status, kind);
  self->kind = kind;
  self->title = g_strdup (title);
  self->body = g_strdup (body);
  self->status = g_object_ref (status);
  return self;
}

/**
 * sluice_notice_get_id:
 * @self: a notice
 *
 * Returns: (transfer none): its id; a later notice with the same one replaces it on the desktop
 */
const char *
sluice_notice_get_id (SluiceNotice *self)
{
  return self->id;
}

/**
 * sluice_notice_get_kind:
 * @self: a notice
 *
 * Returns: what it is
 */
SluiceNoticeKind
sluice_notice_get_kind (SluiceNotice *self)
{
  return self->kind;
}

/**
 * sluice_notice_get_title:
 * @self: a notice
 *
 * Returns: (transfer none): its first line, translated
 */
const char *
sluice_notice_get_title (SluiceNotice *self)
{
  return self->title;
}

/**
 * sluice_notice_get_body:
 * @self: a notice
 *
 * Returns: (transfer none): what happened and what to do, translated
 */
const char *
sluice_notice_get_body (SluiceNotice *self)
{
  return self->body;
}

/**
 * sluice_notice_get_status:
 * @self: a notice
 *
 * Returns: (transfer none): the pipeline it is about
 */
SluicePipelineStatus *
sluice_notice_get_status (SluiceNotice *self)
{
  return self->status;
}
