"""A library as a folder of pages: an index with a search, a page a briefing, and all together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from briefdeck.document.compose import Composer
from briefdeck.document.lookup import Lookup, lookup
from briefdeck.export.html import losses
from briefdeck.export.html.frame import head, opening_tag
from briefdeck.export.html.page import page
from briefdeck.export.html.prose import Prose, attribute, text
from briefdeck.export.html.searching import SCRIPT, box, listed_entries
from briefdeck.export.html.standing import kicker
from briefdeck.export.html.style import STYLE
from briefdeck.export.html.together import NAMES, PageTogether, pages_together
from briefdeck.loader import Loaded
from briefdeck.model.levels import Level
from briefdeck.text.file_names import folded_name, name_problem
from briefdeck.text.words import counted, kebab_case, quoted

INDEX: Final = "index.html"
_LOOKS: Final = """
.shelf article{border-top:1px solid var(--line);padding-top:1rem}
.shelf h2{font-size:1.45rem;text-transform:none;letter-spacing:-.01em;font-family:inherit}
.shelf .kicker{margin:.25rem 0 .5rem}
[role=search]{margin:0 0 1.4rem}
[role=search] output:not(:empty){display:block;margin-top:.6rem}
[role=search] label{display:block;font-size:.82rem;margin-bottom:.3rem}
[role=search] input{width:100%;font:inherit;padding:.5rem .7rem;color:inherit;
background:var(--soft);border:1px solid var(--muted);border-radius:2px}
@media (min-width:72rem){body{grid-template-columns:minmax(0,43rem);
grid-template-areas:"h" "m"}header{padding-inline-start:0}}
[hidden]{display:none!important}
"""


class Site(NamedTuple):
    """The files of a site by their names, and in sentences what is not in them."""

    files: dict[str, bytes]
    losses: tuple[str, ...] = ()


class _Shown(NamedTuple):
    """A page's name, and the entries that it shows."""

    name: str
    entries: frozenset[str]

    def address(self, entry: str) -> str:
        """Where an entry is shown; of one that a shorter reading leaves out, the page."""
        return f"{self.name}#{entry}" if entry in self.entries else self.name


def site(every: Sequence[Loaded], level: Level) -> Site:
    """Return briefings as pages that link to one another."""
    lookups = [lookup(loaded) for loaded in every]
    files: dict[str, bytes] = {}
    shelf: list[tuple[Lookup, _Shown]] = []
    left: list[str] = []
    for found, name in zip(lookups, _names(lookups), strict=True):
        made = page(found, level, home=INDEX)
        files[name] = made.html.encode()
        shelf.append((found, _Shown(name, made.shown)))
        left += [f"{quoted(found.loaded.id)}: {loss}" for loss in losses(made.not_linked)]
    together = [*pages_together([(found, shown.address) for found, shown in shelf])]
    for each in together:
        way = f'<a href="{INDEX}">All briefings</a>'
        files[each.name] = _framed(each.title, each.said, each.main, way=way).encode()
    files[INDEX] = _index(shelf, together).encode()
    return Site(files, tuple(left))


def _names(lookups: Iterable[Lookup]) -> Iterator[str]:
    """Yield a file name for each briefing, safe on every system and different from all others."""
    taken = {folded_name(name) for name in (INDEX, *NAMES)}
    for found in lookups:
        stem = kebab_case(found.loaded.id) or "briefing"
        stem = stem if name_problem(f"{stem}.html") is None else f"briefing-{stem[:80]}"
        name, number = f"{stem}.html", 1
        while folded_name(name) in taken:
            number += 1
            name = f"{stem}-{number}.html"
        taken.add(folded_name(name))
        yield name


def _index(shelf: Sequence[tuple[Lookup, "_Shown"]], together: Sequence[PageTogether]) -> str:
    cards = "".join([_card(found, shown.name) for found, shown in shelf])
    entries = "".join([listed_entries(found, shown.address) for found, shown in shelf])
    ways = " · ".join([f'<a href="{each.name}">{text(each.said)}</a>' for each in together])
    main = (
        f"{box()}{f'<p>{ways}</p>' if ways else ''}\n"
        f'<section class="shelf" aria-label="Briefings">\n{cards}</section>\n'
        f'<section aria-labelledby="_entries-title" id="_entries">\n'
        f'<h2 id="_entries-title">Every entry</h2>\n{entries}</section>\n'
    )
    return _framed("Briefings", counted(len(shelf), "briefing"), main, script=SCRIPT)


def _card(found: Lookup, name: str) -> str:
    """What the index says of a briefing: its title, how fresh it is, and its bottom line."""
    front = found.briefing.front
    prose = Prose(frozenset(), found.numbers, {})
    composer = Composer(found, found.short_forms)
    said = kicker(composer.standing(), prose)
    draft = '<strong class="draft">Draft</strong> · ' if front.draft else ""
    return (
        f"<article>\n<h2><a href={attribute(name)}>{text(front.title)}</a></h2>\n"
        f'<p class="kicker">{draft}{said}</p>\n'
        f"{prose.blocks(composer.prose(front.bluf))}</article>\n"
    )


def _framed(title: str, said: str, main: str, *, script: str = "", way: str = "") -> str:
    """A page of the site that is no briefing; its script is the only one that may run."""
    before = f"{way} · " if way else ""
    running = f"<script>{script}</script>\n" if script else ""
    return (
        f"{opening_tag('en')}{head(title, style=f'{STYLE}{_LOOKS}', script=script)}"
        '<body>\n<a class="skip" href="#_main">Skip to the content</a>\n'
        f'<header>\n<p class="kicker">{before}{text(said)}</p>\n<h1>{text(title)}</h1>\n</header>\n'
        f'<main id="_main" tabindex="-1">\n{main}</main>\n{running}</body>\n</html>\n'
    )
