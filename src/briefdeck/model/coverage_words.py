"""How much of a briefing is sourced, in a few words: for headers, lists and cards."""

from typing import Final

NOTHING_TO_CITE: Final = "no statements to cite"


def sourced_words(cited: int, traced: int, uncited: int) -> str:
    """Return `61% cited`, `all traced, 41% cited`, or `95% traced, 41% cited`.

    cited: statements with a source. traced: further ones that the condensed source makes.
    """
    total = cited + traced + uncited
    if not total:
        return NOTHING_TO_CITE
    words = f"{100 * cited // total}% cited"
    if not traced:
        return words
    if not uncited:
        return f"all traced, {words}"
    return f"{100 * (cited + traced) // total}% traced, {words}"
