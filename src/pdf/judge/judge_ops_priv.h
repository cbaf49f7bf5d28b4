/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The words of a page's content: numbers, names, strings and operators, in the
 * one spelling that our writer has.
 */
#ifndef IC_PDF_JUDGE_OPS_PRIV_H
#define IC_PDF_JUDGE_OPS_PRIV_H

#include "judge_ops.h"

#define MICRO 1000000

enum op {
	Q,
	QQ,
	CLIP,
	END,
	CM,
	DO,
	BT,
	ET,
	TF,
	TZ,
	TM,
	TR,
	TD,
	TJ,
	GRAY,
	RE,
	FILL,
	GS,
	FILL_COLOR,
	LINE_COLOR,
	WIDTH,
	STROKE,
	OPS
};

struct operands {
	int64_t number[IC_OPS_NUMBERS_MAX]; /* millionths */
	unsigned numbers;
	char other;
	char name[4]; /* without its slash */
	size_t hex;   /* digits of the string */
};

struct reader {
	const uint8_t *p;
	size_t n, at;
};

/*
 * The next operator with its operands, all of its own kind and number. False if
 * there is none, or it is spelt in another way.
 */
bool ic_ops_next(struct reader *r, enum op *op, struct operands *o);

#endif
