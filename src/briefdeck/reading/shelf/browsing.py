"""Where one is in a list: the item under the cursor, and the briefing that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, Style
from briefdeck.reading.geometry import Box, Part
from briefdeck.reading.page import Page
from briefdeck.reading.views.items import ItemsView
from briefdeck.reading.views.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefdeck.evidence.verdicts import Verification
    from briefdeck.library.query import Words
    from briefdeck.loader import Loaded
    from briefdeck.reading.actions.registry import Keymap
    from briefdeck.reading.deck import Deck

Focus = Literal["prompt", "list", "reader"]
KEPT_PREVIEWS = 24
Preview = tuple["Loaded | None", "Deck | None"]


class Looking(Struct, frozen=True, kw_only=True):
    """Where a reader is in a list: the item under the cursor, what is seen, what has the keys.

    `prompt`: what is being typed in the footer; `message`: what is said there.
    """

    cursor: int = 0
    list_top: int = 0
    top: int = 0
    focus: Focus = "list"
    prompt: str = ""
    message: Line = ()


class Browsing:
    """Items to choose from, and the briefing of the one under the cursor.

    Subclasses say what the items are.
    """

    HAS_PROMPT: ClassVar[bool] = False

    def __init__(self, keymap: Keymap, *, is_single: bool = False) -> None:
        self.keymap = dict(keymap)
        self.is_single = is_single
        self.looking = Looking(focus="prompt" if self.HAS_PROMPT else "list")
        self.list_width = 0
        self.below = ""
        """What leaving leads back to; empty where it ends the program."""
        self.width = self.height = 0
        self.parts: dict[Part, tuple[Box, View]] = {}
        self.places: dict[Part, Box] = {}
        self._previews: dict[str, Preview] = {}
        self._page: tuple[tuple[object, ...], Page] = ((), Page(iter(())))
        self._made: dict[tuple[object, ...], Sequence[Line]] = {}

    # What is listed, for subclasses to say

    @property
    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    @property
    def path(self) -> str:
        """The file that the item under the cursor is of; empty where there is none."""
        raise NotImplementedError

    def item_lines(self, place: int, width: int) -> Sequence[Line]:
        """An item in lines."""
        raise NotImplementedError

    def item_words(self, place: int) -> str:
        """An item in words, for a layout that is spoken."""
        raise NotImplementedError

    def heading_of(self, place: int) -> Span:  # noqa: ARG002  # a default
        """What an item stands under."""
        return Span("")

    def wished_rows(self, width: int, height: int) -> int:
        """How high the list would like to be; counted no further than beyond a height."""
        raise NotImplementedError

    def page_key(self) -> tuple[object, ...]:
        """What the page depends on beside its size."""
        raise NotImplementedError

    def page_lines(self, width: int, height: int) -> Iterator[Line]:
        """The page on the item under the cursor; what to do where there is none."""
        raise NotImplementedError

    def first_line(self, page: Page, height: int) -> int:  # noqa: ARG002  # a default
        """The line of the page that is to be shown first."""
        return self.looking.top

    @property
    def words(self) -> Sequence[Words]:
        """The words that are lit on the page."""
        return ()

    def facts(self) -> Sequence[Span]:
        """What stands at the right of the header."""
        raise NotImplementedError

    def list_title(self, room: int) -> Line:
        """The title of the list."""
        raise NotImplementedError

    def page_title(self) -> Line:
        """The title of the page."""
        raise NotImplementedError

    def asked_lines(self, width: int) -> tuple[Line, Line]:  # noqa: ARG002  # a default
        """What stands around the line to type in, and under it."""
        return (), ()

    def standing(self) -> Line:
        """What is said in the footer as long as nothing newer is."""
        return ()

    def hint_words(self) -> Iterator[tuple[str, str]]:
        """(action, word) of what would do something here, most useful first."""
        raise NotImplementedError

    # Moving

    def point(self, place: int) -> None:
        """Put the cursor on an item, or on the nearest one that there is."""
        place = max(0, min(place, self.count - 1))
        if place != self.looking.cursor:
            self.looking = replace(self.looking, cursor=place, top=0)

    def focus(self, part: Focus) -> None:
        """Let the keys go to a part."""
        self.looking = replace(self.looking, focus=part)

    def scroll(self, by: int) -> None:
        """Move the page by some lines."""
        self.looking = replace(self.looking, top=max(0, self.looking.top + by))

    def leap(self) -> int:
        """How far a screenful of what has the keys is."""
        if self.is_reading:
            return max(1, self.places["reader"].height - 1)
        box, view = self.parts.get("list", (Box(0, 0, 1, 1), None))
        return max(1, view.seen(box.width, box.height) - 1) if isinstance(view, ItemsView) else 1

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the footer; nothing takes away what was said."""
        style: Style = "caveat" if is_warning else "text"
        self.looking = replace(self.looking, message=(Span(text, style),) if text else ())

    @property
    def is_reading(self) -> bool:
        """Whether the keys go to the page."""
        return "reader" in self.places and (self.looking.focus == "reader" or not self.count)

    @property
    def parts_to_go(self) -> tuple[Focus, ...]:
        """The parts that Tab goes through."""
        found: list[Focus] = ["prompt"] if self.HAS_PROMPT else ["list"]
        if self.HAS_PROMPT and self.is_single and self.count:
            found.append("list")
        return (*found, "reader")

    # What the cursor is on

    @property
    def preview(self) -> Preview:
        """The briefing that the cursor is on, as far as it is read."""
        return self._previews.get(self.path, (None, None))

    @property
    def wanted(self) -> str:
        """The file to be read for the page; empty where it is read, or not seen."""
        is_seen = "reader" in self.places and self.path not in self._previews
        return self.path if is_seen else ""

    def take_preview(
        self, path: str, loaded: Loaded | None, known: Verification | None = None
    ) -> None:
        """Take what was read for the page, and what is known of its quotations."""
        from briefdeck.reading.deck import Deck

        while len(self._previews) >= KEPT_PREVIEWS:
            self._previews.pop(next(iter(self._previews)))
        deck = Deck(loaded) if loaded is not None and loaded.briefing is not None else None
        if deck is not None and known is not None:
            deck.take_verification(known)
        self._previews[path] = (loaded, deck)

    def forget_previews(self, changed: Callable[[str], bool]) -> None:
        """Read files again that have changed."""
        self._previews = {path: kept for path, kept in self._previews.items() if not changed(path)}
