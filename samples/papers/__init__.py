# SPDX-License-Identifier: AGPL-3.0-or-later
"""The documents of the fictional production; every name is invented."""
