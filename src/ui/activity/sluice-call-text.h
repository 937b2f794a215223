/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-call-record.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

/* What the window says of a call: the words, the icons and the texts that are read and copied. */

gboolean sluice_call_text_is_failed (SluiceCallRecord *record);
const char *sluice_call_text_get_icon_name (SluiceCallRecord *record);
const char *sluice_call_text_get_css_class (SluiceCallRecord *record);
char *sluice_call_text_dup_status (SluiceCallRecord *record);
char *sluice_call_text_dup_place (SluiceCallRecord *record);
char *sluice_call_text_dup_name (SluiceCallRecord *record);
char *sluice_call_text_dup_duration (SluiceCallRecord *record);
char *sluice_call_text_dup_time (SluiceCallRecord *record, gboolean with_date);
char *sluice_call_text_dup_body (const char *text, gboolean *is_json);
char *sluice_call_text_dup_curl (SluiceCallRecord *record, SluiceProfile *profile);
GError *sluice_call_text_create_error (SluiceCallRecord *record);
gboolean sluice_call_text_contains (SluiceCallRecord *record, const char *words);

G_END_DECLS
