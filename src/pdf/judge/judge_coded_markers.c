/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A strict reader of JPEG code streams (ITU-T T.81, annex B): no marker but
 * those that pixels need, each segment as long as its content, no table that
 * nothing refers to, no thumbnail, EOI at the last byte. What a scan holds
 * libjpeg reads then (judge_coded_jpeg.c).
 */
#include <string.h>

#include "judge_coded.h"

#define SCANS_MAX 64
#define TABLES 4
#define COMPS_MAX 4
#define SAMPLING_MAX 4

enum marker {
	SOF0 = 0xc0,
	SOF1 = 0xc1, /* sequential, with steps that take 16 bits */
	SOF2 = 0xc2,
	DHT = 0xc4,
	RST0 = 0xd0,
	RST7 = 0xd7,
	SOI = 0xd8,
	EOI = 0xd9,
	SOS = 0xda,
	DQT = 0xdb,
	DRI = 0xdd,
	APP0 = 0xe0,
	APP14 = 0xee
};

struct jpeg {
	const struct ic_coded *im;
	const uint8_t *p;
	size_t n, at;
	bool frame;
	int sof;
	bool jfif, adobe; /* APP0, APP14 were seen */
	bool wide;        /* a table of 16 bits was */
	uint8_t transform;
	unsigned interval; /* of restarts; 0: none */
	uint8_t id[COMPS_MAX], quant[COMPS_MAX];
	unsigned fresh_quant, fresh_dc, fresh_ac; /* defined, not yet used */
	unsigned scans;
};

/* The marker at j->at, or -1. */
static int marker(struct jpeg *j)
{
	int m;

	if (j->n - j->at < 2 || j->p[j->at] != 0xff) {
		return -1;
	}
	m = j->p[j->at + 1];
	j->at += 2;
	return m == 0 || m == 0xff ? -1 : m;
}

static bool app0(struct jpeg *j, const uint8_t *s, size_t n)
{
	/* JFIF 1.01, square pixels of no known size, no thumbnail. */
	static const uint8_t jfif[] = { 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0,
		1, 0, 0 };

	if (j->jfif || j->frame) {
		return false;
	}
	j->jfif = true;
	return n == sizeof(jfif) && memcmp(s, jfif, n) == 0;
}

static bool app14(struct jpeg *j, const uint8_t *s, size_t n)
{
	if (n != 12 || j->adobe || j->frame) {
		return false;
	}
	j->adobe = true;
	j->transform = s[11];
	return memcmp(s, "Adobe\0\x64", 7) == 0 && s[7] == 0 && s[8] == 0 &&
	    s[9] == 0 && s[10] == 0;
}

/* Gray has no Adobe marker, four components have; none has it and JFIF. */
static bool colors(const struct jpeg *j)
{
	switch (j->im->comps) {
	case 1:
		return !j->adobe;
	case 3:
		return !j->adobe || (!j->jfif && j->transform <= 1);
	default:
		return j->adobe && !j->jfif &&
		    (j->transform == 0 || j->transform == 2);
	}
}

static bool quant_tables(struct jpeg *j, const uint8_t *s, size_t n)
{
	while (n > 0) {
		unsigned size = s[0] >> 4 ? 129 : 65, bit = 1u << (s[0] & 15);

		if (s[0] >> 4 > 1 || (s[0] & 15) >= TABLES || n < size ||
		    j->fresh_quant & bit) {
			return false;
		}
		j->fresh_quant |= bit;
		j->wide |= size > 65;
		s += size;
		n -= size;
	}
	return true;
}

static bool huffman_tables(struct jpeg *j, const uint8_t *s, size_t n)
{
	while (n > 0) {
		unsigned *fresh = s[0] >> 4 ? &j->fresh_ac : &j->fresh_dc;
		unsigned bit = 1u << (s[0] & 15);
		size_t size = 17;

		if (s[0] >> 4 > 1 || (s[0] & 15) >= TABLES || n < 17 ||
		    *fresh & bit) {
			return false;
		}
		for (int i = 1; i <= 16; i++) {
			size += s[i];
		}
		if (n < size) {
			return false;
		}
		*fresh |= bit;
		s += size;
		n -= size;
	}
	return true;
}

/* A component of the frame: its name is its own, its sampling in range. */
static bool component(struct jpeg *j, unsigned i, const uint8_t *s)
{
	unsigned across = s[1] >> 4, down = s[1] & 15;

	for (unsigned k = 0; k < i; k++) {
		if (j->id[k] == s[0]) {
			return false;
		}
	}
	j->id[i] = s[0];
	j->quant[i] = s[2];
	return across >= 1 && across <= SAMPLING_MAX && down >= 1 &&
	    down <= SAMPLING_MAX && s[2] < TABLES;
}

