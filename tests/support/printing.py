"""What Rich prints to a terminal of sixteen colours."""

from io import StringIO

from rich.console import Console, RenderableType


def printed(renderable: RenderableType, width: int = 80) -> str:
    """The characters and escape codes of a renderable."""
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system="standard", no_color=False
    )
    console.print(renderable)
    return out.getvalue()
