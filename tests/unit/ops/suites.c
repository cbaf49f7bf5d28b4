/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "suites.h"

ic_suite_fn *const ic_suites[] = {
	suite_audit_restart,
	suite_journal,
	suite_measure,
	suite_package,
	suite_pictures,
	suite_pool,
	suite_product,
	suite_table_xlsx,
	NULL,
};
