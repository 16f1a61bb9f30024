"""Raised figures, as marks of notes and exponents have them: `¹²` and `12`."""

from typing import Final

RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""What makes figures raised ones, for `str.translate`."""
LOWERED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""The same the other way."""
