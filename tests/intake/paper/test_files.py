"""Papers in HTML, Word and PDF from the command line: drafts of them, or a reason why not."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import tomli
import typst

from briefdeck.cli import main
from briefdeck.files import LARGEST_BRIEFING

SENTENCE = "The bridge was opened in May 2019, and the ferries were sold within the same summer."
TEXT = f"{SENTENCE} More than 7,500 people crossed it on its first day, which nobody had foreseen."


def html() -> bytes:
    return f"<html><body><h1>Ferries</h1><h2>Traffic</h2><p>{TEXT}</p></body></html>".encode()


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Ferries", level=0)
    document.add_heading("Traffic", level=1)
    document.add_paragraph(TEXT)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf() -> bytes:
    source = f"#align(center, text(size: 20pt)[Ferries])\n= Traffic\n{TEXT}\n\n{TEXT}"
    return typst.compile(source.encode())


@pytest.mark.parametrize(("make", "name"), [(html, "a.html"), (word, "a.docx"), (pdf, "a.pdf")])
def test_a_paper_becomes_a_draft(
    make: Callable[[], bytes], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / name, tmp_path / "draft.toml"
    source.write_bytes(make())
    assert main(["import", str(source), "-o", str(target)]) == 0
    draft = tomli.loads(target.read_text(encoding="utf-8"))
    assert draft["briefing"]["title"] == "Ferries"
    assert draft["briefing"]["draft"] is True
    assert [section["title"] for section in draft["sections"]] == ["Traffic"]
    assert SENTENCE in target.read_text(encoding="utf-8")
    assert "2019-05" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"PK\x03\x04 word/", "a.docx", "it is not a Word document, or damaged"),
        (b"%PDF-1.7", "a.pdf", "it is not a PDF, or damaged"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    content: bytes,
    name: str,
    reason: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source, target = tmp_path / name, tmp_path / "draft.toml"
    source.write_bytes(content)
    assert main(["import", str(source), "-o", str(target)]) == 3
    assert f"`{source}` cannot be read: {reason}." in capsys.readouterr().err
    assert not target.exists()


def test_a_note_that_cites_nothing_is_no_number_of_a_reference(tmp_path: Path) -> None:
    source, target = tmp_path / "a.html", tmp_path / "draft.toml"
    source.write_text(
        f"""<html><body><h1>Ferries</h1><h2>Traffic</h2>
        <p>{TEXT} In June 2019 the ferries went south <a href="#r1">[1]</a>.
        In 2020 the quays were sold too.<sup><a href="#fn1" id="b1">1</a></sup></p>
        <h2>References</h2><ol><li id="r1">Ek, B. (2021). <i>Boats of the North</i>. Havn.</li></ol>
        <section role="doc-endnotes"><ol><li id="fn1">Not all of them, as we shall see.
        <a href="#b1" role="doc-backlink">back</a></li></ol></section></body></html>"""
    )
    assert main(["import", str(source), "-o", str(target)]) == 0
    draft = target.read_text(encoding="utf-8")
    assert "the ferries went south [@ek-2021]" in draft
    assert "the quays were sold too." in draft
    assert "the quays were sold too. [@ek-2021]" not in draft


def test_papers_with_pictures_may_be_larger_than_briefings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "a.pdf", tmp_path / "draft.toml"
    source.write_bytes(pdf() + b"%" * LARGEST_BRIEFING)
    assert main(["import", str(source), "-o", str(target)]) == 0
    with source.open("r+b") as file:
        file.truncate(65 << 20)
    assert main(["import", str(source), "-o", str(target)]) == 3
    assert "it is larger than 64 MB" in capsys.readouterr().err


def test_a_paper_without_a_word_makes_no_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "a.html", tmp_path / "draft.toml"
    source.write_text("<html><body><script>text()</script></body></html>", encoding="utf-8")
    assert main(["import", str(source), "-o", str(target)]) == 1
    assert "a.html has no text" in capsys.readouterr().err
    assert not target.exists()
