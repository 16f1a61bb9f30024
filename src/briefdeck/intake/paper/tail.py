"""What is left of a reference behind its title, from which one thing after the other is taken."""

import re

import msgspec

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.names import names_of, without_stop
from briefdeck.intake.paper.styled import Styled

_STOPS = " ,;:()[]–—"


class Tail:
    """The rest of a reference; fields: CSL variables that were taken; dates: those found in it."""

    def __init__(self, rest: Styled) -> None:
        self.left = rest
        self.fields: dict[str, Value] = {}
        self.dates: list[str] = []

    def take(self, form: "re.Pattern[str]") -> "re.Match[str] | None":
        """Return what a form finds in what is left, and take it out."""
        found = form.search(self.left.text)
        if found is not None:
            self.left = self.left.without([found.span()])
        return found

    def say(self, variable: str, words: str | None) -> None:
        """Keep a variable, unless it is known or says nothing."""
        plain = bare(words or "")
        if plain and variable not in self.fields:
            self.fields[variable] = plain

    def say_names(self, variable: str, words: str) -> None:
        """Keep a list of names."""
        names = [msgspec.to_builtins(name) for name in names_of(words)]
        if names:
            self.fields[variable] = names


def bare(text: str) -> str:
    """Return words without the signs around them; a full stop stays where it abbreviates."""
    plain = without_stop(text.strip(_STOPS).lstrip(".").strip(_STOPS))
    return f"{plain})" if plain.count("(") > plain.count(")") else plain
