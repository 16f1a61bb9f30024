"""The looks of pictures: rules for their classes, colours as properties, light and dark."""

from collections.abc import Mapping
from typing import Final

from briefdeck.export.glyphs import FONT_SIZE, FONTS, NOTE_SIZE

LIGHT: Final = {
    "ground": "#ffffff",
    "ink": "#1d2430",
    "muted": "#59616f",
    "rule": "#d5dae2",
    "accent": "#1f5fae",
    "warn": "#a14a00",
    "era-1": "#1f5fae",
    "era-2": "#9a5200",
    "era-3": "#1d7748",
    "era-4": "#8338a6",
    "era-5": "#b3292e",
    "era-6": "#006d77",
}
DARK: Final = {
    "ground": "#15181e",
    "ink": "#dde1e8",
    "muted": "#9aa3b2",
    "rule": "#363d49",
    "accent": "#8ab4f8",
    "warn": "#e6af6d",
    "era-1": "#8ab4f8",
    "era-2": "#e6af6d",
    "era-3": "#8fcd91",
    "era-4": "#d0a5e8",
    "era-5": "#f69ea5",
    "era-6": "#5cd0c9",
}
_ERAS: Final = range(1, 7)
_RULES: Final = f"""\
.bd-svg{{max-width:100%;height:auto}}
.bd-svg text{{font-family:{FONTS};font-size:{FONT_SIZE}px;fill:$ink}}
.bd-svg .bd-muted,.bd-svg .bd-tick,.bd-svg .bd-note{{fill:$muted}}
.bd-svg .bd-label,.bd-svg .bd-muted{{paint-order:stroke;stroke:$ground;stroke-width:3}}
.bd-svg .bd-label,.bd-svg .bd-muted{{stroke-linejoin:round}}
.bd-svg .bd-ground{{fill:$ground}}
.bd-svg .bd-head{{fill:$muted;font-weight:600}}
.bd-svg .bd-name{{font-size:15px;font-weight:600}}
.bd-svg .bd-note{{font-size:{NOTE_SIZE}px}}
.bd-svg .bd-caveat{{fill:$warn}}
.bd-svg .bd-end{{text-anchor:end}}
.bd-svg .bd-middle{{text-anchor:middle}}
.bd-svg a text{{text-decoration:none}}
.bd-svg a:hover text,.bd-svg a:focus text{{text-decoration:underline}}
.bd-svg .bd-axis{{stroke:$muted;stroke-width:1}}
.bd-svg .bd-grid{{stroke:$rule;stroke-width:1}}
.bd-svg .bd-break{{stroke:$warn;stroke-width:1.5;stroke-dasharray:5 3}}
.bd-svg .bd-gap{{stroke:$muted;stroke-width:1.5;stroke-dasharray:1 4}}
.bd-svg .bd-band{{fill:currentColor;fill-opacity:.16}}
.bd-svg .bd-edge,.bd-svg .bd-perhaps,.bd-svg .bd-within{{fill:none;stroke:currentColor}}
.bd-svg .bd-edge,.bd-svg .bd-perhaps,.bd-svg .bd-within{{stroke-width:1.5}}
.bd-svg .bd-perhaps,.bd-svg .bd-within{{stroke-dasharray:3 3}}
.bd-svg .bd-lasting{{stroke:currentColor;stroke-width:3}}
.bd-svg .bd-full{{fill:currentColor;stroke:currentColor;stroke-width:1.5}}
.bd-svg .bd-hollow{{fill:$ground;stroke:currentColor;stroke-width:1.5}}
.bd-svg .bd-dashed{{stroke-dasharray:2 1.6}}
.bd-svg .bd-sign{{fill:currentColor;font-weight:700}}
.bd-svg .bd-bar{{fill:currentColor}}
.bd-svg .bd-line{{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}}
.bd-svg .bd-whisker{{fill:none;stroke:$ink;stroke-width:1.5}}
.bd-svg .bd-again{{fill-opacity:.55}}
.bd-svg .bd-on{{fill:$ground}}
.bd-svg .bd-dot{{fill:$muted}}
.bd-svg .bd-other{{stroke-dasharray:6 4}}
.bd-svg .bd-cut{{stroke:$ground;stroke-width:5}}
.bd-svg .bd-hatch{{stroke:currentColor;stroke-width:2.5}}
.bd-svg .bd-program,.bd-svg .bd-figure{{color:$accent}}
.bd-svg .bd-event,.bd-svg .bd-legend{{color:$muted}}
"""
_HUES: Final = "".join(
    f".bd-svg .bd-era-{hue},.bd-svg .bd-part-{hue}{{color:$era-{hue}}}\n" for hue in _ERAS
)


def _filled(colours: Mapping[str, str]) -> str:
    rules = _RULES + _HUES
    # Longer names first: none of them is the beginning of another that is left.
    for name in sorted(colours, key=len, reverse=True):
        rules = rules.replace(f"${name}", colours[name])
    return rules


def _set(colours: Mapping[str, str]) -> str:
    return "".join(f"--bd-{name}:{colour};" for name, colour in colours.items())


def _properties(selector: str) -> str:
    dark = f"@media (prefers-color-scheme:dark){{{selector}{{{_set(DARK)}}}}}\n"
    return f"{selector}{{{_set(LIGHT)}}}\n{dark}"


SVG_STYLE: Final = _filled(
    {name: f"var(--bd-{name},{colour})" for name, colour in (LIGHT | {"ground": "Canvas"}).items()}
)
"""The rules of all classes; the colours are `--bd-` properties, which a page sets as it likes."""
OWN_STYLE: Final = _properties(".bd-svg") + SVG_STYLE
"""The same with colours for light and dark, for a picture that stands alone."""
PLAIN_STYLE: Final = _filled(LIGHT)
"""The same in light colours without properties, which painters of pixels do not know."""
