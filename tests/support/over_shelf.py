"""Many made-up briefings on no subject in common, to plant something in that two or more share."""

import random
from collections.abc import Iterator

from briefdeck.loader import Loaded, load_text

HEAD = 'format = 1\n[briefing]\ntitle = "{title}"\nbluf = "In short."\nas_of = "2021"\n{more}'
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Writer:
    """Writes briefings of words that hardly two of them share; the same for the same seed."""

    def __init__(self, seed: int = 1, words: int = 6000) -> None:
        self.dice = random.Random(seed)
        self.words = [
            "".join(self.dice.choices(_LETTERS, k=self.dice.randint(5, 10))) for _ in range(words)
        ]

    def briefing(self, number: int, more: str = "", *, entries: int = 8) -> Loaded:
        """A briefing with events, programs, recommendations and figures; more: further tables."""
        text = "".join(self._text(number, entries))
        return load_text(text + more, f"b{number:05}")

    def _text(self, number: int, entries: int) -> Iterator[str]:
        stance = 'stance = "advocacy"\n' if number % 3 == 0 else ""
        yield HEAD.format(title=self.said(4), more=stance)
        for place in range(entries):
            yield event(f"event-{place}", self.said(5), self._date(), self.said(20))
        for place in range(entries // 4):
            span = f"{self.dice.randint(1980, 2000)}/{self.dice.randint(2001, 2020)}"
            yield f'\n[[programs]]\nid = "program-{place}"\ntitle = "{self.said(3)}"\nspan = "{span}"\n'
            yield (
                f'\n[[recommendations]]\nid = "do-{place}"\ntitle = "{self.said(3)}"\n'
                f'text = "{self.said(8)}"\nto = "{self.dice.choice(("Congress", "The Court", "WHO"))}"\n'
                f'status = "{self.dice.choice(("open", "implemented"))}"\nrests_on = ["event-{place}"]\n'
            )
            yield series(f"own-{place}", self.said(2).replace(" ", "-"), self.dice.randint(1, 900))

    def said(self, count: int) -> str:
        """Words in a row."""
        return " ".join(self.dice.choices(self.words, k=count))

    def _date(self) -> str:
        return f"{self.dice.randint(1990, 2020)}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"


def event(entry_id: str, title: str, date: str, text: str = "", more: str = "") -> str:
    """An event as TOML."""
    return (
        f'\n[[events]]\nid = "{entry_id}"\ntitle = "{title}"\ndate = "{date}"\n'
        f'text = "{text}"\n{more}'
    )


def series(entry_id: str, measure: str, value: float, *, at: str = "2011", more: str = "") -> str:
    """A series of one value as TOML."""
    return (
        f'\n[[series]]\nid = "{entry_id}"\ntitle = "The count of {measure}"\nunit = "people"\n'
        f'measure = "{measure}"\npoints = [{{ at = "{at}", value = {value} }}]\n{more}'
    )
