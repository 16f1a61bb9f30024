"""What the pages of recommendations, sources and eras hold, and in which order."""

from collections.abc import Iterator

from briefdeck import document
from briefdeck.document.blocks import Arguments, Attribution, Document, EntryList, Facts, Passage
from briefdeck.loader import Loaded, load_text
from briefdeck.model.nodes import Paragraph
from briefdeck.model.prose import inline_text
from briefdeck.output import render
from support.compared import HEAD

SOURCES = """
[[sources]]
id = "a"
type = "report"
title = "First"
author = [{ family = "Able" }]
issued = "2001"

[[sources]]
id = "b"
type = "report"
title = "Second"
author = [{ family = "Baker" }]
issued = "2002"
"""


def briefing(tables: str) -> Loaded:
    loaded = load_text(HEAD.format(title="Pages") + tables + SOURCES)
    assert not loaded.problems
    return loaded


def said(made: Document, width: int = 78) -> str:
    return render("text", made, width=width)


def passages(made: Document) -> Iterator[str]:
    for block in made.blocks:
        if isinstance(block, Passage) and isinstance(block.prose[0], Paragraph):
            yield inline_text(block.prose[0].inlines)


def in_order(text: str, *words: str) -> bool:
    """Whether these stand in a text one after the other."""
    at = 0
    for each in words:
        at = text.find(each, at)
        if at < 0:
            return False
        at += len(each)
    return True


RECOMMENDATION = """
[[findings]]
id = "f"
title = "Ferries are slow"
text = "They are [@a, p. 3]."

[[findings]]
id = "g"
title = "Ferries are dear"
text = "They are."

[[recommendations]]
id = "r"
title = "Dig"
text = "Dig a tunnel."
to = "the harbor"
owner = "the state"
due = "2030"
priority = 2
kind = "judgment"
rests_on = ["f", "g", "f"]
conditions = ["The state pays."]
FOR
"""


def recommendation(arguments: str) -> Document:
    return document.page(briefing(RECOMMENDATION.replace("FOR", arguments)), "r")


class TestRecommendation:
    def test_the_argument_follows_the_text_and_sources_come_last(self) -> None:
        made = recommendation('for = ["It is quick."]\nagainst = ["It is dear."]')
        kinds = [type(block).__name__ for block in made.blocks]
        assert kinds == [
            "Heading", "Badges", "Passage", "Arguments", "Facts", "Heading", "Passage", "EntryList",
        ]  # fmt: skip
        assert in_order(
            said(made),
            "judgment",
            "Dig a tunnel.",
            "For",
            "Against",
            "It is quick.",
            "It is dear.",
            "To the harbor · Owner the state · Due 2030 · Priority 2",
            "Conditions",
            "The state pays.",
            "RESTS ON  2",
            "◐ Ferries are slow",
            "○ Ferries are dear",
        )

    def test_what_it_rests_on_is_a_row_each_that_leads_there(self) -> None:
        made = recommendation("")
        (resting,) = [block for block in made.blocks if isinstance(block, EntryList)]
        assert [(item.entry, item.support) for item in resting.items] == [
            ("f", "single"),
            ("g", "uncited"),
        ]

    def test_facts_of_a_word_or_two_stand_in_one_line(self) -> None:
        made = recommendation('status = "open"\nurl = "https://x.example/"\ntags = ["t"]')
        facts = [block for block in made.blocks if isinstance(block, Facts)]
        assert [[fact.name for fact in block.facts] for block in facts] == [
            ["To", "Status", "Owner", "Due", "Priority"],
            ["Progress", "Tags"],
        ]
        assert [block.role for block in facts] == ["line", "list"]

    def test_a_side_that_is_missing_is_said(self) -> None:
        against, neither = "No counter-argument is recorded.", "No argument for or against it"
        for form in ("text", "plain", "markdown"):
            assert against in render(form, recommendation('for = ["Quick."]'), width=78)
            one_sided = render(form, recommendation('against = ["Dear."]'), width=78)
            assert "No argument for it is recorded." in one_sided
            assert neither in render(form, recommendation(""), width=78)
            both = render(form, recommendation('for = ["Quick."]\nagainst = ["Dear."]'), width=78)
            assert "recorded" not in both

    def test_what_it_rests_on_is_not_pointed_to_by_it_again(self) -> None:
        loaded = briefing(
            '[[findings]]\nid = "f"\ntitle = "F"\ntext = "T."\nsee = ["r"]\n'
            '[[recommendations]]\nid = "r"\ntitle = "Dig"\ntext = "Dig."\nrests_on = ["f"]\n'
        )
        lists = [
            block for block in document.page(loaded, "r").blocks if isinstance(block, EntryList)
        ]
        assert [block.title for block in lists] == ["Rests on"]

    def test_in_a_list_an_argument_that_is_missing_takes_no_line(self) -> None:
        made = document.summary(briefing(RECOMMENDATION.replace("FOR", "")), level="all")
        assert not [block for block in made.blocks if isinstance(block, Arguments)]
        assert "Rests on" in said(made)


