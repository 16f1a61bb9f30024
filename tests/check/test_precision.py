"""Alarms that must come and alarms that must not: what makes a rule worth reading is what it does not say."""

import re

import pytest

from briefdeck.check import check
from briefdeck.loader import load_text
from briefdeck.model.sentences import sentence_at
from support.examples import whole


def count(rule: str, example: str) -> int:
    loaded = load_text(whole(example), "example")
    assert loaded.problems == ()
    return sum(problem.rule == rule for problem in check(loaded))


AID = """
[[series]]
id = "aid"
title = "Aid by fiscal year"
unit = "USD"
scale = "million"
calendar = "us-fiscal"
cites = ["report-2020"]
points = [
  {{ at = "2007", value = 48 }},
  {{ at = "2008", value = 400 }},
  {{ at = "2010", value = 639, qualifier = "about" }},
  {{ at = "2011", low = 100, high = 120 }},
]

[[series]]
id = "killed"
title = "Homicides by year"
unit = "homicides"
cites = ["report-2020"]
points = [{{ at = "2008", value = 15000, qualifier = "nearly" }}, {{ at = "2011", value = 22409 }}]

[[series]]
id = "solved"
title = "Share solved"
unit = "%"
cites = ["report-2020"]
points = [{{ at = "2010", value = 12 }}, {{ at = "2011", value = 11.5 }}]

[[findings]]
id = "said"
text = "{text}"
cites = ["report-2020"]
{more}
"""

RIGHT_NUMBERS = (
    "[[aid|Aid]] rose from $48 million in FY2007 to $400 million in FY2008.",
    "[[aid|Aid]] was $400 million in FY 2008, and $48 million in fiscal year 2007.",
    "In FY2010, [[aid|aid]] was about $640 million.",
    "[[aid|Aid]] was $0.4 billion in FY2008.",
    "[[aid|Aid]] was nearly $410 million in FY2008.",
    "[[aid|Aid]] was over $350 million in FY2008.",
    "[[aid|Aid]] of $110 million in FY2011.",
    "[[aid|Aid]] was cut by $61 million in FY2010.",
    "[[aid|Aid]] was $61 million more in FY2010 than asked for.",
    "[[aid|Aid]] reached an increase of $300 million in FY2008.",
    "[[aid|Aid]] from FY2008 to FY2010 was $1,400 million in all.",
    "[[aid|Aid]] was $1,039 million in FY2008 and FY2010.",
    "[[aid|Aid]] was $1,400 million in FY2008-2010.",
    "[[aid|Aid]] was $30 million a month on average in FY2008.",
    "[[aid|Aid]] was $76.3 million in FY2020.",
    "[[aid|Aid]] was €300 million in FY2008.",
    "[[aid|Aid]] paid 300 people in FY2008.",
    "[[aid|Aid]] grew; 35 percent in FY2008.",
    "[[killed|Homicides]]: 22,409 homicides in 2011 and nearly 15,000 homicides in 2008.",
    "In 2008 [[killed|there]] were 14,600 homicides.",
    "[[killed|There]] were 22,409 homicides in 2011, of which 1,900 homicides in the city in 2011.",
    "In May 2011 [[killed|there]] were 2,100 homicides.",
    "By 2011 [[killed|there]] had been 90,000 homicides.",
    "[[killed|There]] were 22,409 [@report-2020, p. 4] homicides in 2011.",
    "The 2011 report [[killed|counts]] 15,000 homicides.",
    "In 2010 [[solved|it]] was 12 percent; in 2011, 11.5%.",
    "In 2011 [[solved|it]] was 12 percent.",
    "[[aid]] $999 million.",
    "In FY2008 the agency had $999 million.",
)

WRONG_NUMBERS = (
    "[[aid|Aid]] rose from $84 million in FY2007 to $400 million in FY2008.",
    "[[aid|Aid]] was $4 billion in FY2008.",
    "In FY2008, [[aid|aid]] was about $500 million.",
    "[[aid|Aid]] was over $500 million in FY2008.",
    "[[aid|Aid]] was $130 million in FY2011.",
    "[[aid|$300 million in FY2008]] was paid.",
    "It was $300 million in fiscal year 2008 [[aid]].",
    "[[killed|There]] were 27,213 homicides in 2011.",
    "In 2008 [[killed|there]] were 18,000 homicides.",
    "In 2011 [[solved|it]] was 15 percent.",
)


