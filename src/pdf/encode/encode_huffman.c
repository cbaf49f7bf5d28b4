/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_huffman.h"

#include <string.h>

struct leaf {
	uint32_t weight;
	uint16_t symbol;
};

/* By weight, the rarest first; of equals the lower symbol. */
static unsigned sorted(const uint32_t *weight, unsigned n, struct leaf *to)
{
	unsigned k = 0;

	for (unsigned s = 0; s < n; s++) {
		unsigned at = k;

		if (weight[s] == 0) {
			continue;
		}
		for (; at > 0 && to[at - 1].weight > weight[s]; at--) {
			to[at] = to[at - 1];
		}
		to[at] = (struct leaf){ weight[s], (uint16_t)s };
		k++;
	}
	return k;
}

/*
 * How many codes each length has in the shortest code of k sorted leaves.
 * Nodes are made in the order of their weights, so that the next pair is at
 * the head of two queues: of leaves, and of nodes.
 */
static void lengths(const struct leaf *leaf, unsigned k,
    unsigned count[IC_HUFFMAN_DEEPEST])
{
	uint32_t weight[IC_HUFFMAN_SYMBOLS];
	uint16_t up[2 * IC_HUFFMAN_SYMBOLS];
	uint16_t depth[2 * IC_HUFFMAN_SYMBOLS];
	unsigned next = 0, node = 0;

	/* Things 0 to k - 1 are leaves, then come the nodes; the last is top.
	 */
	for (unsigned made = 0; made + 1 < k; made++) {
		weight[made] = 0;
		for (int i = 0; i < 2; i++) {
			bool is_leaf = next < k &&
			    (node == made || leaf[next].weight <= weight[node]);

			weight[made] += is_leaf ? leaf[next].weight
						: weight[node];
			up[is_leaf ? next++ : k + node++] = (uint16_t)(k +
			    made);
		}
	}
	depth[2 * k - 2] = 0;
	for (unsigned i = 2 * k - 2; i-- > 0;) {
		unsigned d = depth[up[i]] + 1u;

		depth[i] = (uint16_t)d;
		if (i < k) {
			count[d < IC_HUFFMAN_DEEPEST
				? d
				: IC_HUFFMAN_DEEPEST - 1]++;
		}
	}
}

/* No code is longer than `most`; the sum of all 2 ^ -length stays one. */
static void limit(unsigned count[IC_HUFFMAN_DEEPEST], unsigned most)
{
	uint32_t sum = 0;

	for (unsigned d = most + 1; d < IC_HUFFMAN_DEEPEST; d++) {
		count[most] += count[d];
		count[d] = 0;
	}
	for (unsigned d = 1; d <= most; d++) {
		sum += (uint32_t)count[d] << (most - d);
	}
	for (; sum > (uint32_t)1 << most; sum--) {
		unsigned d = most - 1;

		/* One code less at the bottom, one further up made two. */
		while (count[d] == 0) {
			d--;
		}
		count[most]--;
		count[d]--;
		count[d + 1] += 2;
	}
}

static uint16_t reversed(unsigned code, unsigned length)
{
	unsigned r = 0;

	for (unsigned i = 0; i < length; i++) {
		r = r << 1 | (code >> i & 1);
	}
	return (uint16_t)r;
}

/* Codes of one length follow each other in the order of symbols. */
static void number(struct ic_huffman *h, unsigned n)
{
	unsigned count[IC_HUFFMAN_MOST + 1] = { 0 };
	unsigned next[IC_HUFFMAN_MOST + 2] = { 0 };

	for (unsigned s = 0; s < n; s++) {
		count[h->length[s]]++;
	}
	count[0] = 0;
	for (unsigned d = 1; d <= IC_HUFFMAN_MOST; d++) {
		next[d] = (next[d - 1] + count[d - 1]) << 1;
	}
	for (unsigned s = 0; s < n; s++) {
		if (h->length[s] > 0) {
			h->code[s] = reversed(next[h->length[s]]++,
			    h->length[s]);
		}
	}
}

void ic_huffman_make(struct ic_huffman *h, uint32_t *weight, unsigned n,
    unsigned most)
{
	unsigned count[IC_HUFFMAN_DEEPEST] = { 0 };
	struct leaf leaf[IC_HUFFMAN_SYMBOLS];
	unsigned k, at = 0;

	/* Some readers want two codes. */
	weight[0] += weight[0] == 0;
	weight[1] += weight[1] == 0;
	k = sorted(weight, n, leaf);
	lengths(leaf, k, count);
	limit(count, most);
	memset(h->length, 0, n);
	for (unsigned d = most; d > 0; d--) {
		for (unsigned i = 0; i < count[d]; i++) {
			h->length[leaf[at++].symbol] = (uint8_t)d;
		}
	}
	number(h, n);
}
