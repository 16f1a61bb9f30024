"""Defects of well-formed briefings, for `tests/support/good.toml`: each with every finding that it makes, and its line."""

from support.defects import Defect

LONG = "{n} " + " ".join(["word"] * 60)
CITED = 'cites = ["src-c"]'


def _finding(text: str, more: str = CITED, header: str = "") -> str:
    return f'[[findings]]{header}\nid = "seeded-{{n}}"\ntext = {text}\n{more}'


def _event(date: str, more: str = CITED) -> str:
    return f'[[events]]\nid = "seeded-{{n}}"\ntitle = "Seeded"\n{date}\n{more}'


def _series(*points: str, header: str = "", more: str = CITED, unit: str = "people") -> str:
    listed = "\n".join(points)
    return f'[[series]]{header}\nid = "seeded-{{n}}"\ntitle = "Seeded"\nunit = "{unit}"\n{more}\npoints = [\n{listed}\n]'


def _source(more: str, header: str = "", kind: str = "report", title: str = "Seeded {n}") -> str:
    return f'[[sources]]{header}\nid = "seeded-{{n}}"\ntype = "{kind}"\ntitle = "{title}"\n{more}'


def _reading(more: str, header: str = "", kind: str = "report") -> str:
    more = f'issued = 2019\npublisher = "The Press"\ntags = ["further-reading"]\n{more}'
    return _source(more, header, kind)


def _quotation(text: str, more: str, header: str = "") -> str:
    return f'[[quotations]]{header}\nid = "seeded-{{n}}"\ntext = {text}\n{more}'


EVIDENCE_DEFECTS = (
    Defect("uncited", _finding('"Seeded {n}."', "", " ⟪uncited-statement⟫")),
    Defect(
        "uncited-figure",
        _series(
            '{ at = 2001, value = 1, cites = ["src-a"] },',
            "{ at = 2002, value = 2 }, ⟪uncited-figure⟫",
            more="",
        ),
    ),
    Defect(
        "caveat-uncited",
        _finding(
            '"Seeded {n}."',
            f'{CITED}\ncaveat = {{ text = "Others count more.", grade = "differs" }} ⟪uncited-caveat⟫',
        ),
    ),
    Defect(
        "caveat-uncited-on-a-point",
        _series(
            "{ at = 2000, value = 2 },",
            "{ at = 2001, value = 1, "
            'caveat = { text = "Others count more.", grade = "wrong" } }, ⟪uncited-caveat⟫',
        ),
    ),
    Defect(
        "caveat-of-a-word",
        _finding(
            '"Seeded {n}."',
            f'{CITED}\ncaveat = {{ text = "Wrong [@src-a].", grade = "wrong" }} ⟪groundless-grade⟫',
        ),
    ),
    Defect(
        "via-itself",
        _finding('"Seeded {n}."', 'cites = [{ source = "src-c", via = "src-c" }] ⟪via-itself⟫'),
    ),
    Defect("quotation-unplaced", _quotation('"Seeded {n}."', CITED, " ⟪quotation-without-place⟫")),
    Defect("quotation-uncited", _quotation('"Seeded {n}."', "", " ⟪quotation-without-place⟫")),
    Defect(
        "quote-unplaced",
        _finding(
            '"Seeded {n}."',
            'cites = [\n{ source = "src-a", quote = "so" }, ⟪quotation-without-place⟫\n]',
        ),
    ),
    Defect(
        "old-source",
        _event("date = 2001", 'cites = [\n"src-c",\n"src-old", ⟪anachronistic-citation⟫\n]'),
    ),
    Defect(
        "old-source-in-prose",
        _finding(
            '"""\nSome words.\nIn 2003 it fell\nfast [@src-old, p. 1]. ⟪anachronistic-citation⟫\n"""'
        ),
    ),
    Defect(
        "old-source-of-point",
        _series(
            '{ at = 2001, value = 1, cites = ["src-a"] },',
            '{ at = 2002, value = 2, cites = ["src-old"] }, ⟪anachronistic-citation⟫',
        ),
    ),
    Defect(
        "one-origin", _finding('"Seeded {n}."', 'cites = ["src-a", "src-b"]', " ⟪single-origin⟫")
    ),
)

