"""Rules on words that readers will not take as meant: failed citations, markup, acronyms."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case, Piece
from briefdeck.check.rule import rule
from briefdeck.model.bracket import brackets
from briefdeck.model.problem import Complaint, Edit, Remedy, Severity
from briefdeck.text.pattern import pattern

_TAG: Final = (
    r"(?i:</?(?:a|abbr|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s"
    r"|script|small|span|strong|style|sub|sup|table|td|th|tr|u|ul)(?:[\s/][^<>\x00]{0,200})?>)"
)
_CONSOLE: Final = (
    r"\[/?(?:bold|italic|underline|strike|dim|reverse|blink|red|green|blue|yellow|magenta|cyan"
    r"|white|black|bright_[a-z]+|link(?:=[^\[\]\x00]{0,200})?|b|i|u|s)(?: [a-z_ ]{0,40})?\]|\[/\]"
)
_LETTER: Final = pattern(r"\[[bius]\]")
_OPENING: Final = pattern(r"(?<![\\\[])\[[@\[]")
_SOUND: Final = pattern(r"\[(?:@[^\[\]`\\\x00]*|\[[^\[\]`\\\n|,;]+(?:\|[^\[\]`\\\x00]*)?\])\]")
_ENDS: Final = r"(?![\w-])(?=[.,;:)!?]*(?:\s[^\[\]]*)?(?:\[|\Z))"
"""Behind an opening that nothing closes before the next one begins."""
_OPEN_CITATION: Final = pattern(
    r"\[@(?P<id>[a-z0-9-]+)"
    r"(?:, (?:(?:pp?|paras?|secs?|chs?|figs?|tables?)\.? ?|§)\d+(?:[-–]\d+)?)?" + _ENDS
)
_OPEN_LINK: Final = pattern(r"\[\[(?P<id>[a-z0-9-]+)(?P<bracket>\]?)(?!\])" + _ENDS)
_BARE: Final = pattern(r"@(?<!\[@)[a-z0-9]+(?:-[a-z0-9]+)*")


@rule("warning", fixing="fix")
def failed_citation(case: Case) -> Iterator[Complaint]:
    """A citation or a link is not closed, or is not read as one.

    A citation or a link that is not closed, or has no brackets, is shown as its
    characters and counts for nothing: the statement is uncited. Put it in backticks
    where you mean the characters.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2017, p. 9."
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2017, p. 9]."
    ```
    """
    if "@" not in case.text and "[[" not in case.text:
        return
    openings = case.text.count("[@") + case.text.count("[[")
    if openings > sum(1 for _ in _SOUND.finditer(case.text)):
        suspects = {
            case.piece_at(position)[0]
            for opening in ("[@", "[[")
            for position in case.find_all(opening)
        }
        for piece in sorted(suspects, key=lambda piece: piece.entry):
            yield from _failed(case, piece)
    yield from _bare_citations(case)


def _failed(case: Case, piece: Piece) -> Iterator[Complaint]:
    """Openings of citations and links in a piece that nothing reads as such."""
    read = {bracket.start for bracket in brackets(piece.text)}
    start = case.start_of(piece)
    for match in _OPENING.finditer(piece.text):
        if match.start() in read or case.is_code(start + match.start()):
            continue
        cites = match[0] == "[@"
        shown = " ".join(piece.text[match.start() : match.start() + 24].split())
        message = f"`{shown}…` is not read as a {'citation' if cites else 'link'}."
        yield Complaint(piece.path, message, _closing(case, piece, match), offset=match.start())


def _closing(case: Case, piece: Piece, opening: re.Match[str]) -> Remedy | str:
    """How to close a citation or a link; by itself where it ends with an id, or a page."""
    cites = opening[0] == "[@"
    words = (
        "Write `[@source, p. 9]`, and close it."
        if cites
        else "Write `[[entry]]` or `[[entry|words]]`, and close it with `]]`."
    )
    found = (_OPEN_CITATION if cites else _OPEN_LINK).match(piece.text, opening.start())
    if found is None or found["id"] not in case.links.entries:
        return words
    closing = "]" if cites or found["bracket"] else "]]"
    return Remedy(words, Edit("respell", found[0] + closing, found[0]))


def _bare_citations(case: Case) -> Iterator[Complaint]:
    """`@source` without brackets, which Pandoc would read and this format does not."""
    for match in _BARE.finditer(case.text):
        before = case.text[match.start() - 1 : match.start()]
        if before.isalnum() or match[0][1:] not in case.sources:
            continue
        if not case.is_markup(match.start()):
            piece, offset = case.piece_at(match.start())
            written = f"[{match[0]}]"
            # Pandoc's `(@id, p. 9)` and `@id [p. 9]` have the place outside of such brackets.
            is_alone = before != "(" and not case.text.startswith(" [", match.end())
            remedy = Remedy(
                f"Put it in brackets: `{written}`.", Edit("respell", written, match[0]), is_alone
            )
            yield Complaint(
                piece.path,
                f"`{match[0]}` is not read as a citation.",
                remedy,
                offset=offset,
            )


@rule("note", fixing="fix")
def foreign_markup(case: Case) -> Iterator[Complaint]:
    """Markup of another kind is shown as the characters that it is made of.

    Prose is CommonMark. HTML and the console markup of terminal libraries are data
    here, so readers see the signs themselves.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose <b>sharply</b> [@crs-2017, p. 9]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose **sharply** [@crs-2017, p. 9]."
    ```
    """
    text = case.text
    patterns = ((_TAG, "HTML", ("<",)), (_CONSOLE, "console markup", ("[/", "[bold")))
    for markup, name, signs in patterns:
        for match in re.finditer(markup, text) if any(sign in text for sign in signs) else ():
            if case.is_code(match.start()):
                continue
            piece, offset = case.piece_at(match.start())
            if name != "HTML" and _LETTER.fullmatch(match[0]) and "[/" not in piece.text:
                # What an editor puts into a quotation: "[i]t was", "worker[s]".
                continue
            message = f"`{match[0][:30]}` is {name} and is shown as it stands."
            remedy = _in_commonmark(piece.text, match[0], offset)
            yield Complaint(piece.path, message, remedy, offset=offset)


def _in_commonmark(text: str, opening: str, offset: int) -> Remedy | str:
    """What to write for a tag: where it opens a few words, the signs around them."""
    words = (
        "Prose is CommonMark: `*emphasis*`, `**strong**`, `` `code` ``; "
        "put it in backticks where you mean the characters."
    )
    name = opening[1:-1].lower()
    sign = _SIGNS.get(name)
    if sign is None:
        return words
    closing = f"{opening[0]}/{opening[1:]}"
    end = text.find(closing, offset)
    inside = text[offset + len(opening) : end] if end >= 0 else ""
    if not inside or inside != inside.strip() or _OTHER_MARKUP.search(inside):
        return words
    return Remedy(words, Edit("respell", parts=((offset, opening, sign), (end, closing, sign))))


_SIGNS: Final = {"b": "**", "strong": "**", "bold": "**", "i": "*", "em": "*", "italic": "*"}
"""Tags that CommonMark has signs for."""
_OTHER_MARKUP: Final = pattern(r"[*_`\\<]|\[/|\n[ \t]*\n")

_COMMON_WORDS: Final = """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS GB BR CN JP
    KR RU ZA MX AU NZ DRC AEST AEDT ACST AWST NZST AWS BMW BP GE GM HP
    US USA UK EU UN NATO USSR UAE GDR OECD IMF WTO WHO UNESCO UNICEF FBI CIA NASA FIFA IOC NGO
    NGOS MP MPS VIP POW GI LA NY NYC DC AD BC BCE CE AM PM FY UTC GMT EST EDT CST CDT MST MDT PST
    PDT CET CEST BST JST IST ISO TV DVD CD VHS BBC CNN CBS ABC NPR PBS AP AFP UPI HBO MTV DJ EP LP
    PC IT AI ID IDS OK PIN ATM GPS SUV UFO DIY ETA FAQ IQ RSVP RIP SOS TOC PS NB DNA RNA HIV AIDS
    COVID SARS MERS MRI CT ICU ER GP GDP GNP GPA CEO CFO COO CTO CIO HR PR IPO VAT LLC INC LTD PLC
    PHD MD BA BSC MA MSC MBA JD JR SR PDF URL URI HTML CSS HTTP HTTPS CSV JSON XML YAML ZIP JPEG
    JPG PNG GIF SQL API APIS IP TCP UDP DNS SSH SSL TLS VPN LAN WAN FTP SMTP USB CPU CPUS GPU GPUS
    SSD RAM ROM OS UI UX CLI SDK VM VMS SMS RSS ASCII UTF ISBN ISSN DOI LED LCD AC HD HQ KB MB GB
    TB PB EB HZ KHZ MHZ GHZ MW GW TW KW MPH RPM PSI PPM PPB BTU USD EUR GBP MXN CAD JPY CNY CHF
    AUD NZD SEK NOK DKK INR BRL ZAR RUB TRY KRW ARS IDR HKD SGD PLN CZK HUF ILS TBD TBC TBA TODO
    FIXME XXX NA VE VJ USS HMS RMS HMAS HMCS DDR BRD CSSR KZ CO LGBT LGBTQ
    DEM FRF ITL ESP NLG BEF ATS PTE GRD IEP FIM
    JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC MON TUE WED THU FRI SAT SUN
    WW WWI WWII IBM NOT AND OR NO ALL ANY ONLY NEVER ALWAYS MUST YES NEW
    OLD OFF ON STOP NOTE WARNING ERROR NULL TRUE FALSE END DRAFT EDIT UPDATE
