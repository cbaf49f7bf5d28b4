/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The texts of XML without its tags: what stands between them, and the values
 * of attributes, each with the name of what it belongs to. It takes what it is
 * given for XML and never fails.
 */
#ifndef IC_PDF_AUDIT_XML_H
#define IC_PDF_AUDIT_XML_H

#include <stddef.h>
#include <stdint.h>

#define AUDIT_XML_NAME_MAX 48
#define AUDIT_XML_DEPTH_MAX 64

/*
 * A text and the name of its element or attribute; of one within rdf:li and
 * the like the element around that. The bytes are UTF-8.
 */
typedef void audit_xml_fn(void *user, const char *name, const uint8_t *p,
    size_t n);

void audit_xml_texts(const uint8_t *p, size_t n, audit_xml_fn *found,
    void *user);

#endif
