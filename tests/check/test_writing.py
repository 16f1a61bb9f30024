"""What is left over, said twice, or too precise: alarms that must come, and alarms that must not."""

import pytest

from briefdeck.check import check
from briefdeck.loader import load_text
from briefdeck.loader.format_texts import starter
from support.examples import FRONT, whole


def rules_on(example: str) -> list[str]:
    loaded = load_text(whole(example), "example")
    assert loaded.problems == ()
    return [problem.rule for problem in check(loaded)]


def in_text(text: str) -> list[str]:
    return rules_on(f'[[findings]]\nid = "said"\ntext = """\n{text}"""\ncites = ["report-2020"]\n')


@pytest.mark.parametrize(
    "text",
    [
        "Aid rose. TODO: check this.",
        "Aid rose (FIXME).",
        "Some XXX people came.",
        "In XXX the board met.",
        "Aid was $XX million.",
        "Aid was X,XXX dollars.",
        "Lorem ipsum dolor sit amet.",
        "Aid rose [citation needed].",
        "Aid rose [source?].",
        "Aid rose ??? in May.",
        "The date is TBD.",
        "TBC: Ask the board.",
        "[insert name here] signed it.",
        "Aid rose [when?].",
        "todo: check the number.",
        "Aid rose (tbd).",
        "Aid rose in 20XX.",
        "Aid rose to XX million.",
        "It was XX%.",
        "Aid rose [ref].",
        "Aid rose [add source].",
        "Dolor sit amet, consectetur.",
        "Lorem Ipsum",
        "Note to self: check.",
        "Text goes here.",
        "Insert the figure here.",
        "placeholder",
        "tk",
    ],
)
def test_left_over_words(text: str) -> None:
    assert "leftover-words" in in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "The comment said “TODO”.",
        "A TODO list hung on the wall.",
        "The constant `TODO` is zero.",
        "Super Bowl XXX was in Tempe.",
        "The Games of the XXX Olympiad were in London.",
        "What now? It rose [sic] again.",
        "Todo lo demás quedó igual.",
        "TBC Bank lent it.",
        "It rose [and fell] in May.",
        "The FIXME file was public.",
        "Cells with XX chromosomes split.",
        "Louis XX and Chapter XX.",
        "Pope John XXIII sang of gypsum.",
        "They tk it.",
        "The statement goes here and there.",
    ],
)
def test_words_that_are_spoken_of_or_mean_something_else(text: str) -> None:
    assert "leftover-words" not in in_text(text)


def test_an_abbreviation_of_the_briefing_is_not_left_over() -> None:
    bank = '[[actors]]\nid = "a"\nname = "The Bank"\nabbreviation = "TBC"\n'
    said = '[[findings]]\nid = "f"\ntext = "It sold TBC shares."\ncites = ["report-2020"]\n'
    assert "leftover-words" in rules_on(said)
    assert "leftover-words" not in rules_on(bank + said)


def test_todo_is_a_word_of_spanish() -> None:
    text = '[[findings]]\nid = "f"\ntext = "Lo dijo todo: subió."\ncites = ["report-2020"]\n'
    spanish = FRONT.replace("as_of =", 'language = "es"\nas_of =')
    assert "leftover-words" not in rules_on(spanish + text)
    assert "leftover-words" in rules_on(text)


