"""What was found in a copy is kept by the copy's bytes, and believed only where nothing has damaged it."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from briefdeck.evidence import keeping
from briefdeck.evidence.copies import Copy
from briefdeck.evidence.keeping import Findings, digest_of, engine, keep, recalled
from briefdeck.evidence.passages import NumberPassage, Passage, Selector

COPY = Copy("paper", sha256="ab" * 32, kind="text")
PASSAGE = Passage("verified", (Selector(exact="so it is", start=3, end=11, page="iv"),))


def found(**more: object) -> Findings:
    return msgspec.structs.replace(recalled(Path("/nowhere"), COPY), **more)


def files(folder: Path) -> list[Path]:
    return sorted((folder / "copies").iterdir())


def test_what_is_kept_comes_back_beside_what_was_there(tmp_path: Path) -> None:
    assert recalled(tmp_path, COPY).passages == {}
    keep(tmp_path, COPY, found(passages={"a": PASSAGE}))
    keep(tmp_path, COPY, found(numbers={"b": NumberPassage("missing")}))
    kept = recalled(tmp_path, COPY)
    assert kept.passages == {"a": PASSAGE}
    assert kept.numbers == {"b": NumberPassage("missing")}
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize(
    "other",
    [
        Copy("paper", sha256="ac" * 32, kind="text"),
        Copy("paper", sha256="ab" * 32, kind="markdown"),
        Copy("paper", sha256="ab" * 32, kind="text", addresses=("https://a.example",)),
    ],
    ids=["bytes", "kind", "address"],
)
def test_another_copy_is_not_this_one(other: Copy, tmp_path: Path) -> None:
    keep(tmp_path, COPY, found(passages={"a": PASSAGE}))
    assert recalled(tmp_path, other).passages == {}


def test_what_other_code_found_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, COPY, found(passages={"a": PASSAGE}))
    monkeypatch.setattr(keeping, "engine", lambda: "other")
    assert recalled(tmp_path, COPY).passages == {}


def test_code_that_is_not_made_of_files_keeps_nothing(tmp_path: Path) -> None:
    keep(tmp_path, COPY, found(passages={"a": PASSAGE}, engine=""))
    assert not (tmp_path / "copies").exists()


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_every_damage_makes_it_none(place: int, tmp_path: Path) -> None:
    keep(tmp_path, COPY, found(passages={"a": PASSAGE}))
    (file,) = files(tmp_path)
    content = bytearray(file.read_bytes())
    content[place] ^= 0xFF
    file.write_bytes(content)
    assert recalled(tmp_path, COPY) == found()
    file.write_bytes(content[:place])
    assert recalled(tmp_path, COPY) == found()


def test_a_sealed_file_of_something_else_is_none(tmp_path: Path) -> None:
    keep(tmp_path, COPY, found(passages={"a": PASSAGE}))
    (file,) = files(tmp_path)
    keeping._shelf(tmp_path).keep(file.name, msgspec.msgpack.encode([1, "x", {}]))
    assert recalled(tmp_path, COPY) == found()


def test_nowhere_to_keep_it(tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file, not a folder", encoding="utf-8")
    keep(tmp_path, COPY, found(passages={"a": PASSAGE}))
    assert recalled(tmp_path, COPY) == found()


def test_several_processes_at_once(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from briefdeck.evidence.copies import Copy\n"
        "from briefdeck.evidence.keeping import Findings, engine, keep, recalled\n"
        "from briefdeck.evidence.passages import Passage\n"
        "copy = Copy('paper', sha256='ab' * 32, kind='text')\n"
        "for n in range(30):\n"
        "    before = recalled(Path(sys.argv[1]), copy)\n"
        "    made = Findings(before.copy, engine(), {f'{sys.argv[2]}{n}': Passage('missing')})\n"
        "    keep(Path(sys.argv[1]), copy, made)\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name]) for name in "ab"
    ]
    assert [process.wait() for process in running] == [0, 0]
    kept = recalled(tmp_path, COPY).passages
    assert {passage.state for passage in kept.values()} == {"missing"}
    assert {"a29", "b29"} & set(kept)


def test_digests_tell_words_and_places_apart() -> None:
    looked_for = [("a", "p. 1"), ("a", None), ("a", "None"), ("ap. 1", ""), ("a p. 1", None)]
    assert len({digest_of(*each) for each in looked_for}) == len(looked_for)
    assert len(engine()) == 40
