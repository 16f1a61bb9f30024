"""What outputs look like, in whole files: `BRIEFDECK_GOLDEN=write pytest tests/output/test_golden.py` renews them."""

from collections.abc import Callable

import pytest

from briefdeck import document, output
from briefdeck.loader import Loaded
from briefdeck.output.layout import lay_out
from briefdeck.output.terminal import StyledLines
from support.printing import printed

WIDTHS = (40, 80, 120)


@pytest.mark.parametrize("width", WIDTHS)
def test_summary(harbor: Loaded, golden: Callable[[str, str], None], width: int) -> None:
    golden(f"summary-{width}.txt", output.render("text", document.summary(harbor), width=width))


@pytest.mark.parametrize("width", WIDTHS)
def test_everything(harbor: Loaded, golden: Callable[[str, str], None], width: int) -> None:
    golden(
        f"everything-{width}.txt",
        output.render("text", document.summary(harbor, level="all"), width=width),
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_plain(harbor: Loaded, golden: Callable[[str, str], None], width: int) -> None:
    golden(
        f"plain-{width}.txt",
        output.render("plain", document.summary(harbor, level="all"), width=width),
    )


def test_summary_in_colour(harbor: Loaded, golden: Callable[[str, str], None]) -> None:
    golden(
        "summary-80.ansi",
        printed(StyledLines(lay_out(document.summary(harbor), 80)), width=80),
    )


def test_everything_as_markdown(harbor: Loaded, golden: Callable[[str, str], None]) -> None:
    golden("everything.md", output.render("markdown", document.summary(harbor, level="all")))


def test_summary_as_json(harbor: Loaded, golden: Callable[[str, str], None]) -> None:
    golden("summary.json", output.render("json", document.summary(harbor)))


@pytest.mark.parametrize(
    "entry",
    [
        "era-open",
        "event-flood",
        "audit-2012",
        "series-traffic",
        "rec-second-tube",
        "quote-mayor",
        "key-second-tube",
    ],
)
def test_pages(harbor: Loaded, golden: Callable[[str, str], None], entry: str) -> None:
    golden(f"page-{entry}.txt", output.render("text", document.page(harbor, entry), width=60))