SOURCE = """
[[actors]]
id = "ann"
name = "Ann Teller"

[[findings]]
id = "both"
title = "From both"
text = "Known [@a, p. 4; @b]."

[[findings]]
id = "alone"
title = "From one"
text = "Known [@a, pp. 5–6]."

[[findings]]
id = "doubted"
title = "Doubted"
text = "Known [@b]."
caveat = "Another says otherwise [@a, p. 9]."

[[events]]
id = "later"
title = "Later"
date = "1990"
text = "It came [@a]."

[[events]]
id = "sooner"
title = "Sooner"
date = "1980"
text = "It came [@a]."

[[quotations]]
id = "q"
speaker = "ann"
text = "We said so."
cites = [{ source = "a", at = "p. 7" }]
"""


class TestSource:
    def test_what_falls_with_it_is_said_before_the_reference(self) -> None:
        made = document.page(briefing(SOURCE), "a")
        assert [*passages(made)][:2] == [
            "4 of 5 statements that rest on it fall with it: they have no other source.",
            "Able. 2001. First.",
        ]

    def test_what_cites_it_stands_kind_by_kind_those_that_fall_first(self) -> None:
        made = document.page(briefing(SOURCE), "a")
        lists = {block.title: block.items for block in made.blocks if isinstance(block, EntryList)}
        assert {title: [item.entry for item in items] for title, items in lists.items()} == {
            "Findings": ["alone", "both", "doubted"],
            "Events": ["sooner", "later"],
            "Quotations": ["q"],
        }
        assert [item.note for item in lists["Findings"]] == [
            "pp. 5–6",
            "p. 4",
            "p. 9, in the caveat",
        ]
        assert lists["Quotations"][0].label == "Ann Teller: “We said so.”"

    def test_that_rows_fall_is_said_once_a_list(self) -> None:
        made = document.page(briefing(SOURCE), "a")
        assert in_order(
            said(made),
            "FINDINGS  3 · the first falls with it",
            "◐  From one · pp. 5–6",
            "●  From both · p. 4",
            "◐⚠ Doubted · p. 9, in the caveat",
            "EVENTS  2 · all fall with it",
            "◐ 1980  Sooner",
            "◐ 1990  Later",
            "QUOTATIONS  1 · falls with it",
            "◐ Ann Teller: “We said so.” · p. 7",
        )
        assert "only source" not in said(made)
        plain = render("plain", made, width=78)
        assert in_order(plain, "Findings (3, the first falls with it):", "- From one; pp. 5–6;")

    def test_a_source_with_which_nothing_falls(self) -> None:
        assert next(passages(document.page(briefing(SOURCE), "b"))) == (
            "1 of 2 statements that rest on it falls with it: it has no other source."
        )
        lone = briefing('[[findings]]\nid = "f"\ntitle = "F"\ntext = "Known [@a; @b]."\n')
        assert next(passages(document.page(lone, "a"))) == (
            "Nothing falls with it: 1 statement rests on it and has another source."
        )
        unused = briefing('[[findings]]\nid = "f"\ntitle = "F"\ntext = "Known [@a]."\n')
        assert next(passages(document.page(unused, "b"))) == "Nothing rests on it."
        assert next(passages(document.page(unused, "a"))) == (
            "1 of 1 statement that rests on it falls with it: it has no other source."
        )

    def test_hundreds_of_citing_rows_keep_one_column(self) -> None:
        many = "".join(
            f'[[events]]\nid = "e{at}"\ntitle = "Event {at}"\ndate = "{1000 + at}"\n'
            'text = "It came [@a]."\n' + ('caveat = "So?"\n' if at == 300 else "")
            for at in range(400)
        )
        rows = [
            line
            for line in said(document.page(briefing(many), "a")).splitlines()
            if "Event" in line
        ]
        assert len(rows) == 400
        assert {line.index("Event") for line in rows} == {9}


