"""Two versions of a file made one: nothing is lost, and nothing is chosen without a word."""

import random
from collections import Counter
from typing import Any

import pytest
import tomli

from briefdeck.editing.document import EditError, read, same
from briefdeck.editing.literals import comments_in
from briefdeck.editing.merging import Merged, merged
from support.merging import Edit, ids_of, random_edit, random_text

BASE = """\
# A head.
format = 1

[briefing]
title = "T"
bluf = "One."
as_of = "2020"
tags = ["a", "b"]

[[key_points]]
id = "one"
text = "First."

[[key_points]]
id = "two"
text = "Second."

[[key_points]]
id = "three"
text = "Third."

# ── Events ──

# about a
[[events]]
id = "a"
title = "A"  # why
date = "2000"
cites = ["x", { source = "y", at = "p. 1" }]

[events.caveat]
text = "careful"
grade = "note"

[[events]]
id = "b"
title = "B"
date = "2001"
see = ["a"]

[[series]]
id = "s"
title = "S"
unit = "%"
points = [
  # the first
  { at = "2000", value = 1 },
  { at = "2001", value = 2 }, # doubtful
]

# ── Sources ──

[[sources]]
id = "x"
title = "X"
type = "book"
"""
C = """
[[events]]
id = "c"
title = "C"
date = "2002"
"""


def new(old: str, *changes: tuple[str, str]) -> str:
    for was, now in changes:
        assert was in old
        old = old.replace(was, now, 1)
    return old


def three(ours: tuple[str, str], theirs: tuple[str, str]) -> Merged:
    return merged(BASE, new(BASE, ours), new(BASE, theirs))


def filled(data: Any) -> Any:
    """Data without empty lists: of a table whose entries have all gone, one may be left or not."""
    return {key: value for key, value in data.items() if value != []}


def any_order(data: Any) -> Any:
    return {
        key: sorted(value, key=repr) if isinstance(value, list) else value
        for key, value in data.items()
    }