SOURCE_DEFECTS = (
    Defect("unused-source", _source('issued = 2019\npublisher = "The Press"', " ⟪unused-source⟫")),
    Defect(
        "retracted",
        _source('issued = 2019\npublisher = "The Press"\nstatus = "retracted" ⟪withdrawn-source⟫')
        + '\n\n[[findings]]\nid = "user-{n}"\ntext = "It works [@seeded-{n}, p. 1]."',
    ),
    Defect(
        "same-doi",
        _reading('DOI = "10.1000/{n}"')
        + "\n\n"
        + _reading('DOI = "10.1000/{n}"', " ⟪duplicate-source⟫").replace(
            '"seeded-{n}"', '"other-{n}"'
        ),
    ),
    Defect("bare-source", _source('tags = ["further-reading"]', " ⟪incomplete-source⟫")),
    Defect(
        "copy-elsewhere",
        _reading(f'copy = "../seeded-{{n}}.pdf" ⟪bad-copy-path⟫\nsha256 = "{"0" * 64}"'),
    ),
    Defect("copy-of-unknown-bytes", _reading('copy = "copies/seeded-{n}.pdf" ⟪copy-without-hash⟫')),
    Defect("unread-page", _reading("", " ⟪missing-access-date⟫", "webpage")),
    Defect("no-address", _reading('URL = "example" ⟪malformed-address⟫')),
    Defect("no-doi", _reading('DOI = "doi:10.1000/1" ⟪malformed-address⟫')),
    Defect("no-language", _reading('language = "english" ⟪malformed-language⟫')),
)

FIGURE_DEFECTS = (
    Defect(
        "wrong-number",
        _finding(
            '"""\nSome words.\nAid was\n[[aid|$900 million in FY2008]] ⟪number-contradicts-series⟫\nin all.\n"""'
        ),
    ),
    Defect(
        "wrong-number-by-see",
        _finding(
            '"In FY2008 it was $499 million." ⟪number-contradicts-series⟫',
            f'{CITED}\nsee = ["aid"]',
        ),
    ),
    Defect(
        "two-counts",
        _series(
            "{ at = 2001, value = 1000 },",
            "{ at = 2002, value = 1100 },",
            more=f'{CITED}\nmeasure = "seeded-{{n}}"',
        )
        + "\n\n"
        + _series(
            "{ at = 2001, value = 1210 }, ⟪contradicting-figures⟫",
            "{ at = 2003, value = 1100 },",
            more=f'{CITED}\nmeasure = "seeded-{{n}}"',
        ).replace('"seeded-{n}"', '"other-{n}"', 1),
    ),
    Defect(
        "unlike-companion",
        _series(
            "{ at = 2001, value = 1 },",
            "{ at = 2002, value = 2 },",
            more=f'{CITED}\nwith = ["aid"] ⟪drawn-apart⟫',
        ),
    ),
    Defect(
        "same-point",
        _series("{ at = 2001, value = 1 },", "{ at = 2001, value = 1 }, ⟪duplicate-point⟫"),
    ),
    Defect(
        "jump-back",
        _series("{ at = 2002, value = 1 },", "{ at = 2001, value = 1 }, ⟪unordered-points⟫"),
    ),
    Defect(
        "month-and-year",
        _series("{ at = 2001, value = 1 },", '{ at = "2002-01", value = 1 }, ⟪mixed-periods⟫'),
    ),
    Defect("lone-point", _series("{ at = 2001, value = 1 },", header=" ⟪single-point⟫")),
    Defect(
        "outside",
        _series(
            "{ at = 2001, value = 9, low = 1, high = 2 }, ⟪value-outside-range⟫",
            "{ at = 2002, value = 1 },",
        ),
    ),
    Defect(
        "share",
        _series(
            "{ at = 2001, value = 9 },",
            "{ at = 2002, value = 109 }, ⟪impossible-percentage⟫",
            unit="%",
        ),
    ),
    Defect(
        "shares",
        _series(
            '{ at = 2001, part = "a", value = 60 },',
            '{ at = 2001, part = "b", value = 60 }, ⟪impossible-percentage⟫',
            unit="%",
        ),
    ),
    Defect(
        "future-point",
        _series("{ at = 2001, value = 9 },", "{ at = 2021, value = 1 }, ⟪future-date⟫"),
    ),
    Defect(
        "empty-cell",
        f'[[tables]]\nid = "seeded-{{n}}"\ntitle = "Seeded"\n{CITED}\ncolumns = ["a"]\nrows = [\n["x"],\n[""], ⟪empty-cell⟫\n]',
    ),
)

