# SPDX-License-Identifier: AGPL-3.0-or-later
"""One file a family of channels; lab.load() finds them by their names."""