def outcome(seed: int) -> str:
    """What is wrong with the merge of random edits on different entries; they are made one after the other for comparison."""
    dice = random.Random(seed)
    base = random_text(dice)
    ids = ids_of(base)
    dice.shuffle(ids)
    halves = {"ours": ids[: len(ids) // 2], "theirs": ids[len(ids) // 2 :]}
    texts = dict.fromkeys(halves, base)
    edits: list[tuple[str, Edit]] = []
    both = base
    for side, own in halves.items():
        for _ in range(dice.randrange(1, 5)):
            edit = (
                random_edit(texts[side], own, side, dice, is_first=texts[side] == base)
                if own
                else None
            )
            if edit is not None:
                texts[side] = edit[1](texts[side])
                edits.append(edit)
    try:
        for _, make in edits:
            both = make(both)
    except EditError:
        return "not to be compared"
    ends, mark = dice.choice(("\n", "\n", "\r\n")), dice.choice(("", "", "\ufeff"))
    base, ours, theirs, both = (
        mark + text.replace("\n", ends) for text in (base, texts["ours"], texts["theirs"], both)
    )
    found = merged(base, ours, theirs)
    kinds = [kind for kind, _ in edits]
    if found.conflicts:
        return f"{kinds}: {[each.words for each in found.conflicts]}"
    if found.text.startswith(mark) is False or ("\r\n" in found.text) != (ends == "\r\n"):
        return f"{kinds}: line ends or mark"
    data, wanted = (filled(tomli.loads(text.removeprefix("\ufeff"))) for text in (found.text, both))
    if {"sort", "move"} & {*kinds}:
        # Behind what a new entry stands is one thing when it was added before the sorting, another when after.
        data, wanted = any_order(data), any_order(wanted)
    if not same(data, wanted):
        return f"{kinds}: data"
    comments, meant = (
        Counter(comments_in(text.removeprefix("\ufeff"))) for text in (found.text, both)
    )
    return "" if comments == meant else f"{kinds}: comments {comments - meant} {meant - comments}"


@pytest.mark.parametrize("part", range(6))
def test_random_edits_of_different_entries_are_all_there_and_never_in_conflict(part: int) -> None:
    faults = {seed: outcome(seed) for seed in range(part * 25, part * 25 + 25)}
    compared = {seed: fault for seed, fault in faults.items() if fault != "not to be compared"}
    assert {seed: fault for seed, fault in compared.items() if fault} == {}
    assert len(compared) > 20


def test_what_only_one_side_has_changed_is_taken_to_the_byte() -> None:
    odd = "\ufeff" + BASE.replace("\n", "\r\n") + "# no end"
    assert merged(BASE, BASE, odd) == Merged(odd, ())
    assert merged(BASE, odd, BASE) == Merged(odd, ())
    assert merged(BASE, odd, odd) == Merged(odd, ())


def test_fields_comments_items_and_points_of_one_entry_come_together() -> None:
    ours = new(
        BASE, ('"A"  # why', '"A"  # why not'), ('"p. 1"', '"p. 2"'), ('["a", "b"]', '["a", "b", "ours"]'), ("value = 1", "value = 10"),
        ('"careful"', '"more careful"'), ("# about a", "# about a\n# and b"),
    )  # fmt: skip
    theirs = new(
        BASE, ('"A"', '"AA"'), ('["x", {', '["x", "z", {'), ('["a", "b"]', '["theirs", "a"]'), ("value = 2", "value = 20"),
        ('"note"', '"wrong"'), ("# the first", "# the very first"), ("# ── Sources ──", "# == Sources =="),
    )  # fmt: skip
    found = merged(BASE, ours, theirs)
    both = new(
        BASE, ('"A"  # why', '"AA"  # why not'), ('["x", { source = "y", at = "p. 1" }]', '["x", "z", { source = "y", at = "p. 2" }]'),
        ('["a", "b"]', '["theirs", "a", "ours"]'), ("value = 1", "value = 10"), ("value = 2", "value = 20"),
        ('"careful"', '"more careful"'), ('"note"', '"wrong"'), ("# the first", "# the very first"), ("# about a", "# about a\n# and b"),
        ("# ── Sources ──", "# == Sources =="),
    )  # fmt: skip
    assert found == Merged(both, ())


def test_entries_that_both_add_in_one_place_stand_one_behind_the_other() -> None:
    place = '\n[[series]]\nid = "s"'
    found = three((place, C + place), (place, C.replace("c", "d").replace("C", "D") + place))
    assert found == Merged(
        new(BASE, (place, C + C.replace("c", "d").replace("C", "D") + place)), ()
    )


def test_a_table_that_one_side_empties_may_be_added_to() -> None:
    series = BASE[BASE.index("[[series]]") : BASE.index("# ── Sources")]
    added = '[[series]]\nid = "new"\ntitle = "New"\n\n'
    ours, theirs = (series, ""), ("# ── Sources", f"{added}# ── Sources")
    assert three(ours, theirs) == Merged(new(BASE, (series, added)), ())
    assert three(theirs, ours) == Merged(new(BASE, (series, added)), ())


def test_white_space_of_one_side_and_words_of_the_other_come_together() -> None:
    ours = ('title = "B"\ndate = "2001"', 'date    =   "2001"\ntitle = "B"')
    theirs = ('see = ["a"]', 'see = ["a"]  # why\n\n# ── apart ──')
    both = Merged(new(BASE, ours, theirs), ())
    assert three(ours, theirs) == three(theirs, ours) == both


def test_a_new_entry_keeps_its_place_where_the_other_side_moves_what_is_above_in_the_file() -> None:
    parts = {
        "program": '[[programs]]\nid = "p"\ntitle = "P"\n\n',
        "other": '[[programs]]\nid = "q"\ntitle = "Q"\n\n',
        "series": '[[series]]\nid = "s"\ntitle = "S"\n\n[[series]]\nid = "t"\ntitle = "T"\n\n',
        "point": '[[series.points]]\nat = "2000"\nvalue = 1\n\n',
        "added": '[[series]]\nid = "u"\ntitle = "U"\n\n',
    }
    base, ours, theirs, both = [
        "format = 1\n\n" + "".join([parts[name] for name in order.split()])
        for order in (
            "program series other point", "other program series point",
            "program series other point added", "other program series point added",
        )
    ]  # fmt: skip
    assert not merged(base, ours, theirs).conflicts
    assert same(tomli.loads(merged(base, ours, theirs).text), tomli.loads(both))
    assert same(tomli.loads(merged(base, theirs, ours).text), tomli.loads(both))


def test_an_entry_that_one_side_renames_keeps_what_the_other_writes_in_it_and_to_it() -> None:
    ours = new(BASE, ('id = "a"', 'id = "aa"'), ('see = ["a"]', 'see = ["aa"]'))
    theirs = new(BASE, ('"A"', '"AA"'), ('text = "First."', 'text = "First, see [[a]]."'))
    found = merged(BASE, ours, theirs)
    assert found == Merged(new(ours, ('"A"', '"AA"'), ('"First."', '"First, see [[aa]]."')), ())
    swapped = merged(BASE, theirs, ours)
    assert swapped == found


def test_an_entry_without_its_title_is_known_by_its_text_under_another_id() -> None:
    titled = '[[findings]]\nid = "f"\ntitle = "F"\ntext = "Words."\nsee = ["a"]\n'
    base = new(BASE, ("# ── Sources", f"{titled}\n# ── Sources"))
    ours = new(base, ('id = "f"\ntitle = "F"\n', 'id = "g"\n'))
    theirs = new(
        base, ('text = "First."', 'text = "See [[f]]."'), ('see = ["a"]\n\n#', 'see = ["b"]\n\n#')
    )
    both = new(
        ours, ('text = "First."', 'text = "See [[g]]."'), ('see = ["a"]\n\n#', 'see = ["b"]\n\n#')
    )
    assert merged(base, ours, theirs) == merged(base, theirs, ours) == Merged(both, ())


def test_a_comment_that_touches_two_entries_stays_when_one_of_them_goes() -> None:
    glued = 'date = "2001"\nsee = ["a"]\n\n[[series]]'
    base = new(BASE, (glued, glued.replace("\n\n", "\n")))
    series = base[base.index("[[series]]") : base.index("\n# ── Sources")]
    ours, theirs = ("[[series]]", "# between\n[[series]]"), (series, "")
    both = Merged(new(base, (series, "# between\n")), ())
    assert merged(base, new(base, ours), new(base, theirs)) == both
    assert merged(base, new(base, theirs), new(base, ours)) == both


def test_comments_that_both_write_below_an_entry_stand_one_behind_the_other() -> None:
    see = 'see = ["a"]\n'
    found = three((see, f"{see}# ours\n"), (see, f"{see}# theirs\n"))
    assert found == Merged(new(BASE, (see, f"{see}# ours\n# theirs\n")), ())


def test_a_comment_that_only_has_come_to_touch_an_entry_is_not_a_change_of_that() -> None:
    comment = '# on the text\ntext = "B."\n'
    base = new(BASE, ('see = ["a"]\n', f'see = ["a"]\n{comment}'), ("# about a\n", ""))
    a = base[base.index('[[events]]\nid = "a"') : base.index('[[events]]\nid = "b"')]
    b = base[base.index('[[events]]\nid = "b"') : base.index("# on the text")]
    ours = new(
        base, (b, ""), (comment, "# on the text\n"), ('grade = "note"\n\n', 'grade = "note"\n')
    )
    for found in (merged(base, ours, new(base, (a, ""))), merged(base, new(base, (a, "")), ours)):
        assert found.conflicts == ()
        assert "# on the text\n" in found.text
        assert "events" not in tomli.loads(found.text)


CONFLICTS = {
    "a field": (('title = "A"', 'title = "AA"'), ('title = "A"', 'title = "AAA"'), "`a`, `title`: both sides changed it"),
    "front matter": (('"One."', '"Two."'), ('"One."', '"Three."'), "`briefing`, `bluf`: both sides changed it"),
    "nested": (('"careful"', '"x"'), ('"careful"', '"y"'), "`a`, `caveat.text`: both sides changed it"),
    "item": (('"p. 1"', '"p. 2"'), ('"p. 1"', '"p. 3"'), "`a`, `cites.y.at`: both sides changed it"),
    "point": (("value = 2", "value = 3"), ("value = 2", "value = 4"), "`s`, `points.2001.value`: both sides changed it"),
    "words of a list": (('["a", "b"]', '["a", "c"]'), ('["a", "b"]', '["a", "d"]'), "`briefing`, `tags`: both sides changed it"),
    "item changed and removed": (('["a", "b"]', '["a", "c"]'), ('["a", "b"]', '["a"]'), "`briefing`, `tags`: both sides changed it"),
    "comment": (("# why", "# x"), ("# why", "# y"), "`a`, `title`: both sides changed the comment on it"),
    "comment above": (("# about a", "# x"), ("# about a", "# y"), "`a`: both sides changed the comment on it"),
    "comment apart": (("# ── Events ──", "# x"), ("# ── Events ──", "# y"), "`comment`: both sides changed the comment on it"),
    "removed field": (("# why", "# x"), ('title = "A"  # why\n', ""), "`a`, `title`: ours changed it, theirs took it out"),
    "entry removed there": (('"B"', '"BB"'), ('[[events]]\nid = "b"\ntitle = "B"\ndate = "2001"\nsee = ["a"]\n', ""), "`b`: ours changed it, theirs took it out"),
    "entry removed here": (('[[events]]\nid = "b"\ntitle = "B"\ndate = "2001"\nsee = ["a"]\n', ""), ('"B"', '"BB"'), "`b`: ours took it out, theirs changed it"),
    "id": (('id = "a"', 'id = "aa"'), ('id = "a"', 'id = "aaa"'), "`aa`, `id`: both sides changed it"),
    "same id": (("\n[[series]]", C + "\n[[series]]"), ("\n[[series]]", C.replace('"C"', '"D"') + "\n[[series]]"), "`c`: both sides added it, with different contents"),
    "new field": (('"B"', '"B"\ntext = "x"'), ('"B"', '"B"\ntext = "y"'), "`b`, `text`: both sides added it, with different contents"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_both_change_differently_is_always_told(name: str) -> None:
    ours, theirs, said = CONFLICTS[name]
    found = three(ours, theirs)
    assert [each.words for each in found.conflicts] == [said]
    assert same(tomli.loads(found.text), tomli.loads(new(BASE, ours)))
    told = found.conflicts[0].comment
    assert told in found.text
    assert all(line.startswith("#! ") for line in told.splitlines())
    for line in theirs[1].splitlines():
        assert line.strip() in told or line.strip() in BASE or not line.strip()


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ("at = 2002", "2002"),
        ("at = 2002-05-01", "2002-05-01"),
        ('at = "2002", part = "b"', "2002, b"),
    ],
)
def test_a_point_is_named_as_a_reader_would(fields: str, named: str) -> None:
    base, ours, theirs = [
        f'[[series]]\nid = "s"\npoints = [{{ at = 2001, value = 1 }}, {{ {fields}, value = {value} }}]\n'
        for value in (1, 2, 3)
    ]
    [conflict] = merged(base, ours, theirs).conflicts
    assert conflict.words == f"`s`, `points.{named}.value`: both sides changed it"


def test_two_orders_of_key_points_are_a_conflict_and_one_is_not() -> None:
    one, two, others = (
        f'[[key_points]]\nid = "{name}"\ntext = "{text}."\n\n'
        for name, text in (("one", "First"), ("two", "Second"), ("three", "Third"))
    )
    assert one + two + others in BASE
    ours, theirs = (
        (one + two + others, two + one + others),
        (one + two + others, one + others + two),
    )
    assert three(ours, theirs).conflicts[0].words == "`key_points`: both sides changed the order"
    assert three(ours, ('"Second."', '"2nd."')) == Merged(
        new(BASE, ours, ('"Second."', '"2nd."')), ()
    )
    assert three(('"Second."', '"2nd."'), theirs) == Merged(
        new(BASE, theirs, ('"Second."', '"2nd."')), ()
    )


def test_a_form_that_cannot_be_merged_is_a_conflict_with_all_that_theirs_changed() -> None:
    base = 'format = 1\n[[events]]\nid = "a"\n[[sources]]\nid = "x"\n[events.caveat]\ntext = "t"\n'
    ours = new(
        base,
        ('id = "x"\n', 'id = "x"\n[[events]]\nid = "b"\n[[sources]]\nid = "y"\n'),
        ("[events.caveat]\n", "[events.caveat]\n"),
    )
    theirs = new(base, ('text = "t"', 'text = "u"'))
    found = merged(base, ours, theirs)
    assert found.conflicts
    assert same(tomli.loads(found.text), tomli.loads(ours))


@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_is_not_toml_is_refused(side: int) -> None:
    texts = [BASE, BASE + "# ours\n", BASE + "# theirs\n"]
    texts[side] += "[[\n"
    with pytest.raises(EditError, match=("The base", "Our", "Their")[side]):
        merged(*texts)


def test_an_id_cannot_leave_the_comment_that_tells_of_it() -> None:
    base = 'format = 1\n[[events]]\nid = "a\\nb = 1\\u001b[2J"\ntitle = "A"\n'
    found = merged(base, new(base, ('"A"', '"B"')), new(base, ('"A"', '"C"')))
    assert "\x1b" not in found.text
    assert read(found.text).data == read(new(base, ('"A"', '"B"'))).data


def test_versions_without_a_common_one_are_merged_by_entry() -> None:
    found = merged("", BASE, BASE + C)
    assert found == Merged(BASE + C, ())