def test_left_over_words_outside_prose() -> None:
    table = '[[tables]]\nid = "t"\ntitle = "T"\ncolumns = ["A"]\nrows = [["TODO"]]\n'
    role = '[[actors]]\nid = "a"\nname = "Ana"\nrole = "???"\n'
    said = '[[quotations]]\nid = "q"\ntext = "What is TBD is TBD."\ncites = [{ source = "crs-2017", at = "p. 1" }]\n'
    assert "leftover-words" in rules_on(table)
    assert "leftover-words" in rules_on(role)
    assert "leftover-words" not in rules_on(said)


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        ('[[tables]]\nid = "t"\ntitle = "T"\ncolumns = ["TBD", { title = "TODO" }]\nrows = []\n', 2),
        ('[[series]]\nid = "s"\ntitle = "S"\nunit = "TBD"\npoints = [{ category = "TODO", value = 1 }]\n', 2),
        ('[[programs]]\nid = "p"\ntitle = "P"\nstatus = "TBD"\n', 1),
        ('[[recommendations]]\nid = "r"\ntext = "Do."\nto = "TBD"\nstatus = "TBC"\n', 2),
        ('[[findings]]\nid = "f"\ntext = "So."\ncites = [{ source = "crs-2017", at = "p. XXX" }]\n', 1),
        ('[[findings]]\nid = "f"\ntext = "So."\nconfidence = "low"\nconfidence_basis = "TODO"\n', 1),
        ('[[sources]]\nid = "x"\ntype = "book"\ntitle = "X"\npublisher = "TBD"\npage = "???"\nauthor = [{ literal = "TODO" }]\n', 3),
        ('[[series]]\nid = "s"\ntitle = "tbd"\nunit = "todo"\npoints = [{ category = "xxx", value = 1 }]\n', 3),
        ('[[quotations]]\nid = "q"\ntext = "todo"\ncites = [{ source = "crs-2017", at = "tbd" }]\n', 2),
        ('[[terms]]\nid = "t"\nterm = "TODO"\nmeaning = "A mark."\n', 0),
        ('[[sources]]\nid = "x"\ntype = "webpage"\ntitle = "X"\nURL = "https://example.org/TODO/x"\n', 0),
    ],
)  # fmt: skip
def test_left_over_words_in_names_units_and_details(entry: str, count: int) -> None:
    assert rules_on(entry).count("leftover-words") == count


def test_a_draft_notes_what_is_left_and_counts_it() -> None:
    text = starter("my-brief")
    problems = check(load_text(text, "x"))
    (summary,) = (each for each in problems if each.rule == "unfinished-draft")
    assert summary.message == "Draft: 5 things left."
    assert summary.place is not None
    assert summary.place.text == "draft = true"
    assert {each.severity for each in problems} == {"note"}
    more = text.replace('title = "My brief"', 'title = "My brief TODO"')
    (leftover,) = (each for each in check(load_text(more, "x")) if each.rule == "leftover-words")
    assert leftover.severity == "note"
    assert "Draft: 6 things left." in {each.message for each in check(load_text(more, "x"))}


def test_a_draft_counts_what_an_import_has_left_to_decide_on() -> None:
    draft = whole("").replace('as_of = "2020-04"', 'as_of = "2020-04"\ndraft = true')
    text = draft.replace('bluf = "', 'bluf = "TODO ') + (
        '\n#? event, p. 4\n# [[events]]\n# id = "a"\n\n#? figure, p. 5\n# [[series]]\n'
    )
    (said,) = (each for each in check(load_text(text, "x")) if each.rule == "unfinished-draft")
    assert said.message == "Draft: 2 candidates to decide on and the bottom line to write."
    (said,) = (
        each
        for each in check(load_text(f"{draft}\n#? event, p. 4\n", "x"))
        if each.rule == "unfinished-draft"
    )
    assert said.message == "Draft: 1 candidate to decide on."


def test_a_finished_draft_is_told_that_it_may_be_one_no_longer() -> None:
    text = whole("").replace('as_of = "2020-04"', 'as_of = "2020-04"\ndraft = true')
    problems = [each for each in check(load_text(text, "x")) if each.rule == "unfinished-draft"]
    assert [each.message for each in problems] == ["Draft: nothing is left over."]
    assert "Take `draft = true` out" in problems[0].remedy