ERA_DEFECTS = (
    Defect(
        "effect-before-cause",
        _event("date = 2007", f'{CITED}\nleads_to = ["plan-signed"] ⟪effect-before-cause⟫'),
    ),
    Defect("wrong-era", _event("date = 2001", f'{CITED}\nera = "era-two" ⟪event-outside-era⟫')),
    Defect("no-era", _event('date = "1970-05" ⟪event-without-era⟫')),
    Defect(
        "silent-era",
        '[[eras]] ⟪era-without-text⟫\nid = "seeded-{n}"\ntitle = "Seeded"\nspan = 1999',
    ),
    Defect(
        "overlap",
        '[[eras]]\nid = "one-{n}"\ntitle = "One"\nspan = "2011/2014"\ntext = "One."\n\n'
        '[[eras]]\nid = "two-{n}"\ntitle = "Two"\nspan = "2013/2015" ⟪overlapping-eras⟫\ntext = "Two."',
    ),
    Defect(
        "gap",
        '[[eras]]\nid = "gap-{n}"\ntitle = "Gap"\nspan = "2018/2019" ⟪gapped-eras⟫\ntext = "Late."',
    ),
)

WORD_DEFECTS = (
    Defect(
        "long-key-point",
        f'[[key_points]]\nid = "seeded-{{n}}"\ntext = "{LONG}" ⟪long-key-point⟫\n{CITED}',
    ),
    Defect(
        "long-half-minute",
        f'[[findings]]\nid = "seeded-{{n}}"\ntitle = "{LONG}"\ntext = "Seeded {{n}}."\nweight = 1 ⟪long-reading⟫\n{CITED}',
    ),
    Defect(
        "long-quotation",
        _quotation(f'"{LONG}" ⟪long-quotation⟫', 'cites = [{ source = "src-c", at = "p. 1" }]'),
    ),
    Defect(
        "long-quote",
        _finding(
            '"Seeded {n}."',
            f'cites = [\n{{ source = "src-a", at = "p. 1", quote = "{LONG}" }}, ⟪long-quotation⟫\n]',
        ),
    ),
    Defect("acronym", _finding('"""\nSome words.\nThe QZX met. ⟪undefined-acronym⟫\n"""')),
    Defect(
        "odd-word",
        _finding('"Seeded {n}."', f'{CITED}\nlikelihood = "quite likely" ⟪unknown-likelihood⟫'),
    ),
    Defect("foreign-phrase", _finding('"It is about as likely as not." ⟪unknown-likelihood⟫')),
    Defect(
        "other-row",
        _finding('"Seeded {n}."', f'{CITED}\nlikelihood = "probable" ⟪mixed-likelihood⟫'),
    ),
    Defect(
        "both-in-sentence",
        _finding(
            '"""\nSome words.\nWith high confidence, it is likely. ⟪confidence-with-likelihood⟫\n"""'
        ),
    ),
    Defect(
        "both-on-entry",
        _finding(
            '"Seeded {n}."',
            f'{CITED}\nlikelihood = "likely"\nconfidence = "low" ⟪confidence-beside-likelihood⟫',
        ),
    ),
    Defect(
        "no-basis",
        _finding('"Seeded {n}."', f'{CITED}\nconfidence = "low" ⟪confidence-without-basis⟫'),
    ),
    Defect(
        "open-citation", _finding('"""\nSome words.\nIt rose [@src-a, p. 9. ⟪failed-citation⟫\n"""')
    ),
    Defect("bare-citation", _finding('"It rose, see @src-a." ⟪failed-citation⟫')),
    Defect("open-link", _finding('"It rose, see [[aid-rose." ⟪failed-citation⟫')),
    Defect("html", _finding('"It rose <em>fast</em>." ⟪foreign-markup⟫ ⟪foreign-markup⟫')),
    Defect("console", _finding('"It rose [bold]fast[/bold]." ⟪foreign-markup⟫ ⟪foreign-markup⟫')),
    Defect(
        "copied",
        _finding(f'"{LONG[:80]} {{n}}"')
        + "\n\n"
        + _finding(f'"{LONG[:80]} {{n}}" ⟪repeated-text⟫').replace('"seeded-{n}"', '"copied-{n}"'),
    ),
    Defect("no-tag", 'language = "english" ⟪malformed-language⟫', in_front=True),
)