static bool frame(struct jpeg *j, int m, const uint8_t *s, size_t n)
{
	if (j->frame || j->im->comps < 1 || j->im->comps > COMPS_MAX ||
	    n != 6 + 3 * j->im->comps || s[0] != 8 ||
	    (s[1] << 8 | s[2]) != j->im->h || (s[3] << 8 | s[4]) != j->im->w ||
	    s[5] != j->im->comps) {
		return false;
	}
	for (unsigned i = 0; i < j->im->comps; i++) {
		if (!component(j, i, s + 6 + 3 * i)) {
			return false;
		}
	}
	j->frame = true;
	j->sof = m;
	return colors(j);
}

/* The header of a scan; marks the tables that it refers to as used. */
static bool scan(struct jpeg *j, const uint8_t *s, size_t n)
{
	unsigned comps = n > 0 ? s[0] : 0;

	if (!j->frame || comps < 1 || comps > j->im->comps ||
	    n != 4 + 2 * comps || ++j->scans > SCANS_MAX) {
		return false;
	}
	for (unsigned i = 0; i < comps; i++) {
		unsigned c = 0, tables = s[2 + 2 * i];

		while (c < j->im->comps && j->id[c] != s[1 + 2 * i]) {
			c++;
		}
		if (c == j->im->comps || tables >> 4 >= TABLES ||
		    (tables & 15) >= TABLES) {
			return false;
		}
		j->fresh_quant &= ~(1u << j->quant[c]);
		j->fresh_dc &= ~(1u << (tables >> 4));
		j->fresh_ac &= ~(1u << (tables & 15));
	}
	return true;
}

/*
 * Entropy-coded bytes up to the next marker that is no restart. Restarts
 * count from 0 to 7 and on, and each has code behind it: libjpeg passes over
 * a surplus one in silence.
 */
static bool entropy(struct jpeg *j)
{
	unsigned restarts = 0;
	size_t code = j->at; /* where the code behind a restart begins */

	while (j->n - j->at >= 2) {
		const uint8_t *ff = memchr(j->p + j->at, 0xff,
		    j->n - j->at - 1);

		if (!ff) {
			return false;
		}
		j->at = (size_t)(ff - j->p);
		if (ff[1] != 0) {
			if (j->at == code) {
				return false;
			}
			if (ff[1] < RST0 || ff[1] > RST7) {
				return true;
			}
			if (!j->interval || ff[1] != RST0 + restarts % 8) {
				return false;
			}
			restarts++;
			code = j->at + 2;
		}
		j->at += 2;
	}
	return false;
}

static bool restart_interval(struct jpeg *j, const uint8_t *s, size_t n)
{
	j->interval = n == 2 ? (unsigned)s[0] << 8 | s[1] : 0;
	return j->interval > 0;
}

static bool segment(struct jpeg *j, int m, const uint8_t *s, size_t n)
{
	if (n == 0) {
		return false;
	}
	switch (m) {
	case APP0:
		return app0(j, s, n);
	case APP14:
		return app14(j, s, n);
	case DQT:
		return quant_tables(j, s, n);
	case DHT:
		return huffman_tables(j, s, n);
	case SOF0:
	case SOF1:
	case SOF2:
		return frame(j, m, s, n);
	case DRI:
		return restart_interval(j, s, n);
	case SOS:
		return scan(j, s, n);
	default:
		return false;
	}
}

static bool markers(struct jpeg *j)
{
	int m = marker(j);

	if (m != SOI) {
		return false;
	}
	while ((m = marker(j)) != EOI) {
		size_t len;

		if (m < 0 || j->n - j->at < 2) {
			return false;
		}
		len = (size_t)j->p[j->at] << 8 | j->p[j->at + 1];
		if (len < 2 || len > j->n - j->at ||
		    !segment(j, m, j->p + j->at + 2, len - 2)) {
			return false;
		}
		j->at += len;
		if (m == SOS && !entropy(j)) {
			return false;
		}
	}
	return j->at == j->n && j->scans > 0 && j->fresh_quant == 0 &&
	    j->fresh_dc == 0 && j->fresh_ac == 0 &&
	    (j->sof == SOF2 || j->wide == (j->sof == SOF1));
}

bool ic_coded_markers(const struct ic_coded *c)
{
	struct jpeg j = { .im = c, .p = c->p, .n = c->n };

	return markers(&j);
}
