"""Texts that would do harm if they were read as anything but text."""

NASTY = (
    "[bold red]Rich[/] [@click=app.quit]Textual[/] $accent {braces} %s",
    "\x1b[31mred\x1b]0;title\x07 bell\x07 \x9b31m \x00nul",
    "\u202eright to left\u202c \u2066isolated\u2069 zero\u200bwidth\u2060joiner",
    "国境警備の協力 한국어 ｗｉｄｅ",
    "e\u0301\u0302\u0303 marks \u0e01\u0e33 Z\u0335\u0321\u0322a\u0334lgo",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ⚠️ flags 🇲🇽🇺🇸",
    "x" * 3000,
)
