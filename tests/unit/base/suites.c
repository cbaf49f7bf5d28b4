/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "suites.h"

ic_suite_fn *const ic_suites[] = {
	suite_arena,
	suite_aside,
	suite_buf,
	suite_child,
	suite_dir,
	suite_dir_tree,
	suite_fault,
	suite_fs,
	suite_json,
	suite_sandbox,
	suite_tree,
	suite_window,
	NULL,
};