@pytest.mark.parametrize("text", RIGHT_NUMBERS)
def test_numbers_that_agree_or_say_something_else(text: str) -> None:
    assert count("number-contradicts-series", AID.format(text=text, more="")) == 0


@pytest.mark.parametrize("text", WRONG_NUMBERS)
def test_numbers_that_contradict(text: str) -> None:
    assert count("number-contradicts-series", AID.format(text=text, more="")) == 1


def test_number_of_an_entry_that_only_names_the_series() -> None:
    see = 'see = ["killed"]'
    wrong = AID.format(text="There were 27,213 homicides in 2011.", more=see)
    part = AID.format(text="There were 1,900 homicides in 2011 in the city.", more=see)
    assert (
        count("number-contradicts-series", wrong),
        count("number-contradicts-series", part),
    ) == (1, 0)


def test_number_that_a_caveat_names() -> None:
    text = "[[killed|There]] were 27,213 homicides in 2011."
    more = 'caveat = "27,213 is the count by death certificates."'
    assert count("number-contradicts-series", AID.format(text=text, more=more)) == 0


FINDING = '[[findings]]\nid = "said"\ntext = """{}"""\ncites = ["report-2020"]\n'

KNOWN_ACRONYMS = (
    "The High Level Contact Group (HLCG) met; the HLCG parted.",
    "The HLCG met. Later the High Level Contact Group (HLCG) parted.",
    "The HLCG (High Level Contact Group) met.",
    "The U.S. and the US, the UN and NATO; World War II and Henry VIII; DNA on TV at 5 PM.",
    "See `HLCG` and https://example.org/HLCG/x and [the page](https://example.org/HLCG).",
    "It says so [@report-2020, app. HLCG].",
    "STOP THE PRESSES NOW, they cried.",
    "IPv6 and COVID-19 and x86 and MHz, and FY2008.",
    "Mr. A. B. C. Berg said so.",
)


@pytest.mark.parametrize("text", KNOWN_ACRONYMS)
def test_no_alarm_on_these_acronyms(text: str) -> None:
    assert count("undefined-acronym", FINDING.format(text)) == 0


@pytest.mark.parametrize(
    "text", ["The HLCG met.", "Two TCOs fought.", "It was *HLCG*.", "“HLCG” it was.", "(See HLCG.)"]
)
def test_acronyms_that_nothing_explains(text: str) -> None:
    assert count("undefined-acronym", FINDING.format(text)) == 1


@pytest.mark.parametrize(
    "more",
    [
        '[[terms]]\nid = "term-hlcg"\nterm = "HLCG"\nmeaning = "A group."',
        '[[actors]]\nid = "hlcg"\nname = "High Level Contact Group"\nabbreviation = "HLCG"',
        '[[programs]]\nid = "hlcg"\ntitle = "High Level Contact Group"\nabbreviation = "HLCG"\ncites = ["report-2020"]',
    ],
)
def test_acronyms_that_an_entry_explains(more: str) -> None:
    assert count("undefined-acronym", FINDING.format("The HLCG met.") + more) == 0


def test_acronym_in_the_bottom_line_is_a_warning() -> None:
    front = '[briefing]\ntitle = "x"\nbluf = "The HLCG met."\nas_of = "2020-04"\n'
    problems = check(load_text(whole(front), "example"))
    assert [(problem.rule, problem.severity) for problem in problems] == [
        ("undefined-acronym", "warning")
    ]
    assert problems[0].place is not None
    assert problems[0].place.column == len('bluf = "The H')


