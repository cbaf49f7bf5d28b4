/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of scan_jpeg.h: planes, blocks, paper, transform. */
#ifndef IC_PDF_SCAN_JPEG_PRIV_H
#define IC_PDF_SCAN_JPEG_PRIV_H

#include "jpeg_io.h"
#include "scan_jpeg.h"

#define IC_BLOCK 8
#define IC_BLOCK2 64

/* Bit 8 y + x stands for the sample (x, y) of a block. */
typedef uint64_t ic_samples;

/* What a block showed before it was cut. */
struct ic_was {
	int bx, by;
	uint8_t shown[IC_BLOCK2];
};

/* One component: its coefficients, and what is to be done to its samples. */
struct ic_plane {
	JBLOCKROW *row;          /* bh rows of bw blocks, the decoder's */
	ic_samples *covered;     /* the same: what boxes cover */
	const UINT16 *q;         /* the quantisation table, in natural order */
	UINT16 finer[IC_BLOCK2]; /* q, once the source's steps are too coarse */
	int bw, bh;              /* of the source, in blocks */
	int hs, vs;              /* pixels that a sample spans */
	struct ic_pixels whole;  /* the picture, in samples, without padding */
	struct ic_pixels keep;   /* of it, what is shown */
	int bx0, by0;            /* the first block of the output */
	int out_bw, out_bh;      /* the output, in blocks */
	int fill; /* under boxes: 0, 128 or 255 as a decoder shows it */
	/* A cut block's covered samples may be so far above and below `aim`. */
	float aim, above, below; /* IC_BEYOND: it does not matter */
	bool chroma;
	int white;      /* what paper is where nothing tells */
	int page_paper; /* IC_PAPER_UNKNOWN until asked for */
	/* The papers of a row of tiles; see scan_jpeg_paper.c. */
	int *paper;
	int paper_row;
	struct ic_buf was; /* struct ic_was, by rows; the owner finishes it */
	/* What ic_plane_look() finds in the output; natural order. */
	UINT16 found[IC_BLOCK2]; /* all sizes of a coefficient, by "or" */
	int dc_range;            /* from the least to the largest, and 0 */
};

/*
 * Decoders cut samples to 0 and 255, but some wrap what is farther beyond than
 * twice the range.
 */
#define IC_BEYOND 240

#define IC_PAPER_NONE -1
#define IC_PAPER_UNKNOWN -2

/* Forward and inverse transform (scan_jpeg_dct.c), orthonormal. */
void ic_dct_forward(const float samples[IC_BLOCK2], float freq[IC_BLOCK2]);
void ic_dct_inverse(const float freq[IC_BLOCK2], float samples[IC_BLOCK2]);

/* The samples of one frequency, at its place k in a block, alone. */
void ic_dct_wave(int k, float amount, float samples[IC_BLOCK2]);

/* The sum of weighted squares that one of each frequency moves samples by. */
void ic_dct_weigh(const float weight[IC_BLOCK2], float moves[IC_BLOCK2]);

/*
 * A block's samples before a decoder rounds and cuts them; and as it shows
 * them, whole numbers from 0 to 255.
 */
void ic_block_show(const JCOEF *block, const UINT16 *q,
    float samples[IC_BLOCK2]);
void ic_block_decode(const JCOEF *block, const UINT16 *q,
    float samples[IC_BLOCK2]);

/* The same in bytes. */
void ic_block_shown(const JCOEF *block, const UINT16 *q,
    uint8_t shown[IC_BLOCK2]);

/* A block of one level: at `level` or, for 0 and 255, beyond it. */
void ic_block_flat(JCOEF *block, const UINT16 *q, int level);

/* Code a block's samples, to the nearest steps. */
void ic_block_set(JCOEF *block, const UINT16 *q,
    const float samples[IC_BLOCK2]);

/*
 * Code a block again that showed `was`: `covered` samples get the plane's fill,
 * those of `out` the nearest one that is kept, others as close to paper as
 * scan_jpeg.h's rule demands, if there is paper. False if the table is too
 * coarse for it; the block is then worth nothing.
 */
bool ic_block_cut(const struct ic_plane *p, JCOEF *block,
    const uint8_t was[IC_BLOCK2], ic_samples covered, ic_samples out,
    int paper);

