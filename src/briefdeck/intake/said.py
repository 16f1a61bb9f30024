"""What has to be said of a file: a thousand sentences, and how many more there are."""

from typing import Final

MOST: Final = 1000
"""Sentences that are kept."""


class Said:
    """Sentences that are kept up to a limit, and counted beyond it."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._more = 0

    def add(self, sentence: str) -> None:
        """Add a sentence."""
        if len(self._kept) < MOST:
            self._kept.append(sentence)
        else:
            self._more += 1

    def sentences(self) -> tuple[str, ...]:
        """Return those that are kept, and a last one that counts the others."""
        more = (f"and so on, {self._more:,} times more",) if self._more else ()
        return (*self._kept, *more)
