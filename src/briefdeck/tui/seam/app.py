"""An app that begins in its theme, draws no more than is needed, and ends in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from briefdeck.tui.seam.driver import QuickDriver

if TYPE_CHECKING:
    from textual.theme import Theme


class OrderlyApp(App[int]):
    """Textual's app without its own notifications, tooltips and tracebacks."""

    def __init__(self) -> None:
        super().__init__(driver_class=QuickDriver)
        self._disable_tooltips = True
        self._disable_notifications = True
        self.fault: Exception | None = None
        """The fault of our own that ended the app, if one did."""

    def begin_in(self, theme: Theme) -> None:
        """Begin in a theme, without the second painting that changing to it would cost."""
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)

    def _handle_exception(self, error: Exception) -> None:
        """End in order; tests in memory get the exception."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self.fault is None:
            self.fault = error
        self.exit(return_code=1)
