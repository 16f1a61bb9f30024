"""The pictures of `svg` as pixels, in light colours, two to each pixel of the drawing.

The letters are those of a font of this machine: that alone may differ between machines.
"""

from typing import Final

from briefdeck.export import Exported, Wanted
from briefdeck.export.svg import standing
from briefdeck.export.svg_style import PLAIN_STYLE

ZOOM: Final = 2


def export(wanted: Wanted) -> Exported:
    """Write the same picture as the format svg."""
    content, losses = standing(wanted, PLAIN_STYLE)
    return Exported(pixels(content), losses)


def pixels(picture: str) -> bytes:
    """Return a picture that has its own colours as a PNG."""
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=picture, zoom=ZOOM)