@pytest.mark.parametrize(
    "text",
    [
        "It lasted 7 hours 9 minutes (103 minutes).",
        "It lasted 2 hours (90 minutes).",
        "It is 100 miles (100 km) long.",
        "It weighs 5 tonnes (500 kg).",
        "It covers 100 acres (400 hectares).",
        "They fled 10 km (about 16 miles).",
        "Of these, 31 of 38 (72%) agreed.",
        "There were twelve (13) members.",
        "It took 2 h 14 min (144 minutes).",
        "In all some 14 minutes (990 seconds).",
        "It is 26 miles 385 yards (44 km) long.",
        "It took two hours (90 minutes).",
        "It took 120 minutes (three hours).",
        "It lasted 18 months (2 years).",
        "It is 5,000 square feet (46 square metres) large.",
        "It is six feet (3 m) deep.",
        "It lasted from 10:00 to 11:30 (80 minutes).",
        "It was down 10:40–12:10 UTC (2 h 30 min).",
        "Half of the members (30%) agreed.",
        "Two thirds (30 percent) agreed.",
        "It took over 20 years (100 months).",
    ],
)
def test_amounts_that_are_said_twice_and_not_alike(text: str) -> None:
    assert "amounts-disagree" in in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "It lasted 1 hour 43 minutes (103 minutes).",
        "It lasted 1.5 hours (90 minutes).",
        "It is 100 miles (160 km) long.",
        "It is 10 feet (3 m) wide.",
        "It weighs 5 tonnes (11,000 pounds).",
        "It took 2 hours (3 minutes of it in vain).",
        "It took 2 hours (40 miles).",
        "Of these, 31 of 38 (82%) agreed.",
        "Of these, 31 of 38 ships (81.6 percent) came.",
        "There were twelve (12) members.",
        "The code `2 hours (90 minutes)` is an example.",
        "He came in fourth (of 12).",
        "It took 2 h 14 min (134 minutes).",
        "It took 5 d 22 h 54 min (142.9 h).",
        "She weighed 7 st 3 lb (46 kg).",
        "They won the 4 × 100 m (400 m) relay.",
        "It takes 2 hours (3 hours in winter), or 30 days (60 days).",
        "It takes one to two hours (90 minutes), a hundred and two hours (4 days).",
        "It is 12 miles (22 km) off the coast.",
        "It was down from 10:00 to 11:30 (90 minutes).",
        "It was down from 05:12 to 06:36 CET (about 1.5 hours).",
        "It was down between 22:15 and 00:45 UTC (2.5 hours), 23:00 to 01:00 (26 hours).",
        "It is open from 9:00 a.m. to 5:00 p.m. (8 hours).",
        "About 1.5 hours (84 minutes) passed.",
        "Half of members (48%) agreed, nearly half (42%) of them in May.",
        "In the first half (20%) and two and a half (20%).",
        "It lasted 3 years 6 months (42 months).",
        "A 6 in (15 cm) pipe of two days (48 hours).",
        "Twenty-one (21) states voted, then thirty one (31), then a hundred and two (02).",
    ],
)
def test_amounts_that_are_alike_or_of_different_things(text: str) -> None:
    assert "amounts-disagree" not in in_text(text)


def event(
    date: str, text: str, more: str = "", title: str = "The bridge and the talks"
) -> list[str]:
    return rules_on(
        f'[[events]]\nid = "e"\ntitle = "{title}"\ndate = "{date}"\ntext = "{text}"\ncites = ["report-2020"]\n{more}'
    )


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2019-05", "It opened in June 2019."),
        ("2019-05-02", "The bridge opened on 3 May 2019."),
        ("2019-05-02", "The bridge opened on May 3, 2019, with two lanes."),
        ("2019-05", "The talks began in June 2019 [@report-2020, p. 9]."),
        ("2011-03-12T04:30Z", "It opened on 10 March 2011."),
    ],
)
def test_dates_in_texts_that_contradict_the_event(date: str, text: str) -> None:
    assert "date-contradicts-text" in event(date, text)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2019-06", "It opened in June 2019."),
        ("2019", "It opened in June 2019."),
        ("2019-05~", "It opened in June 2019."),
        ("2019-05/2019-07", "It opened in June 2019."),
        ("2019-05", "It was announced in June 2019."),
        ("2019-05", "It repealed rules adopted in June 2018."),
        ("2019-05", "It opened in June 2019 after a trial in May 2019."),
        ("2019-05", "In June 2019 it opened."),
        ("2019-05", "The bridge, begun in June 2018, opened."),
        ("2019-05", "It replaced the bridge built in June 1950."),
        ("2019-05", "It was to have opened in June 2019."),
        ("1917-11-07", "It began on 25 October 1917 (Old Style)."),
        ("1917-11-07", "It began on 25 October 1917, O.S."),
        ("2011-03-11T23:30-05:00", "It opened on 12 March 2011 UTC."),
        ("2011-03-12T04:30Z", "It opened on 11 March 2011."),
    ],
)
def test_dates_in_texts_that_agree_or_are_of_something_else(date: str, text: str) -> None:
    assert "date-contradicts-text" not in event(date, text)


