"""Which of many texts have all the words that are typed, narrowed letter by letter."""

from collections.abc import Sequence


class Narrowing:
    """Texts that are searched again at each key.

    What has `abc` is among what had `ab`: only that is looked through. After letters are deleted
    it goes on from the longest query before that still holds.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._steps: list[tuple[tuple[str, ...], Sequence[int]]] = [((), range(len(texts)))]

    def places(self, words: tuple[str, ...]) -> Sequence[int]:
        """Return where the texts stand, in order, that have every one of the words."""
        while not _narrows(self._steps[-1][0], words):
            self._steps.pop()
        before, places = self._steps[-1]
        if before == words:
            return places
        texts = self._texts
        found = [place for place in places if all(word in texts[place] for word in words)]
        self._steps.append((words, found))
        return found


def _narrows(before: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a text with all of the words has all of those before, too."""
    return all(any(earlier in word for word in words) for earlier in before)