"""
COMMON: Final = frozenset(_COMMON_WORDS.split())
"""Acronyms that a reader of any briefing knows, codes and units, and words that are stressed so."""

_CAPITALS: Final = pattern(r"[A-Z][A-Z]+")
_STATE_CODES: Final = """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM
    NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY ON QC AB NSW VIC QLD
"""
_STATES: Final = frozenset(_STATE_CODES.split())
"""Codes of states and provinces, which stand behind the name of a town and a comma."""
_COUNTRY_CODES: Final = """
    ALG ARG AUS AUT BEL BER BRA BUL CAN CHE CHI CHN CIV CMR COL CRO CUB CZE DEN DEU DNK EGY ESP EST
    ETH FIN FRA GBR GDR GER GHA GRC GRE HRV HUN INA IND IRL IRN IRQ ISL ISR ITA JAM JPN KAZ KEN KOR
    LAT LTU LUX MAR MAS MEX NED NGA NGR NLD NOR NZL PAK PER PHI POL POR PRK PRT QAT ROU RSA RUS SAF
    SCG SCO SRB SUI SVK SVN SWE TCH THA TPE TRI TTO TUN TUR UGA UKR URS URU USA UZB VEN VIE WAL YUG
"""
_COUNTRIES: Final = frozenset(_COUNTRY_CODES.split())
_CODE_LETTERS: Final = 3
_NAME_LETTERS: Final = 5
"""A longer run of capitals behind a given name or the like is a name, as in "Operation HUSKY"."""
_FUNCTION_WORDS: Final = frozenset(
    {
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "Of",
        "To",
        "And",
        "With",
        "But",
        "Its",
    }
)
_NAMED: Final = pattern(r"\b[A-Z][a-zà-ÿ]+ ([A-Z]{3,})(?= \([A-Z]{3}\))")
"""A name as lists of athletes have it: "Archie HAHN (USA)"."""
_MANY_NAMES: Final = 3
_ROMAN: Final = pattern(
    r"(?=[IVXLC]+\Z|[IVXLCDM]{4,}\Z)"
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
"""Numerals with a D or an M have four signs at least: shorter ones are often acronyms, as "MD"."""
_STRESSED: Final = pattern(r"[A-Z]{3,}(?:ING|ABLE|MENT|NESS|[TS]ION)|[A-Z]{4,}ED")
"""A word with an ending of English, written large: "PENDING", "APPROVED"."""
_LONGEST: Final = 10
_JOINED_BEFORE: Final = frozenset("_/.@#$€£=[|-&+")
_JOINED_AFTER: Final = frozenset("_/=@&+")
_GO_ON: Final = pattern(r"(?: [-+−]?\d+(?:[.,]\d+)? ?%?)?, [A-Z]{2,3}\b(?!-)")
_CAME_BEFORE: Final = pattern(r"(?:\b[A-Z]{2,3}(?: [-+−]?\d+(?:[.,]\d+)? ?%?)?, ){2}\Z")
"""Rows of codes: "GN, LR, SL", and with their figures: "TH 38.6, SN 37.3"."""
_NOUNS: Final = pattern(r"[a-z][a-z'’-]+(?: [^\W\d_][\w'’-]*){1,6}")
_REMARKS: Final = """
    about also an and as at but by for from he in it led no not now of on only or see she so the
    then they to under until who which with without