@pytest.mark.parametrize(
    ("title", "date", "text"),
    [
        ("The bridge opens", "2019-05", "In June 2019, the bridge opened to traffic."),
        ("Bridge opens", "2019-05-02", "On May 3, 2019, the bridge opened."),
        ("Bridge opens", "2019", "The bridge opened in 2018."),
        ("Bridge opens", "2019-05", "The bridge opened in early June 2019."),
        ("Bridge opens", "2019-05", "It opened in Jun. 2019."),
        ("Opened", "2019-05", "Opened in June 2019."),
        ("Talks end", "2019-05-12", "The talks ended on 13 May."),
        ("Talks end", "2019-05-12", "The talks ended on May 13."),
        ("Law enters into force", "2019-05-01", "The law entered into force on 1 June 2019."),
        ("Bomb explodes", "2019-05-12", "A bomb exploded on 13 May 2019."),
        ("The mayor dies", "2019-05-12", "She died on 13 May 2019."),
    ],
)  # fmt: skip
def test_dates_that_belong_to_the_verb_of_the_title(title: str, date: str, text: str) -> None:
    assert "date-contradicts-text" in event(date, text, title=title)


@pytest.mark.parametrize(
    ("title", "date", "text"),
    [
        ("Bridge opens", "2019-05", "In June 2018 the bank lent the money."),
        ("Bridge opens", "2019-05", "In 2018 the board opened talks."),
        ("Bridge opens", "2019-05", "In 2018 the bridge had opened for a day."),
        ("Bridge opens", "2019-05", "It was first opened in June 2018."),
        ("Bridge opens", "2019-05", "It closed in June 2019."),
        ("Bridge opens", "2019-05", "A ceremony was held in June 2019."),
        ("Bridge opens", "2018-12-30/2019-01-05", "It opened on 3 January."),
        ("Bridge opens", "2019-05-12", "The bridge opened on 12 May."),
        ("Bridge opens", "2019-05", "It opened on Monday in 1000 places."),
        ("Bridge opens", "-0043-03", "It opened in March."),
        ("Talks end", "2019-05-12", "They began on 3 May."),
        ("He takes office", "2019-05", "He was elected in June 2018."),
        ("Treaty signed", "2019-05-03", "It entered into force on 1 June 2019."),
        ("Treaty signed", "2019-05", "It was ratified in June 2019."),
    ],
)  # fmt: skip
def test_dates_of_what_came_before_or_later(title: str, date: str, text: str) -> None:
    assert "date-contradicts-text" not in event(date, text, title=title)


def test_a_caveat_explains_another_date() -> None:
    assert "date-contradicts-text" not in event(
        "2019-05", "It opened in June 2019.", 'caveat = "The owner says May."\n'
    )


def cited(page: str, at: str) -> list[str]:
    return rules_on(
        '[[sources]]\nid = "s"\ntype = "article-journal"\ntitle = "S"\nissued = 2019\n'
        f'publisher = "P"\npage = {page}\n'
        f'[[findings]]\nid = "f"\ntext = "It rose [@s, {at}]."\n'
    )


@pytest.mark.parametrize(
    ("page", "at"),
    [
        ('"1-40"', "p. 999"),
        ('"351-68"', "p. 369"),
        ('"351–368"', "pp. 350–352"),
        ('"1-4, 9-12"', "pages 4-6"),
        ('"pp. 1-40"', "p 99"),
        ('"1-40"', "pp. 3, 99"),
        ('"1-40"', "99"),
        ('"1-40"', "pg. 99"),
    ],
)
def test_pages_that_a_source_does_not_have(page: str, at: str) -> None:
    assert "page-outside-source" in cited(page, at)


@pytest.mark.parametrize(
    ("page", "at"),
    [
        ('"1-40"', "p. 40"),
        ('"351-68"', "pp. 365-8"),
        ('"1-4, 9-12"', "pp. 3, table 20"),
        ('"1-40"', "§ 999"),
        ('"1-40"', "PDF p. 44"),
        ('"1-40"', "supplement, p. 44"),
        ('"351-368"', "p. 5 of the appendix"),
        ('"1-40"', "3, 5-7"),
        ('"1-40"', "p. 3, n. 99"),
        ('"1-40"', "table 99"),
        ('"e1234"', "p. 3"),
        ("1042", "p. 3"),
        ('"xii-xx"', "p. 3"),
        ('"1-99999999999999999999"', "p. 3"),
    ],
)
def test_pages_that_a_source_has_or_may_have(page: str, at: str) -> None:
    assert "page-outside-source" not in cited(page, at)


