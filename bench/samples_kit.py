# SPDX-License-Identifier: AGPL-3.0-or-later
"""What draws the sample production, for the benchmark's pages too."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent
                       / 'samples'))

# pylint: disable=wrong-import-position,unused-import
from kit import layout, metrics, pdfout  # noqa: E402,F401
