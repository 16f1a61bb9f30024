"""Publishing where others publish too: stale files are merged by entry, and nothing is lost."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.library.shared import publishing
from briefdeck.library.shared.mirror import base_of
from support.desk import Desk, Person, ferry
from support.shelves import event

OTHER = event("closing", "Closing", "It closes in winter.", date="2010-11")


@pytest.fixture
def ann(desk: Desk) -> Person:
    """Has published the ferry as revision 1, with two events."""
    person = desk.person("ann", policy="editor")
    person.write("ferry", "# By Ann.\n" + ferry("It crosses.", OTHER))
    assert (
        person.run("publish", "ferry").out
        == "policy: ferry, revision 1, is a draft, which writers see\n"
    )
    return person


@pytest.fixture
def ben(desk: Desk, ann: Person) -> Person:
    """Has a copy of it in the own library."""
    person = desk.person("ben", policy="writer")
    assert person.run("pull").code == 0
    assert person.run("add", "ferry").code == 0
    assert base_of(person.shelf, "ferry", person.places) == person.mirror.briefings["ferry"].hash
    return person


def own(person: Person) -> Path:
    return person.home / "data" / "briefings" / "ferry.toml"


def edit(person: Person, old: str, new: str) -> None:
    text = own(person).read_text(encoding="utf-8")
    assert old in text
    own(person).write_text(text.replace(old, new), encoding="utf-8")


def on_server(desk: Desk) -> bytes:
    [(content,)] = desk.sql(
        "select content from briefdeck.version v join briefdeck.revision r on r.version = v.hash"
        " order by r.number desc limit 1"
    )
    assert isinstance(content, bytes)
    return content


def test_changes_of_different_entries_are_merged_and_published(
    desk: Desk, ann: Person, ben: Person
) -> None:
    edit(ann, "It crosses.", "It crosses twice.")
    assert ann.run("publish", "ferry").code == 0
    edit(ben, "It closes in winter.", "It closes in summer.")
    said = ben.run("publish", "ferry")
    assert said.out == "policy: ferry, revision 3, is a draft, which writers see\n"
    assert said.err == f"briefdeck: changes of others were merged into {own(ben)}.\n"
    text = own(ben).read_text(encoding="utf-8")
    assert "It crosses twice." in text
    assert "It closes in summer." in text
    assert text.startswith("# By Ann.\n")
    assert on_server(desk) == own(ben).read_bytes()
    assert ben.run("publish", "ferry").err == "briefdeck: it was there already; nothing was sent.\n"


def test_nobody_publishes_unseen_what_others_have_done(
    desk: Desk, ann: Person, ben: Person
) -> None:
    eve = desk.person("eve", policy="editor")
    assert eve.run("pull").code == 0
    edit(ben, "It closes in winter.", "It closes in summer.")
    assert ben.run("publish", "ferry").code == 0
    # Ann has changed nothing since: her file is brought up to date, and is not what readers get.
    said = ann.run("publish", "ferry", "--state", "published")
    assert said.out == "policy: ferry, revision 2, is a draft, which writers see\n"
    assert own(ann).read_bytes() == own(ben).read_bytes()
    said = eve.run("publish", "ferry", "--state", "published")
    assert (said.code, said.out) == (1, "")
    assert "has a newer `ferry` than your mirror of it" in said.err
    assert desk.sql("select max(number) from briefdeck.revision") == [(2,)]
    for person in (ann, eve):
        assert person.run("pull").code == 0
    assert ann.run("publish", "ferry", "--state", "published").code == 0
    assert ann.run("publish", "ferry", "--state", "review").err.startswith(
        "briefdeck: it was there"
    )


def test_conflicts_stand_in_the_file_and_nothing_is_sent(
    desk: Desk, ann: Person, ben: Person
) -> None:
    edit(ann, "It crosses.", "It crosses twice.")
    assert ann.run("publish", "ferry").code == 0
    edit(ben, "It crosses.", "It never crosses.")
    edit(ben, "It closes in winter.", "It closes in summer.")
    before = on_server(desk)
    said = ben.run("publish", "ferry")
    assert said.code == 1
    assert "ferry was not published: others have changed the same." in said.err
    assert "`crossing`" in said.err
    assert on_server(desk) == before
    text = own(ben).read_text(encoding="utf-8")
    assert "It never crosses." in text
    assert "It crosses twice." in text
    tomllib.loads(text)
    # Before they are settled it is refused.
    said = ben.run("publish", "ferry")
    assert said.code == 1
    assert "are in conflict in" in said.err
    assert on_server(desk) == before
    settled = "".join(
        line
        for line in text.splitlines(keepends=True)
        if not line.startswith("#") or "By Ann" in line
    )
    own(ben).write_text(settled, encoding="utf-8")
    assert (
        ben.run("publish", "ferry").out
        == "policy: ferry, revision 3, is a draft, which writers see\n"
    )
    assert b"never crosses" in on_server(desk)


def test_a_file_of_which_nobody_knows_the_base_is_refused_until_it_is_said(
    desk: Desk, ann: Person
) -> None:
    edit(ann, "It crosses.", "It crosses twice.")
    assert ann.run("publish", "ferry").code == 0
    cara = desk.person("cara", policy="writer")
    cara.write("ferry", "# By Ann.\n" + ferry("It crosses.", OTHER) + "# By Cara.\n")
    said = cara.run("publish", "ferry")
    assert said.code == 1
    assert "nobody knows of which revision your file is a change" in said.err
    assert "`--base NUMBER`. It has 1 (ann" in said.err
    assert "has no revision 7" in cara.run("publish", "ferry", "--base", "7").err
    said = cara.run("publish", "ferry", "--base", "1")
    assert said.out == "policy: ferry, revision 3, is a draft, which writers see\n"
    text = own(cara).read_text(encoding="utf-8")
    assert "It crosses twice." in text
    assert "# By Cara." in text


def test_whoever_publishes_the_same_twice_or_dies_before_the_answer_loses_nothing(
    desk: Desk, ann: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(ben, "It closes in winter.", "It closes in summer.")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "save_base", die)
        assert ben.run("publish", "ferry").code == 130
    assert b"in summer" in on_server(desk)
    said = ben.run("publish", "ferry")
    assert (said.code, said.out) == (
        0,
        "policy: ferry, revision 2, is a draft, which writers see\n",
    )
    assert base_of(ben.shelf, "ferry", ben.places) is not None


def test_an_editor_publishes_what_was_pulled_without_a_copy(desk: Desk, ann: Person) -> None:
    eve = desk.person("eve", policy="editor")
    reader = desk.person("reader", policy="reader")
    assert eve.run("pull").code == 0
    said = eve.run("publish", "ferry", "--state", "published")
    assert said.out == "policy: ferry, revision 2, is published for all readers\n"
    assert reader.run("pull").out == "policy: 1 briefing\n  new: ferry\n"


def test_what_was_withdrawn_is_not_published_again_by_accident(
    desk: Desk, ann: Person, ben: Person
) -> None:
    assert ben.run("publish", "ferry", "--withdraw").code == 1
    assert ann.run("publish", "ferry", "--withdraw").code == 0
    assert ann.run("publish", "ferry", "--withdraw").code == 1
    edit(ben, "It crosses.", "It crosses twice.")
    said = ben.run("publish", "ferry")
    assert said.code == 1
    assert "was taken off the shelf" in said.err
    assert ben.run("publish", "ferry", "--base", "0").code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format = 1\n[briefing", "has an error, and is not published"),
        ("", "has an error, and is not published"),
        ('format = 1\n[briefing]\ntitle = "T"\n', "has an error, and is not published"),
    ],
)
def test_a_file_that_is_not_sound_is_not_published(desk: Desk, text: str, words: str) -> None:
    person = desk.person("ann", policy="editor")
    person.write("tram", text)
    said = person.run("publish", "tram")
    assert said.code == 1
    assert words in said.err
    assert desk.sql("select count(*) from briefdeck.briefing") == [(0,)]


def test_a_file_that_is_being_edited_is_not_written_over(
    desk: Desk, ann: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(ann, "It crosses.", "It crosses twice.")
    assert ann.run("publish", "ferry").code == 0
    edit(ben, "It closes in winter.", "It closes in summer.")
    newest: Callable[..., bytes] = publishing._newest

    def edited(*arguments: object) -> bytes:
        edit(ben, "It closes in summer.", "It never closes.")
        return newest(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_newest", edited)
        said = ben.run("publish", "ferry")
    assert said.code == 1
    assert "has changed since it was read" in said.err
    assert "It never closes." in own(ben).read_text(encoding="utf-8")
    assert ben.run("publish", "ferry").code == 0
    text = on_server(desk).decode()
    assert "It crosses twice." in text
    assert "It never closes." in text


def test_several_shelves_need_a_name_unless_the_file_comes_from_one(desk: Desk) -> None:
    both = desk.person("both", policy="editor", secret="editor")
    both.write("ferry", ferry())
    said = both.run("publish", "ferry")
    assert said.code == 2
    assert "`policy` and `secret` are configured; say which one is meant." in said.err
    assert both.run("publish", "ferry", "--shelf", "nothing").code == 2
    assert both.run("publish", "ferry", "--shelf", "secret").out.startswith("secret: ")
    assert (
        both.run("publish", "ferry").out
        == "secret: ferry, revision 1, is a draft, which writers see\n"
    )
