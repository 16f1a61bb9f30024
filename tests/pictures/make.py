"""Makes the README's pictures from the first briefing.

Run by hand after a change that can be seen:

    python tests/pictures/make.py
"""

import asyncio
import os
import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".pictures"
BRIEFING = ROOT / "briefings" / "us-mexico-border-security.toml"

SHOTS: dict[str, tuple[str, tuple[int, int], str, tuple[str, ...]]] = {
    "overview": ("the overview of a briefing", (120, 34), "dark", ("0",)),
    "era": ("an era, previewed beside the list", (120, 34), "dark", ("2", "j", "j", "j")),
    "timeline": ("the timeline to scale", (120, 34), "light", ("3", "j", "j", "j", "j")),
    "figure": (
        "a figure with its hedges, table and sources",
        (120, 40),
        "dark",
        ("4", "j", "j", "j", "j", "j", "j"),
    ),
    "source": (
        "a source and everything that rests on it",
        (120, 34),
        "light",
        ("7", "g", *"j" * 27),
    ),
    "small": ("the overview on 80 columns", (80, 24), "dark", ("0",)),
}
"""Name → what it shows, size in cells, theme, keys to press first."""


async def shoot(size: tuple[int, int], theme: str, keys: tuple[str, ...]) -> str:
    """The screen as SVG after these keys."""
    from briefdeck.library.folders import folders
    from briefdeck.loader import load
    from briefdeck.reading.opening import opening
    from briefdeck.reading.palette import PALETTES
    from briefdeck.reading.settings import Settings
    from briefdeck.tui.app import BriefdeckApp

    settings = Settings(theme=PALETTES[theme].name)  # type: ignore[index]  # the table above names real themes
    places = folders()
    app = BriefdeckApp(settings, places, opening(load(BRIEFING), settings, places))
    async with app.run_test(size=size) as pilot:
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.2)
        return app.export_screenshot(title=f"briefdeck {BRIEFING.stem}")


def without_fetching(svg: str) -> str:
    """The picture without the fonts that it would fetch from elsewhere."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace(
        "Fira Code", "ui-monospace"
    )


def main() -> None:
    """Write every picture."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFDECK_HOME"] = home
        for name, (_, size, theme, keys) in SHOTS.items():
            (PICTURES / f"{name}.svg").write_text(
                without_fetching(asyncio.run(shoot(size, theme, keys))), encoding="utf-8"
            )


if __name__ == "__main__":
    main()
