"""All that is private to Textual and used here, with the reason; no other module may touch any.

Whoever raises Textual's version reads this first: a test names each that is gone.
"""

from typing import Final, NamedTuple


class Private(NamedTuple):
    """A private name of a class or module of Textual's, and why nothing public serves."""

    owner: str
    """Its module, or its module and class with a colon between."""
    name: str
    reason: str


_DRIVER: Final = "textual.drivers.linux_driver:LinuxDriver"
_PARSER: Final = "textual._xterm_parser:XTermParser"
_WHOLE: Final = "Textual's own thread would wait for its next tick, up to 100 ms, before it ends"
_AGAIN: Final = "after a stop the terminal's modes are set again one by one; Textual has no way to"
_COVERED: Final = "a screen below a window has the whole window painted again, on and on"

PRIVATE: Final = (
    Private("textual._xterm_parser", "XTermParser", "makes bytes into keys; only the driver may"),
    Private("textual._parser", "ParseError", "what it raises at the end of all input"),
    Private(_PARSER, "_timeout_time", "whether it holds an Escape back, and has to be ticked"),
    Private(_PARSER, "_sequence_to_key_events", "fails on numbers that no character has"),
    Private(_DRIVER, "_app", "a driver is given its app, and hands messages and faults to it"),
    Private(_DRIVER, "_debug", "what a driver hands to its parser"),
    Private(_DRIVER, "_loop", "where signals have to wake the app"),
    Private(_DRIVER, "_file", "Textual draws on standard error, which may lead to a file"),
    Private(_DRIVER, "_writer_thread", "missing where Textual could not take the terminal"),
    Private(_DRIVER, "_run_input_thread", _WHOLE),
    Private(_DRIVER, "_enable_mouse_support", _AGAIN),
    Private(_DRIVER, "_enable_bracketed_paste", _AGAIN),
    Private(_DRIVER, "_disable_line_wrap", _AGAIN),
    Private(_DRIVER, "_in_band_window_resize", _AGAIN),
    Private(_DRIVER, "_enable_in_band_window_resize", _AGAIN),
    Private(_DRIVER, "_enable_mouse_pixels", _AGAIN),
    Private(
        "textual.app:App",
        "_handle_exception",
        "Textual prints a page of traceback over the shell; ours is one line, after the end",
    ),
    Private("textual.app:App", "_disable_tooltips", "saves each screen a widget that shows none"),
    Private("textual.app:App", "_disable_notifications", "saves each screen a rack for none"),
    Private(
        "textual.app:App",
        "_refresh_truecolor_filter",
        "to begin in a theme; changing to it would paint everything a second time",
    ),
    Private(
        "textual.widget:Widget",
        "_size_updated",
        "a new size asks for a new layout, though the screen's size alone decides where parts are",
    ),
    Private(
        "textual.screen:Screen",
        "_screen_resized",
        "lays out and paints again in a size that is laid out already",
    ),
    Private("textual.screen:Screen", "_compositor_refresh", _COVERED),
    Private("textual.screen:Screen", "_dirty_widgets", _COVERED),
    Private("textual._compositor:Compositor", "_dirty_regions", _COVERED),
    Private(
        "textual.screen:Screen",
        "_compositor",
        "the size that is laid out, and what is drawn, for the backdrop of windows",
    ),
)
