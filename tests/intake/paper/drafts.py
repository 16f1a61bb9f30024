"""Drafts as their authors may leave them."""

from intake.papers.measure import MARK


def uncommented(draft: str) -> str:
    """A draft whose author keeps every candidate."""
    lines = []
    is_candidate = False
    for line in draft.splitlines():
        is_candidate = line.startswith(MARK) or (is_candidate and line.startswith("#"))
        lines.append(line[1:].removeprefix(" ") if is_candidate and line[1:2] != "?" else line)
    return "\n".join(lines) + "\n"