/* Samples `out`, not all, become the nearest of the others. */
void ic_block_go_on(float samples[IC_BLOCK2], ic_samples out);

/*
 * Code a block anew that showed `was`, of which `out`, neither none nor all, is
 * not seen, from what is seen of it alone; paper: IC_PAPER_NONE, or what is
 * beside it (scan_jpeg_pad.c).
 */
void ic_block_pad(const struct ic_plane *p, JCOEF *block,
    const uint8_t was[IC_BLOCK2], ic_samples out, int paper);

/* What part of its limit a covered sample uses up; beyond 1 it is too much. */
float ic_plane_strain(const struct ic_plane *p, float shown);

/*
 * Search, from what is in `block`, for coefficients that keep the limits of
 * covered samples and show the free ones as near to `samples` as may be; if
 * `strict`, no step may leave these limits. False if none were found. *shown is
 * what they show (scan_jpeg_fit.c).
 */
bool ic_block_fit(const struct ic_plane *p, JCOEF *block,
    const float samples[IC_BLOCK2], ic_samples covered, ic_samples free,
    bool strict, float shown[IC_BLOCK2]);

/* The samples of block (bx, by) that the plane does not keep. */
ic_samples ic_plane_out(const struct ic_plane *p, int bx, int by);

#define IC_PAPER_TILE \
	4 /* blocks a side for which paper is looked up at once \
	   */

/* The level of the paper around a block, or NONE (scan_jpeg_paper.c). */
int ic_plane_paper(struct ic_plane *p, int bx, int by);

/* The colours of a source; transform: see scan_jpeg.h (scan_jpeg_color.c). */
J_COLOR_SPACE ic_scan_jpeg_space(const struct jpeg_decompress_struct *d,
    int transform);

/* Set what component `comp` gets under boxes, and how near it must come. */
void ic_plane_colors(struct ic_plane *p, J_COLOR_SPACE s, int comp,
    bool inverted, uint8_t fill);

/* Mark the samples that a box touches. */
void ic_plane_cover(struct ic_plane *p, struct ic_pixels box);

/* Find the blocks that are cut, and remember what they showed. */
void ic_plane_note(struct ic_plane *p);

/* Do all that is to be done to these blocks. False: see ic_block_cut(). */
bool ic_plane_edit(struct ic_plane *p);

/* What a block showed if it was cut; else NULL. Before ic_plane_crop(). */
const uint8_t *ic_plane_was(const struct ic_plane *p, int bx, int by);

/* Planes that were edited, as one picture. */
struct ic_seen {
	const struct ic_plane *planes;
	int comps;
	J_COLOR_SPACE space;
	bool inverted;
	int mcu_w, mcu_h; /* pixels */
	const struct ic_scan_cut *cut;
	struct ic_pixels part;
	/* ic_planes_seen()'s own: not 0 for each MCU of which a block was cut.
	 */
	const uint8_t *marks;
	size_t across; /* of them in a row */
};

/*
 * True if proof 3 and proof 2 will find nothing in what was cut that is not as
 * it was, or goes on beyond the page in another way (scan_jpeg_seen.c).
 * *starved without memory.
 */
bool ic_planes_seen(const struct ic_seen *s, bool *starved);

/*
 * Edit the planes of s, in finer steps where the source's are too coarse: each
 * a whole part of one, so that all blocks that nothing cuts show the same.
 * False if what is seen will not be as it was, or, *starved, without memory
 * (scan_jpeg_finer.c).
 */
bool ic_planes_edit(struct ic_plane *planes, const struct ic_seen *s,
    bool *starved);

/*
 * Give c the Huffman tables that its planes, looked through, call for in one
 * scan of so many MCUs. False if there are none for baseline code.
 */
bool ic_planes_tables(const struct ic_plane *planes, j_compress_ptr c,
    int mcus_across, int mcus_down);

/* Look through all blocks of the cropped plane, to set `found` and dc_range. */
void ic_plane_look(struct ic_plane *p);

/* Move the output's blocks to where the source's first ones stood. */
void ic_plane_crop(struct ic_plane *p);

#endif
