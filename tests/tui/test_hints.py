"""The footer offers nothing that would do nothing."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefdeck.draw.lines import line_text
from briefdeck.library.folders import folders
from briefdeck.loader import load
from briefdeck.reading import state
from briefdeck.reading.actions import BY_ID, following, moving
from briefdeck.reading.actions.hints import hints
from briefdeck.reading.deck import Deck
from briefdeck.reading.own import Own
from briefdeck.reading.scene import Scene

BRIEFINGS = Path(__file__).parents[2] / "briefings"
SHIPPED = tuple(
    BRIEFINGS / name for name in ("us-mexico-border-security.toml", "ipv4-exhaustion.toml")
)
SIZES = ((120, 36), (80, 24), (40, 15))
OUTSIDE = frozenset({"copy", "edit", "open", "bookmark"})
"""What reaches out of the program."""


class Recorder:
    """A reader who notes whether anything has happened."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.own = Own()
        self.folders = folders()
        self.pressed = "1"
        self.has_happened = False
        self.has_below = False
        self.theme_name = "dark"

    @property
    def deck(self) -> Deck:
        return self.scene.deck

    @property
    def reading(self) -> state.Reading:
        return self.scene.reading

    def go(self, reading: state.Reading) -> None:
        before = self._visible()
        self.scene.reading = reading
        self.scene.lay_out(self.scene.width, self.scene.height)
        self.has_happened |= self._visible() != before

    def _visible(self) -> object:
        return replace(self.scene.reading, message=(), back=(), forward=())

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Words alone are not what was offered."""

    def step(self, by: int) -> None:
        moving.step(self, by)  # type: ignore[arg-type]  # as much of a reader as is asked

    def leap(self, by: int) -> None:
        moving.leap(self, by)  # type: ignore[arg-type]

    def enter(self) -> None:
        following.enter_place(self)  # type: ignore[arg-type]

    def back(self) -> None:
        following.go_back(self)  # type: ignore[arg-type]

    def escape(self) -> None:
        following.get_out(self)  # type: ignore[arg-type]

    def perform(self, name: str) -> None:
        BY_ID[name].do(self)

    def __getattr__(self, name: str) -> Any:
        """Windows, prompts, other screens: something happens."""

        def happen(*_: object, **__: object) -> None:
            self.has_happened = True

        return happen


def places(scene: Scene) -> list[state.Reading]:
    """Where a reader may be: in every section the list, the text, a mark, the ribbon; modes."""
    found = [scene.reading]
    for section in scene.deck.sections[1:]:
        ids = scene.ids_of(section.name)
        for entry in {ids[0], ids[-1]} if section.name == "key-points" else (ids[-1],):
            listed = replace(
                scene.reading, place=state.Place(section=section.name, entry=entry, focus="list")
            )
            text = state.enter(listed)
            found += [listed, text, state.mark(text, 0), replace(text, peek=entry)]
            found.append(state.focus(listed, "ribbon"))
            found.append(state.read_on(listed, "flow"))
            found.append(state.read_on(listed, "zen"))
    found.append(state.go_to(scene.reading, state.Place(mode="present", focus="reader")))
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_hint_is_dead(path: Path, size: tuple[int, int]) -> None:
    deck = Deck(load(path))
    scene = Scene(deck, state.Reading(), hints)
    scene.lay_out(*size)
    for reading in places(scene):
        scene.reading = reading
        scene.lay_out(*size)
        here = scene.reading
        foot = line_text(scene.parts["footer"][1].rows(*size)[0].line)
        for key, word, name in hints(scene):
            if f"{key} {word}" not in foot or name in OUTSIDE:
                continue
            scene.reading = here
            scene.lay_out(*size)
            reader = Recorder(scene)
            if name == "section" and here.place.section == deck.sections[1].name:
                reader.pressed = "0"
            BY_ID[name].do(reader)
            if name == "down":
                BY_ID["up"].do(reader)
            assert reader.has_happened, (here.place, here.mode, name)