ERA = """
[[eras]]
id = "era"
title = "Digging"
span = "1998/2004"
text = "They dug."
voice = { source = "a", at = "p. 1" }

[[events]]
id = "end"
title = "Water breaks in"
date = "2001-05"
text = "The north face flooded. Work stopped [@b, p. 2]."
caveat = "Two accounts differ."

[[events]]
id = "start"
title = "The first blast"
date = "1998-03-02"

[[programs]]
id = "p"
title = "Toll plan"
span = "2000/2003"

[[series]]
id = "s"
title = "Cost"
era = "era"
unit = "USD"
points = [{ at = "2010", value = 3 }]

[[series]]
id = "other"
title = "Traffic"
unit = "cars"
points = [{ at = "2003", value = 3 }, { at = "2010", value = 4 }]

[[series]]
id = "outside"
title = "Tolls"
unit = "USD"
points = [{ at = "2003", text = "not counted" }, { at = "2010", value = 4 }]
"""


class TestEra:
    def test_it_tells_its_events_in_order_with_date_signs_and_sentences(self) -> None:
        made = document.page(briefing(ERA), "era", references=True)
        assert in_order(
            said(made),
            "1998–2004 · Able 2001 says:",
            "They dug.",
            "EVENTS  2",
            "○  2 Mar 1998  The first blast",
            "◐⚠ May 2001    Water breaks in",
            "   The north face flooded. Work stopped [2, p. 2].",
            "PROGRAMS  1",
            "○ 2000–2003  Toll plan",
            "FIGURES  2",
            "○ Cost",
            "○ Traffic",
            "EVIDENCE",
            "REFERENCES",
            "[2] Baker. 2002.",
        )

    def test_every_output_tells_them(self) -> None:
        made = document.page(briefing(ERA), "era")
        for form in ("plain", "markdown"):
            assert in_order(
                render(form, made, width=78),
                "The first blast",
                "Water breaks in",
                "The north face flooded. Work stopped",
            )

    def test_an_era_of_very_many_events_has_their_titles_alone(self) -> None:
        many = "".join(
            f'[[events]]\nid = "e{at}"\ntitle = "Event {at}"\ndate = "1999"\ntext = "Words."\n'
            for at in range(101)
        )
        made = document.page(briefing(ERA + many), "era")
        events = next(block for block in made.blocks if isinstance(block, EntryList))
        assert len(events.items) == 103
        assert not any(item.prose for item in events.items)


def test_what_an_entry_gathers_does_not_stand_among_what_it_sees_also() -> None:
    loaded = briefing(
        '[[programs]]\nid = "p"\ntitle = "Plan"\nsee = ["e", "f"]\n'
        '[[events]]\nid = "e"\ntitle = "Begun"\ndate = "2000"\nprograms = ["p"]\n'
        '[[findings]]\nid = "f"\ntitle = "Found"\ntext = "T."\n'
    )
    lists = {
        block.title: [item.entry for item in block.items]
        for block in document.page(loaded, "p").blocks
        if isinstance(block, EntryList)
    }
    assert lists == {"See also": ["f"], "Events": ["e"]}


def test_whose_words_it_is_is_said_where_no_sign_says_it() -> None:
    loaded = briefing(
        '[[findings]]\nid = "f"\ntitle = "F"\ntext = "Known."\nkind = "judgment"\nvoice = "a"\n'
    )
    made = document.page(loaded, "f")
    (attribution,) = [block for block in made.blocks if isinstance(block, Attribution)]
    assert (attribution.voice, attribution.words) == ("a", "Able 2001 argues")