@pytest.mark.parametrize(
    ("point", "is_false"),
    [
        ('value = 12.3456789, qualifier = "about"', True),
        ('value = 123456, qualifier = "nearly"', True),
        ("value = 0.30000000000000004", True),
        ("value = 33.3333333333", True),
        ('value = 12300000, qualifier = "about"', False),
        ("value = 331893745", False),
        ("value = 1.2345", False),
        ('value = 34612, qualifier = "estimated"', False),
    ],
)
def test_more_digits_than_a_figure_can_mean(point: str, is_false: bool) -> None:
    found = rules_on(
        '[[series]]\nid = "s"\ntitle = "S"\nunit = "people"\ncites = ["report-2020"]\n'
        f"points = [{{ at = 2018, {point} }}, {{ at = 2019, value = 2 }}]\n"
    )
    assert ("false-precision" in found) is is_false


@pytest.mark.parametrize(
    "text",
    [
        "The outage began at 10:40 UTC on one IP address.",
        "It flew from Dallas, TX, to Washington.",
        "Ships of Operation HUSKY and Marie CURIE met.",
        "The flaw CVE-2021-44228 was known.",
        "It does NOT hold, and AT&T said so.",
        "The DELETE was meant to delete one row.",
        "It made 40 MW for KRW 3,000 in CEST.",
        "The deploy is PENDING, the record was CORRECTED, the door LOCKABLE.",
        "On VE Day the USS Iwo Jima took them aboard, not HMS Hood.",
        "It won all: TH 38.6, SN 37.3, ST 37.1, MV 35.0, BB 32.5.",
        "The stone says MDCCLXXVI, the book MCMXIV and CIV.",
        "The BWA (federal electoral committee) met, and the BWA parted.",
        "AES = Alliance des États du Sahel.",
        "It left on SAT 12 NOV with 6,075 FRF on board, and smoke (CO) filled it.",
    ],
)
def test_capitals_that_need_no_explanation(text: str) -> None:
    assert "undefined-acronym" not in in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "The HLCG met twice.",
        "The ICC sat.",
        "The HLCG (founded in Berlin) met.",
        "The HLCG (see the annex) met.",
        "The HLCG, ABT and UN met.",
        "UNCED met in Rio.",
        "HLCG = B.",
        "His MD, and later the MC.",
    ],
)
def test_an_acronym_still_needs_one(text: str) -> None:
    assert "undefined-acronym" in in_text(text)


@pytest.mark.parametrize(
    ("more", "is_unused"),
    [
        ('span = "1842/1911"\ntext = "Terms of 42 years."', False),
        ('span = "1842/1911"\noutcome = "Terms doubled."', False),
        ('span = "1842/1911"', True),
        ('text = "Terms of 42 years."', True),
    ],
)
def test_a_program_with_a_span_and_a_text_tells_its_own_story(more: str, is_unused: bool) -> None:
    program = '[[programs]]\nid = "x"\ntitle = "Plan Ypsilon"\ncites = ["report-2020"]\n'
    assert ("unused-program" in rules_on(program + more)) is is_unused


def eras(*spans: str, more: str = "") -> list[str]:
    every = "".join(
        f'[[eras]]\nid = "e{n}"\ntitle = "E{n}"\nspan = "{span}"\ntext = "Text {n}."\n'
        for n, span in enumerate(spans)
    )
    return rules_on(every + more)


def test_eras_that_stand_apart_are_episodes() -> None:
    incidents = ("2019-01-02/2019-01-03", "2019-06-01/2019-06-04", "2020-01-05/2020-01-06")
    elsewhere = '[[events]]\nid = "x"\ntitle = "X"\ndate = "2019-03"\ncites = ["report-2020"]\n'
    assert {"gapped-eras", "event-without-era"}.isdisjoint(eras(*incidents, more=elsewhere))
    assert "gapped-eras" not in eras("2019-01-02/2019-01-03", "2019-06-01/2019-06-04")
    assert "gapped-eras" in eras("1990/1999", "2000/2004", "2007/2012")
    assert "gapped-eras" in eras("2000/2005", "2009/2012")