LIST_DEFECTS = (
    Defect(
        "groundless",
        '[[recommendations]] ⟪groundless-recommendation⟫\nid = "seeded-{n}"\ntext = "Do it."\nto = "Congress"',
    ),
    Defect(
        "unaddressed",
        f'[[recommendations]] ⟪unaddressed-recommendation⟫\nid = "seeded-{{n}}"\ntext = "Do it."\n{CITED}',
    ),
    Defect(
        "unknown-status",
        f'[[recommendations]]\nid = "seeded-{{n}}"\ntext = "Do it."\nto = "Congress"\n'
        f'{CITED}\nstatus = "underway" ⟪unknown-status⟫',
    ),
    Defect(
        "unused-term",
        '[[terms]] ⟪unused-term⟫\nid = "seeded-{n}"\nterm = "zorblification"\nmeaning = "Nothing."',
    ),
    Defect(
        "unused-actor",
        '[[actors]] ⟪unused-actor⟫\nid = "seeded-{n}"\nname = "Quirin Xanten"\ntype = "person"',
    ),
    Defect(
        "unused-program",
        f'[[programs]] ⟪unused-program⟫\nid = "seeded-{{n}}"\ntitle = "Plan Ypsilon"\n{CITED}',
    ),
    Defect(
        "self-link", _finding('"Seeded {n}."', f'{CITED}\nsee = [\n"seeded-{{n}}", ⟪self-link⟫\n]')
    ),
    Defect("no-rule", '[[exceptions]]\nrule = "uncited-statment" ⟪unknown-rule⟫\nreason = "so"'),
    Defect("idle", '[[exceptions]] ⟪useless-exception⟫\nrule = "stale-as-of"\nreason = "so"'),
    Defect(
        "idle-for-entry",
        '[[exceptions]]\nrule = "stale-as-of"\nentries = [\n"aid-rose", ⟪useless-exception⟫\n]\nreason = "so"',
    ),
)

DRAFT_DEFECTS = (
    Defect("draft", "draft = true ⟪unfinished-draft⟫", in_front=True),
    Defect("leftover", _finding('"Seeded {n} TODO: more." ⟪leftover-words⟫')),
    Defect(
        "leftover-in-a-title",
        _event('date = 2009\ntext = "Seeded {n}."\nplace = "???" ⟪leftover-words⟫'),
    ),
    Defect(
        "unedited",
        _finding('"One passenger in five asks for a later last crossing, {n}." ⟪unedited-example⟫'),
    ),
    Defect("amount-twice", _finding('"Seeded {n}, for 2 hours (90 minutes)." ⟪amounts-disagree⟫')),
    Defect(
        "date-in-text",
        _event(
            'date = "2009-05"\ntext = "It opened in June 2009 for {n}." ⟪date-contradicts-text⟫'
        ),
    ),
    Defect(
        "precise",
        _series(
            "{ at = 2001, value = 0.30000000000000004 }, ⟪false-precision⟫",
            "{ at = 2002, value = 2 },",
        ),
    ),
    Defect(
        "page",
        _source('issued = 2019\npublisher = "P"\npage = "10-19"', kind="chapter").replace(
            '"seeded-{n}"', '"paged-{n}"'
        )
        + "\n"
        + _finding('"Seeded {n} [@paged-{n}, p. 9]." ⟪page-outside-source⟫', ""),
    ),
)

RULE_DEFECTS: tuple[Defect, ...] = (
    *EVIDENCE_DEFECTS,
    *SOURCE_DEFECTS,
    *FIGURE_DEFECTS,
    *ERA_DEFECTS,
    *WORD_DEFECTS,
    *LIST_DEFECTS,
    *DRAFT_DEFECTS,
)
