/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The picture files of a document as one source: what a child reads of a
 * document whose pages are files of their own.
 *
 *	"incamera bundle/1\n"
 *	count		4 little-endian bytes
 *	for each file:
 *	length		8 little-endian bytes
 *	its bytes
 *
 * Nothing stands between them or behind the last. The SHA-256 of all of it is
 * the document's: the same files in the same order are the same source.
 */
#ifndef IC_CORE_BUNDLE_H
#define IC_CORE_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_BUNDLE_MAGIC "incamera bundle/1\n"
#define IC_BUNDLE_HEAD (sizeof(IC_BUNDLE_MAGIC) - 1 + 4)
#define IC_BUNDLE_LENGTH 8
#define IC_BUNDLE_FILES_MAX 100000

/* The bytes before the first file's length. */
void ic_bundle_head(uint32_t files, uint8_t out[IC_BUNDLE_HEAD]);

/* The bytes before a file's own. */
void ic_bundle_length(uint64_t length, uint8_t out[IC_BUNDLE_LENGTH]);

/* True if n bytes, a file's first, begin as a bundle does. */
bool ic_bundle_begins(const uint8_t *bytes, size_t n);

/* How many files a head says; 0: it is none, or they are too many. */
uint32_t ic_bundle_files(const uint8_t head[IC_BUNDLE_HEAD]);

/* What the bytes before a file say. */
uint64_t ic_bundle_says(const uint8_t length[IC_BUNDLE_LENGTH]);

#endif