"""
_SAID_OF_IT: Final = frozenset(_REMARKS.split())
"""Words with which a remark in parentheses begins, rather than a name."""
_DESIGNATION: Final = pattern(r"-\d")
_TRIES: Final = 200
"""Uses of one acronym that are looked at, to find where it is written out."""

_REMEDY: Final = (
    "Add it to [[terms]], give it as an `abbreviation` of its program or actor, or write it out."
)


@rule("note")
def undefined_acronym(case: Case) -> Iterator[Complaint]:
    """An acronym is explained nowhere.

    The most common complaint about government prose. An acronym is explained by a
    term, by the `abbreviation` of a program or an actor, or beside its first use:
    "High Level Contact Group (HLCG)". In the bottom line it is a warning, elsewhere
    a note. Acronyms that everybody knows (US, UN, NATO, DNA …), Roman numerals,
    code and addresses are left alone.

    Wrong:

    ```toml
    [[findings]]
    id = "group-met"
    text = "The HLCG met twice [@crs-2017, p. 4]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "group-met"
    text = "The High Level Contact Group (HLCG) met twice [@crs-2017, p. 4]."
    ```
    """
    first = _first_uses(case)
    for acronym in sorted(first):
        yield _report(acronym, *case.piece_at(first[acronym]))


def _first_uses(case: Case) -> dict[str, int]:
    """Where each acronym that nothing explains stands first, in one pass over the prose."""
    known = COMMON | _explained(case) | case.remember(_names)
    first: dict[str, int] = {}
    written_out: set[str] = set()
    tries: dict[str, int] = {}
    for match in _CAPITALS.finditer(case.text):
        acronym = match[0]
        if acronym in known or acronym in written_out:
            continue
        if len(acronym) > _LONGEST or _ROMAN.fullmatch(acronym) or _STRESSED.fullmatch(acronym):
            continue
        position = match.start()
        tries[acronym] = tries.get(acronym, 0) + 1
        if tries[acronym] > _TRIES or not _is_acronym(case, acronym, position):
            continue
        if _is_written_out(case.text, acronym, position):
            written_out.add(acronym)
            first.pop(acronym, None)
        else:
            first.setdefault(acronym, position)
    return first


def _report(acronym: str, piece: Piece, offset: int) -> Complaint:
    severity: Severity | None = None
    message = f"`{acronym}` is explained nowhere."
    if piece.field == "bluf":
        severity = "warning"
        message = f"`{acronym}` is explained nowhere, and the bottom line uses it."
    return Complaint(piece.path, message, _REMEDY, offset=offset, word=acronym, severity=severity)


def _explained(case: Case) -> set[str]:
    """Runs of capitals in terms, abbreviations and actors' names."""
    briefing = case.briefing
    given = [term.term for term in briefing.terms]
    given += [program.abbreviation or "" for program in briefing.programs]
    for actor in briefing.actors:
        given += [actor.abbreviation or "", actor.name]
    return set(_CAPITALS.findall("\n".join(given)))


