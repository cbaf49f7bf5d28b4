/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the report does beside being read: j and k, n and p go from finding to
 * finding; how many are shown is told; what is folded is printed.
 */
#include "report_priv.h"

static const char script[] =
    "(function () {\n"
    "\"use strict\";\n"
    "var d = document, keys = d.getElementById(\"keys\"), count = "
    "d.getElementById(\"count\");\n"
    "var all = [].slice.call(d.querySelectorAll(\".f\")), last = -1;\n"
    "d.documentElement.classList.add(\"js\");\n"
    "function shown(e) { return getComputedStyle(e).display !== "
    "\"none\"; }\n"
    "function tell() {\n"
    "  if (count) { count.textContent = all.filter(shown).length + \" "
    "of \" + all.length + \" shown\"; }\n"
    "}\n"
    "function go(step) {\n"
    "  var at = all.indexOf(d.activeElement && "
    "d.activeElement.closest(\".f\"));\n"
    "  at = at < 0 ? last : at;\n"
    "  for (at += step; at >= 0 && at < all.length; at += step) {\n"
    "    if (shown(all[at])) { break; }\n"
    "  }\n"
    "  if (at < 0 || at >= all.length) { return; }\n"
    "  last = at;\n"
    "  for (var e = all[at]; e; e = e.parentElement) {\n"
    "    if (e.tagName === \"DETAILS\") { e.open = true; }\n"
    "  }\n"
    "  all[at].querySelector(\".n\").focus({ preventScroll: true });\n"
    "  all[at].scrollIntoView({ block: \"start\" });\n"
    "}\n"
    "d.addEventListener(\"keydown\", function (e) {\n"
    "  if (!keys || !keys.checked || e.ctrlKey || e.altKey || "
    "e.metaKey) { return; }\n"
    "  if (e.key === \"j\" || e.key === \"n\") { go(1); "
    "e.preventDefault(); }\n"
    "  if (e.key === \"k\" || e.key === \"p\") { go(-1); "
    "e.preventDefault(); }\n"
    "});\n"
    "d.addEventListener(\"change\", tell);\n"
    "window.addEventListener(\"beforeprint\", function () {\n"
    "  [].forEach.call(d.querySelectorAll(\"details\"), function (e) { "
    "e.open = true; });\n"
    "});\n"
    "tell();\n"
    "}());\n";

void report_script(struct ic_buf *out)
{
	ic_buf_puts(out, script);
}
