/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "suites.h"

ic_suite_fn *const ic_suites[] = {
	suite_bates,
	suite_bates_property,
	suite_csvread,
	suite_csvwrite,
	suite_diag,
	suite_fields,
	suite_letter,
	suite_loadfile,
	suite_lock,
	suite_manifest,
	suite_measures,
	suite_needles,
	suite_plan,
	suite_policy,
	suite_profile,
	suite_rect,
	suite_served,
	suite_sheets,
	suite_slice,
	suite_spec,
	suite_spec_damage,
	suite_spec_errors,
	suite_table,
	NULL,
};
