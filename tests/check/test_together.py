"""What is wrong between briefings."""

from pathlib import Path

from briefdeck.check import check_together
from briefdeck.loader import Loaded, load_text
from support.examples import whole

SERIES = """
[[series]]
id = "killed"
title = "Homicides"
unit = "{unit}"
measure = "homicides-mexico"
cites = ["crs-2017"]
points = [{{ at = "2010", value = 20143 }}, {{ at = "2011", value = {value} }}]
"""


def briefing(path: str, example: str = "") -> Loaded:
    return load_text(whole(example), Path(path).stem, path=Path(path))


def series(path: str, *, value: int = 22409, unit: str = "homicides", more: str = "") -> Loaded:
    return briefing(path, SERIES.format(value=value, unit=unit) + more)


def found(*loadeds: Loaded) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.file, problem.message) for problem in check_together(loadeds)]


def test_nothing_between_one_or_none() -> None:
    assert found() == []
    assert found(series("a.toml")) == []


def test_one_id_twice() -> None:
    assert found(briefing("one/a.toml"), briefing("b.toml"), briefing("two/a.toml")) == [
        ("duplicate-briefing", "two/a.toml", "The briefing `a` is also in one/a.toml.")
    ]


def test_unknown_predecessor() -> None:
    front = '[briefing]\ntitle = "x"\nbluf = "y"\nas_of = 2020\nsupersedes = "{}"\n'
    assert found(briefing("a.toml", front.format("b")), briefing("b.toml")) == []
    assert [
        rule for rule, *_ in found(briefing("a.toml", front.format("c")), briefing("b.toml"))
    ] == ["unknown-predecessor"]
    (problem,) = check_together([briefing("a.toml", front.format("a"))])
    assert problem.message == "It supersedes `a`, which is itself."
    assert problem.place is not None
    assert problem.place.text == 'supersedes = "a"'


def test_measure_in_two_units() -> None:
    assert found(series("a.toml"), series("b.toml", unit="cases")) == [
        (
            "measure-in-two-units",
            "b.toml",
            "`homicides-mexico` is in cases here and in homicides in `a`, so that the two cannot be compared.",
        )
    ]


def test_figures_disagree() -> None:
    assert found(series("a.toml"), series("b.toml")) == []
    assert found(series("a.toml"), series("b.toml", value=27213)) == [
        ("figures-disagree", "b.toml", "2011: 27,213 homicides here, 22,409 homicides in `a`.")
    ]


def test_figures_that_a_caveat_explains() -> None:
    explained = SERIES.format(value=27213, unit="homicides").replace(
        "points", 'caveat = "Another count."\npoints'
    )
    assert found(series("a.toml"), briefing("b.toml", explained)) == []


def test_a_file_that_cannot_be_read_is_left_out() -> None:
    assert found(load_text("", "a"), series("b.toml")) == []