def _is_acronym(case: Case, acronym: str, position: int) -> bool:
    """Whether the letters at a position are a word of their own among words in small letters."""
    text, end = case.text, position + len(acronym)
    before, after = text[position - 1 : position], text[end : end + 1]
    if before.isalnum() or before in _JOINED_BEFORE:
        return False
    if after in _JOINED_AFTER or (after.isalnum() and not _is_plural(text, end)):
        return False
    if case.is_markup(position) or case.piece_at(position)[0].field == "note":
        return False
    if _DESIGNATION.match(text, end) or _is_one_of_codes(text, position, end):
        return False
    if _is_name(case, acronym, position):
        return False
    if f" {acronym.lower()} " in text:
        # A word of this briefing, stressed by capitals.
        return False
    return not _is_shouting(text, position, len(acronym))


def _is_name(case: Case, acronym: str, position: int) -> bool:
    """Whether capitals are a name or a code: "Operation HUSKY", "Dallas, TX", "BOLT (JAM)"."""
    text = case.text
    before = text[max(0, position - 24) : position]
    if before.endswith(", ") and acronym in _STATES:
        return True
    lists_athletes = len(case.remember(_names)) >= _MANY_NAMES
    if acronym in _COUNTRIES and (lists_athletes or before.endswith("(")):
        return True
    if len(acronym) < _NAME_LETTERS:
        return False
    if lists_athletes:
        return True
    words = before.split(" ")
    last = words[-2] if before.endswith(" ") and len(words) > 1 else ""
    return last.istitle() and len(last) > 1 and last not in _FUNCTION_WORDS


