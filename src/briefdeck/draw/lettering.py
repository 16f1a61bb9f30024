"""How long texts are on what is drawn upon: in the cells of a terminal, or in any other unit."""

from collections.abc import Callable
from typing import Final, NamedTuple

from briefdeck.text.width import cell_width, truncate


class Lettering(NamedTuple):
    """The measure of a drawing: what stands where follows from it, whoever paints it.

    size: units of a letter, which are also those of a mark and of a blank. width: how long a text
    is. cut: a text of at most so many units, with an ellipsis where it is longer.
    """

    size: int
    width: Callable[[str], int]
    cut: Callable[[str, int], str]


CELLS: Final = Lettering(1, cell_width, truncate)
