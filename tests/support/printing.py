"""What Rich prints to a terminal of sixteen colours."""

from io import StringIO

from rich.console import Console, RenderableType

from briefdeck.text.width import cell_width


def fits(line: str, width: int) -> bool:
    """Whether a printed line keeps to the width, as all do but one that ends in an address."""
    return cell_width(line) <= width or "://" in line.rsplit(" ", maxsplit=1)[-1]


def printed(renderable: RenderableType, width: int = 80) -> str:
    """The characters and escape codes of a renderable."""
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system="standard", no_color=False
    )
    console.print(renderable)
    return out.getvalue()
