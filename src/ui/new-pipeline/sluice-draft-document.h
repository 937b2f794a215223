/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"
#include "ui/new-pipeline/sluice-wizard-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DRAFT_DOCUMENT (sluice_draft_document_get_type ())

/**
 * SluiceDraftDocument:
 *
 * The setup that the guided flow edits, and what the check says of it. Each change is checked and
 * written to the drafts of the workspace as soon as the program is idle, so that neither closing the
 * window nor a crash loses it. Emits ::changed after that, and ::replaced before it where the whole
 * document became another one.
 */
G_DECLARE_FINAL_TYPE (SluiceDraftDocument, sluice_draft_document, SLUICE, DRAFT_DOCUMENT, GObject)

SluiceDraftDocument *sluice_draft_document_new (SluiceUiContext *context);

SluiceSetup *sluice_draft_document_get_setup (SluiceDraftDocument *self);
SluiceCheck *sluice_draft_document_get_check (SluiceDraftDocument *self);
const char *sluice_draft_document_get_text (SluiceDraftDocument *self, const char *pointer);
char *sluice_draft_document_dup_scalar (SluiceDraftDocument *self, const char *pointer);

void sluice_draft_document_set (SluiceDraftDocument *self, const char *pointer, JsonNode *value);
void
sluice_draft_document_set_text (SluiceDraftDocument *self, const char *pointer, const char *text);
void sluice_draft_document_edit (SluiceDraftDocument *self, SluiceSetup *setup);
void sluice_draft_document_fix (SluiceDraftDocument *self, SluiceFinding *finding);

void sluice_draft_document_start (SluiceDraftDocument *self, SluiceSetup *setup);
gboolean sluice_draft_document_resume (SluiceDraftDocument *self, const char *id);
void sluice_draft_document_discard (SluiceDraftDocument *self);
void sluice_draft_document_forget (SluiceDraftDocument *self);
void sluice_draft_document_forget_other (SluiceDraftDocument *self, const char *id);
void sluice_draft_document_keep (SluiceDraftDocument *self);
GPtrArray *sluice_draft_document_list (SluiceDraftDocument *self);
const char *sluice_draft_document_get_id (SluiceDraftDocument *self);
void sluice_draft_document_flush (SluiceDraftDocument *self);

void sluice_draft_document_set_all_tried (SluiceDraftDocument *self);
void sluice_draft_document_set_tried (SluiceDraftDocument *self, SluiceWizardStep step);
char *sluice_draft_document_dup_message (SluiceDraftDocument *self, const char *pointer);
char *sluice_draft_document_describe (SluiceDraftDocument *self, SluiceFinding *finding);
gboolean sluice_draft_document_tells (SluiceDraftDocument *self, SluiceFinding *finding);
guint sluice_draft_document_count_errors (SluiceDraftDocument *self, SluiceWizardStep step);
SluiceFinding *sluice_draft_document_find_error (SluiceDraftDocument *self, SluiceWizardStep step);
gboolean sluice_draft_document_needs_mapping (SluiceDraftDocument *self);

G_END_DECLS
