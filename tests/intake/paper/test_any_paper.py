"""Whatever a paper holds, its draft is sound, and so it is with all its candidates kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefdeck.check.run import check
from briefdeck.editing.changes import changed
from briefdeck.intake.joining import joined, new_briefing
from briefdeck.intake.paper.markdown import take
from briefdeck.intake.taken import Options
from briefdeck.loader import load_text
from intake.paper.drafts import uncommented

WORDS = st.sampled_from(
    [
        "In May 2008", "a week later", "1,500 boats", "$2 million", "35%", "(Ek 2001, 9)", "[1]",
        "[^1]", "^2^", "“Many people were at risk of it.”", "Ek, B. 2001.", "*Ports*", "Oslo: Pier",
        "https://x.org/a_b", "See Table 2.", "the U.S.", "Ada Lind", "recommends:", "said", "The", ".",
        ", ", "; ", "(", ")", "[", "]", "“", "”", '"', "'", "`", "*", "_", "~", "#", "|", "[[a]]",
        "[@a, p. 1]", "<b>", "&amp;", "{", "}", "\\", "\x00", "\x1b[31m", "\u202e", "é", "夏目", "TODO",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=10).map(" ".join)
STARTS = st.sampled_from(
    [
        "", "# ", "## ", "### Era, 1990-2000", "- ", "1. ", "> ", "[^1]: ", "[1] ", "| ", "```\n",
        "## References\n\n", "## Key Points\n\n- ", "## Recommendations\n\n- ", "Contents\n\n",
        "---\n", "\f", "Figure 1: ", "Notes\n\n1 ", "Ek, B. 2001. ",
    ]
)  # fmt: skip


def is_sound(content: bytes) -> None:
    """Take a paper, and hold that the draft has no errors, whatever its author keeps."""
    taken = [take(content, Options(form="paper", name="paper.md"))]
    base = new_briefing(taken, ["paper.md"])
    draft = changed(base, joined(load_text(base, "draft"), taken).changes)
    for text in (draft, uncommented(draft)):
        errors = [each for each in check(load_text(text, "draft")) if each.severity == "error"]
        assert errors == []


@given(st.lists(st.tuples(STARTS, TEXTS, st.sampled_from(["\n", "\n\n"])), max_size=14))
@example([("- ", "( $2 million", "\n")])
@example([("- ", "(Ek 2001, 9) (", "\n"), ("## References\n\n", "(Ek 2001, 9)", "\n")])
@example([("", f"{'1' * 8000} boats", "\n")])
def test_words_and_structures_of_papers(blocks: list[tuple[str, str, str]]) -> None:
    is_sound("".join(["".join(block) for block in blocks]).encode())


@given(st.binary(max_size=200))
def test_bytes(content: bytes) -> None:
    is_sound(content)


RUNS = (
    "A", "A ", "Ek ", "ek-", "Ek, B. ", "(", "[", "[1", "(Ek, ", "(Ek 2001) ", "“", '"', "*", "_", "`",
    "1,", "1,111 ", "2001 ", "2001-", "In May ", "a week later ", "$1 ", ". ", "...", "- ", "\n- ",
    "\n# ", "\n1. ", "|", "\n|", "> ", "!", "<b", "&", "https://", "10.1000/", "et al. ", "; ", ": ",
    "[^1]", "^1", "\n[^1]: a", "\n\n", "\f", "é\u0301", ") ", "Ibid. ", "pp. ", "Eds., ", ", and ",
)  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize(
    "paper",
    [
        "{}",
        "# T\n\n## One\n\nText {}\n\n## References\n\nEk, B. 2001. {}\n",
        "T\n\nNotes\n\n1 {}\n",
    ],
    ids=["text", "list", "notes"],
)
def test_runs_of_what_is_looked_for(run: str, paper: str) -> None:
    is_sound(paper.format(*[run * (8_000 // len(run))] * 2).encode())