def _names(case: Case) -> frozenset[str]:
    """The surnames that a briefing writes in capitals."""
    return frozenset(_NAMED.findall(case.text))


def _is_one_of_codes(text: str, position: int, end: int) -> bool:
    """Whether short capitals are one of a row of such."""
    if end - position > _CODE_LETTERS:
        return False
    before = text[max(0, position - 40) : position]
    return bool(_GO_ON.match(text, end) or _CAME_BEFORE.search(before))


def _is_plural(text: str, end: int) -> bool:
    """Whether a plural's `s` stands at a position, and nothing more of the word."""
    return text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum()


def _is_shouting(text: str, position: int, length: int) -> bool:
    """Whether a neighbouring word is in capitals too, as in a heading or a shout."""
    end = position + length
    around = (
        *text[max(0, position - 24) : position].split()[-1:],
        *text[end : end + 24].split()[:1],
    )
    words = [word.strip(".,;:!?()\"'“”") for word in around]
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in words)


def _is_written_out(text: str, acronym: str, position: int) -> bool:
    """Whether the words stand beside it: "High Level Group (HLG)", or "HLG (High Level Group)"."""
    end = position + len(acronym)
    if text[end : end + 1] == "s":
        end += 1
    before = text[max(0, position - 120) : position].rstrip('"“*_')
    if before.endswith("(") and text[end : end + 1] in {")", ",", ";", '"', "”", "*", "_"}:
        return _spells(acronym, before[:-1].split()[-2 * len(acronym) - 2 :])
    if text[end : end + 2] == " (":
        inside = text[end + 2 : end + 120].partition(")")[0]
        return _spells(acronym, inside.split()) or _translates(inside)
    return text[end : end + 3] == " = " and _spells(acronym, text[end + 3 : end + 120].split())


def _translates(words: str) -> bool:
    """Whether words behind an acronym say in another language what it stands for.

    "BWA (federal electoral committee)", but not "BWA (founded in Berlin)".
    """
    first = words.partition(" ")[0]
    is_said_of_it = first in _SAID_OF_IT or first.endswith(("ed", "ly"))
    return _NOUNS.fullmatch(words) is not None and not is_said_of_it


def _spells(acronym: str, words: list[str]) -> bool:
    """Whether words may be what an acronym stands for: its first letter begins one of them.

    More cannot be asked: an acronym of another language spells other words.
    """
    return bool(words) and any(
        word.strip("\"“'(*_[").upper().startswith(acronym[0]) for word in words
    )