ANACHRONISMS = (
    ("In 2019 it fell [@crs-2017, p. 1].", 1),
    ("It fell in May 2018 [@crs-2017, p. 1].", 1),
    ("It fell on May 30, 2018 [@crs-2017, p. 1].", 1),
    ("It fell in FY2018 [@crs-2017, p. 1].", 1),
    ("In 2019 it fell [@crs-2017; @report-2020, p. 4].", 0),
    ("In 2017 it fell [@crs-2017, p. 1].", 0),
    ("It fell in June 2017 [@crs-2017, p. 1].", 0),
    ("It fell in July 2017 [@crs-2017, p. 1].", 1),
    ("It will fall in 2019 [@crs-2017, p. 1].", 0),
    ("For FY2019, $76 million was requested [@crs-2017, p. 1].", 0),
    ("It fell [@crs-2017, p. 1]. In 2019 it rose.", 0),
    ("It fell [@crs-2017, p. 1], and rose in 2019 [@report-2020].", 0),
    ("It was 2019 meters high [@crs-2017, p. 1].", 0),
    ("By 2030 it had to fall [@crs-2017, p. 1].", 0),
    ("In 2019 it fell [@report-2020].", 0),
    ("It cuts emissions by the late 2040s [@crs-2017, p. 1].", 0),
    ("It fell in 2019 and falls again in 2040 [@crs-2017, p. 1].", 1),
)


@pytest.mark.parametrize(("text", "alarms"), ANACHRONISMS)
def test_dates_that_sentences_name_before_a_citation(text: str, alarms: int) -> None:
    assert count("anachronistic-citation", FINDING.format(text)) == alarms


EVENT = '[[events]]\nid = "it"\ntitle = "{title}"\ndate = "{date}"\ncites = {cites}\n{more}\n'


@pytest.mark.parametrize(
    ("title", "date", "cites", "more", "alarms"),
    [
        ("It happened", "2018-01", '["crs-2017"]', "", 1),
        ("It happened", "2017-06-29", '["crs-2017"]', "", 0),
        ("It happened", "2017-06-30", '["crs-2017"]', "", 1),
        ("It happened", "2017", '["crs-2017"]', "", 0),
        ("It happened", "2018~", '["crs-2017"]', "", 0),
        ("It happened", "2016/2019", '["crs-2017"]', "", 0),
        ("It is planned", "2018-01", '["crs-2017"]', "", 0),
        ("It happened", "2018-01", '["crs-2017"]', 'caveat = "The source is older."', 0),
        ("It happened", "2018-01", '["report-2020", "crs-2017"]', "", 1),
    ],
)
def test_events_and_older_sources(
    title: str, date: str, cites: str, more: str, alarms: int
) -> None:
    assert (
        count(
            "anachronistic-citation", EVENT.format(title=title, date=date, cites=cites, more=more)
        )
        == alarms
    )


def test_a_program_may_cite_an_older_source_beside_a_later_one() -> None:
    program = '[[programs]]\nid = "it"\ntitle = "Plan"\nspan = "2018/2020"\ncites = {}\n'
    assert count("anachronistic-citation", program.format('["crs-2017", "report-2020"]')) == 0
    assert count("anachronistic-citation", program.format('["crs-2017"]')) == 1


POINTS = """
[[series]]
id = "it"
title = "{title}"
unit = "people"
calendar = "us-fiscal"
points = [{{ at = "2017", value = 1, cites = ["crs-2017"] }}, {{ at = "{at}", value = 2, cites = ["crs-2017"] }}]
"""


