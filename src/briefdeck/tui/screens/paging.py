"""Windows that are a text to scroll: keys, problems, notes, changes, a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefdeck.reading.page import Page
from briefdeck.reading.views.page import PageView
from briefdeck.tui.screens.parts import ResultT
from briefdeck.tui.screens.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefdeck.draw.lines import Line
    from briefdeck.reading.actions.reader import Also
    from briefdeck.reading.geometry import Box
    from briefdeck.reading.palette import ThemeName
    from briefdeck.tui.widgets.viewer import Viewer

FORWARD = frozenset({"full_stop", "tab"})
BACKWARD = frozenset({"comma", "shift+tab"})


class PagingScreen(Window[ResultT]):
    """A framed text with links that can be marked. It ends with the result of one, or None."""

    CLOSING: frozenset[str] = frozenset({"escape", "q"})

    def __init__(self, title: str, theme_name: ThemeName, *, width: int, height: int) -> None:
        super().__init__(title, theme_name, width=width, height=height)
        self.top = 0
        self.marked: int | None = None
        self._said = ""
        self._page: Page | None = None
        self._page_width = 0

    def page_lines(self, width: int) -> Iterable[Line]:
        """The text, laid out to a width."""
        raise NotImplementedError

    def result_of(self, target: str) -> ResultT:
        """What the window ends with when a link is followed."""
        raise NotImplementedError

    def lay_out_anew(self) -> None:
        """Lay the text out anew: it has changed."""
        self._page = None
        self.show()

    def take_back(self) -> None:
        """Take away what the last key had to say."""
        if self._said:
            self._said = ""
            self.show()

    def page(self) -> Page:
        """The text in the width of the box."""
        width = max(20, self.body.width - 2)
        if self._page is None or self._page_width != width:
            self._page, self._page_width = Page(iter(self.page_lines(width))), width
            self.marked = None
        return self._page

    def body_view(self, box: Box) -> PageView:
        """The text from the line at the top on."""
        page = self.page()
        self.top = max(0, min(self.top, page.finish() - box.height))
        return PageView(page, self.top, self.marked)

    def seen(self) -> tuple[int, int, int]:
        """How much of the text is on the screen."""
        return self.top, self.page().finish(), self.body.height

    # Moving

    def scroll_by(self, lines: int) -> None:
        """Move the text."""
        self.top += lines
        self.show()

    def _mark(self, by: int) -> None:
        page, height = self.page(), self.body.height
        if not page.links:
            return
        shown = page.links_between(self.top, self.top + height)
        at = shown[0][0] if shown else 0
        if self.marked is not None:
            at = (self.marked + by) % len(page.links)
        line = page.links[at].line
        if not self.top <= line < self.top + height:
            self.top = line - height // 3
        self.marked = at
        self.show()

    def _go_to_heading(self, by: int) -> None:
        """The next or previous heading to the top of the box."""
        lines = self.page().lines
        headings = [at for at, line in enumerate(lines) if line and line[0].style == "heading"]
        beyond = [at for at in headings if (at - self.top) * by > 0]
        if beyond:
            self.top = beyond[0 if by > 0 else -1]
            self.show()

    def _follow(self) -> None:
        """Go along the marked link; where none is marked, mark one, else leave."""
        page = self.page()
        if self.marked is not None:
            self.dismiss(self.result_of(page.links[self.marked].target))
        elif page.links:
            self._mark(1)
        else:
            self.dismiss(None)

    def press(self, key: str) -> bool:
        """Scroll, mark, go, or leave; every key is used up here."""
        leap, whole = max(1, self.body.height - 2), self.page().finish()
        steps = {"down": 1, "j": 1, "up": -1, "k": -1}
        steps |= {"pagedown": leap, "space": leap, "pageup": -leap}
        steps |= {"home": -whole, "g": -whole, "end": whole, "G": whole}
        if key in steps:
            self.scroll_by(steps[key])
        elif key in {"n", "N"}:
            self._go_to_heading(1 if key == "n" else -1)
        elif key in FORWARD | BACKWARD:
            self._mark(1 if key in FORWARD else -1)
        elif key == "enter":
            self._follow()
        elif key in self.CLOSING:
            self.dismiss(None)
        return True

    def on_viewer_wheel_turned(self, event: Viewer.WheelTurned) -> None:
        """The wheel scrolls."""
        self.scroll_by(event.by)

    def on_viewer_clicked(self, event: Viewer.Clicked) -> None:
        """A click goes where the link leads."""
        if isinstance(event.target, str):
            self.dismiss(self.result_of(event.target))


class TextScreen(PagingScreen[str]):
    """A text that is given, whose links lead to entries. It ends with the target of one."""

    def __init__(
        self,
        title: str,
        lines_of: Callable[[int], Iterable[Line]],
        theme_name: ThemeName,
        also: Sequence[Also] = (),
    ) -> None:
        """`also` is what more keys do."""
        super().__init__(title, theme_name, width=96, height=40)
        self._lines_of = lines_of
        self._also = {each.key: each for each in also}

    def page_lines(self, width: int) -> Iterable[Line]:
        """The text, laid out to a width."""
        return self._lines_of(width)

    def result_of(self, target: str) -> str:
        """The entry."""
        return target

    def foot(self) -> str:
        """What the keys do, or what the last one has done."""
        if self._said:
            return self._said
        if not self._also:
            return "j/k scroll  Tab mark  Enter go there  Esc close"
        also = "  ".join([f"{each.key} {each.words}" for each in self._also.values()])
        return f"Enter go there  {also}  Tab mark  j/k scroll  Esc close"

    def press(self, key: str) -> bool:
        """Do what one more key does; else as in any text."""
        self.take_back()
        also = self._also.get(key)
        if also is None:
            return super().press(key)
        if also.stays:
            self._do_here(also)
            return True
        self.dismiss(None)
        self.app.call_later(also.do, self._target())
        return True

    def _do_here(self, also: Also) -> None:
        """Do something that may change the text; what is marked then is what comes next."""
        marked = self.marked
        self._said = str(also.do(self._target()))
        self.lay_out_anew()
        links = self.page().links
        if marked is not None and links:
            self.marked = min(marked, len(links) - 1)
            self.show()

    def _target(self) -> str | None:
        """Where the marked link leads, else the first in sight."""
        page = self.page()
        if self.marked is not None:
            return page.links[self.marked].target
        shown = page.links_between(self.top, self.top + self.body.height)
        return shown[0][1].target if shown else None
