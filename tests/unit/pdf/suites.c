/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "suites.h"

ic_suite_fn *const ic_suites[] = {
	suite_burn,
	suite_codestream,
	suite_document,
	suite_encode,
	suite_geometry,
	suite_glyphs,
	suite_judge_content,
	suite_judge_ops,
	suite_judge_pixels,
	suite_judge_rest,
	suite_judge_text,
	suite_judge_words,
	suite_judge_words_seen,
	suite_make,
	suite_murun,
	suite_raster,
	suite_roles_judge,
	suite_scout,
	suite_seeded,
	suite_structure,
	suite_textlayer,
	suite_visible,
	suite_writer,
	NULL,
};