@pytest.mark.parametrize(
    ("title", "at", "alarms"),
    [("Aid", "2018", 1), ("Aid requested", "2018", 0), ("Aid", "2018~", 0)],
)
def test_points_in_fiscal_years(title: str, at: str, alarms: int) -> None:
    """Fiscal 2018 began in October 2017, after the source; fiscal 2017 did not."""
    assert count("anachronistic-citation", POINTS.format(title=title, at=at)) == alarms


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("We say with high confidence that it is likely.", 1),
        ("With moderate confidence, it will probably fall.", 1),
        ("It is likely. We say so with high confidence.", 0),
        ("The vote of no confidence is likely.", 0),
        ("Confidence in the police is likely low.", 0),
        ("Our confidence is low that it is unlikely.", 1),
        ("`high confidence` is likely a phrase.", 0),
    ],
)
def test_confidence_and_likelihood_in_one_sentence(text: str, alarms: int) -> None:
    assert count("confidence-with-likelihood", FINDING.format(text)) == alarms


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("a < b and c > d", 0),
        ("<user@example.org>", 0),
        ("`<b>` is a tag", 0),
        ("It rose <br> fast", 1),
        ("[i]it[/i]", 2),
        ("an array[i] of [1, 2] and [sic]", 0),
        ("[red]it[/red]", 2),
        ("<b.jones@example.org>", 0),
        ("It rose <br/> fast <b class='x'>", 2),
        ("“[i]t follow[s]” and [bold]so[bold]", 2),
    ],
)
def test_foreign_markup(text: str, alarms: int) -> None:
    assert count("foreign-markup", FINDING.format(text)) == alarms


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("It rose [@crs-2017, p. 1; @report-2020].", 0),
        ("Write to crs@example.org or @crs.", 0),
        ("Write `[@key` and `[[id`.", 0),
        ("It rose [@crs-2017, p. 1", 1),
        ("It rose [[said", 1),
        ("It rose [[a, b]].", 1),
        ("It rose @crs-2017.", 1),
        ("It rose (@report-2020).", 1),
    ],
)
def test_failed_citations(text: str, alarms: int) -> None:
    assert count("failed-citation", FINDING.format(text)) == alarms


@pytest.mark.parametrize(
    ("prose", "alarms"),
    [
        ("Institutionalized it was.", 0),
        ("INSTITUTIONALIZATION", 1),
        ("Nothing of the kind.", 1),
    ],
)
def test_forms_of_a_term(prose: str, alarms: int) -> None:
    term = '[[terms]]\nid = "term"\nterm = "institutionalization"\nmeaning = "x"\n'
    assert count("unused-term", FINDING.format(prose) + term) == alarms


