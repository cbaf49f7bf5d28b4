# SPDX-License-Identifier: AGPL-3.0-or-later
"""What make-samples.py draws with: PDF, pixels and page layout."""
