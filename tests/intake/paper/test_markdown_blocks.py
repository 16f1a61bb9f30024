"""Markdown and plain text as blocks."""

from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.markdown import read

PAPER = """\
---
title: "Harbors"
author:
  - name: Ada Marsh
  - Tomás Rey
date: 2021-05-03
---
# Harbors #

First line
of a paragraph.

Set Like This
-------------

* one
  goes on
* two
1. first

> quoted

<!-- page: 7 -->

| a | b |
|---|---|
| 1 | *2* |

```
# no heading
```

[^n]: A note
    that goes on.
<!-- hidden
text --> shown
\f[2] labelled
"""


def blocks(text: str = PAPER) -> list[Block]:
    return list(read(text).blocks)


def test_each_kind_of_block() -> None:
    assert [(block.kind, block.text, block.label) for block in blocks()] == [
        ("heading", "Harbors", ""),
        ("paragraph", "First line of a paragraph.", ""),
        ("heading", "Set Like This", ""),
        ("bullet", "one goes on", "*"),
        ("bullet", "two", "*"),
        ("bullet", "first", "1."),
        ("quote", "quoted", ""),
        ("table", "", ""),
        ("note", "A note that goes on.", "n"),
        ("paragraph", "shown", ""),
        ("bullet", "labelled", "[2]"),
    ]
    assert [block.level for block in blocks() if block.kind == "heading"] == [1, 2]
    assert blocks()[7].rows == (("a", "b"), ("1", "2"))


def test_pages_and_lines() -> None:
    assert [block.page for block in blocks()][6:] == ["", "7", "7", "7", "8"]
    assert [block.line for block in blocks()][:3] == [8, 10, 13]


def test_front_matter() -> None:
    paper = read(PAPER)
    assert (paper.title, paper.authors, paper.issued) == (
        "Harbors", ("Ada Marsh", "Tomás Rey"), "2021-05-03",
    )  # fmt: skip
    assert read("---\n\nno front matter\n\n---\n").title == ""


def test_lines_of_contents_are_blocks_of_their_own() -> None:
    found = blocks("Introduction.....\t3\nBackground.....\t4\n\nOne line\nand another\n")
    assert [block.lines for block in found] == [
        ["Introduction.....\t3".replace("\t", " ")],
        ["Background..... 4"],
        ["One line", "and another"],
    ]