@pytest.mark.parametrize(
    "span",
    [
        ("2000/2005", "2006/2010"),
        ("2000/2005", "2005/2010"),
        ("2000/2005-06", "2005-06/.."),
        ("../2005", "2006/.."),
        ("2025-10-20T06:00Z/2025-10-20T07:40Z", "2025-10-20T07:40Z/.."),
        ("2025-10-20T06:00Z/2025-10-20T07:40Z", "2025-10-20T09:41+02:00/.."),
        ("2025-10-20/2025-10-21", "2025-10-21T12:00Z/.."),
        ("2025-10-20", "2025-10-21T00:00+02:00/.."),
    ],
)
def test_eras_that_meet(span: tuple[str, str]) -> None:
    eras = "".join(
        f'[[eras]]\nid = "era-{number}"\ntitle = "x"\nspan = "{each}"\ntext = "y"\n'
        for number, each in enumerate(span)
    )
    assert (count("overlapping-eras", eras), count("gapped-eras", eras)) == (0, 0)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One. ", "Two! ", "Three?"]),
        ("The U.S. Congress met. It ended.", ["The U.S. Congress met. ", "It ended."]),
        ("It cost $3.5 million [@a, p. 1]. Then", ["It cost $3.5 million [@a, p. 1]. ", "Then"]),
        ("So it was. [@a, p. 1] Then", ["So it was. [@a, p. 1] ", "Then"]),
        ("Mr. Berg met Dr. Sol. “They” left.", ["Mr. Berg met Dr. Sol. ", "“They” left."]),
        ("One\n\ntwo", ["One\n\n", "two"]),
        ("One:\n- two\n- three", ["One:\n- ", "two\n- ", "three"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    found, position = [], 0
    while position < len(text):
        start, end = sentence_at(text, position)
        assert start == position
        found.append(text[start:end])
        position = end
    assert found == sentences


def test_a_date_that_cannot_be_read_is_not_called_missing() -> None:
    loaded = load_text(
        whole('[[sources]]\nid = "late"\ntype = "report"\ntitle = "Late"\nissued = "May 2019"'),
        "example",
    )
    assert [problem.rule for problem in loaded.problems] == ["bad-date"]
    assert "incomplete-source" not in {problem.rule for problem in check(loaded)}


@pytest.mark.parametrize(
    ("spans", "rule", "words"),
    [
        (("T06:00Z/2025-10-20T07:40Z", "T07:30Z/.."), "overlapping-eras", "ends with 2025-10-20T07:40Z"),
        (("T06:00Z/2025-10-20T07:40Z", "T09:30+02:00/.."), "overlapping-eras", "ends with 2025-10-20T07:40Z"),
        (("T06:00Z/2025-10-20T07:40Z", "T08:41Z/2025-10-20T12:00Z"), "gapped-eras", "a gap of 1 hour"),
        (("T06:00Z/2025-10-20T07:40Z", "T07:50Z/2025-10-20T12:00Z"), "gapped-eras", "a gap of 9 minutes"),
    ],
)  # fmt: skip
def test_eras_of_one_day(spans: tuple[str, str], rule: str, words: str) -> None:
    eras = "".join(
        f'[[eras]]\nid = "era-{number}"\ntitle = "x"\nspan = "2025-10-20{each}"\ntext = "y"\n'
        for number, each in enumerate(spans)
    )
    found = check(load_text(whole(eras), "example"))
    assert [words in each.message for each in found if each.rule == rule] == [True]


def test_an_event_of_one_day_belongs_to_the_era_of_its_time() -> None:
    """What happens as one era ends and the next begins belongs to the next."""
    eras = """
[[eras]]
id = "onset"
title = "x"
span = "2019-05-20T06:00Z/2019-05-20T07:40Z"
text = "y"
[[eras]]
id = "repair"
title = "x"
span = "2019-05-20T07:40Z/2019-05-20T12:00Z"
text = "y"
"""
    event = '[[events]]\nid = "e{}"\ntitle = "x"\ndate = "2019-05-20T{}"\ncites = ["report-2020"]\n'
    fine = eras + event.format(1, "07:40Z") + event.format(2, "09:00+02:00")
    fine += event.format(4, "07:40:53Z")
    assert count("event-without-era", fine) == 0
    late = eras + event.format(1, "12:01Z") + event.format(2, "13:00+02:00")
    assert count("event-without-era", late) == 1
    named = event.format(1, "07:50Z") + 'era = "onset"\n' + event.format(2, "09:30+02:00")
    assert count("event-outside-era", f'{eras}{named}era = "onset"\n') == 1


@pytest.mark.parametrize(
    ("as_of", "date", "alarms"),
    [
        ("2019-05-20T12:00Z", "2019-05-20T12:01Z", 1),
        ("2019-05-20T12:00Z", "2019-05-20T13:59+02:00", 0),
        ("2019-05-20", "2019-05-20T23:59-05:00", 0),
        ("2019-05-20", "2019-05-21T00:01+02:00", 1),
    ],
)
def test_what_is_later_than_the_briefing_by_the_clock(as_of: str, date: str, alarms: int) -> None:
    event = f'[[events]]\nid = "e"\ntitle = "x"\ndate = "{date}"\ntext = "Done."\n'
    text = re.sub(r'as_of = "[^"]*"', f'as_of = "{as_of}"', whole(event))
    found = check(load_text(text, "example"))
    assert sum(each.rule == "future-date" for each in found) == alarms


@pytest.mark.parametrize(
    ("times", "rule", "alarms"),
    [
        (("10:00Z", "11:00Z"), "contradicting-figures", 0),
        (("10:00Z", "12:00+02:00"), "contradicting-figures", 1),
        (("10:00Z", "11:00Z"), "unordered-points", 0),
        (("11:00Z", "11:00:30Z"), "mixed-periods", 0),
        (("11:00Z", "10:00Z"), "unordered-points", 1),
        (("10:00Z", "11:00+02:00"), "unordered-points", 1),
    ],
)
def test_points_of_one_day(times: tuple[str, str], rule: str, alarms: int) -> None:
    points = ", ".join(
        f'{{ at = "2019-05-20T{time}", value = {value} }}' for value, time in enumerate(times, 1)
    )
    series = f'[[series]]\nid = "errors"\ntitle = "Errors"\nunit = "errors"\npoints = [{points}]\n'
    assert count(rule, f'{series}cites = ["report-2020"]\n') == alarms
