"""A briefing as a page: its parts in order of need, each level behind its heading."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from briefdeck.document.blocks import SUPPORT_SIGNS
from briefdeck.document.lookup import Lookup
from briefdeck.export.html.articles import Articles
from briefdeck.export.html.blocks import Blocks, held
from briefdeck.export.html.contents import TITLES, Contents, Group
from briefdeck.export.html.frame import Line, head, nav, opening_tag
from briefdeck.export.html.prose import Prose, attribute, text
from briefdeck.export.html.standing import kicker
from briefdeck.export.html.style import STYLE
from briefdeck.export.html.verdicts import STYLE as VERDICTS
from briefdeck.export.html.verdicts import legend
from briefdeck.model.briefing import Source
from briefdeck.model.levels import Level
from briefdeck.model.prose import plain_text
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, listed

_ENDS: Final = pattern("</(?:li|p|dt|dd|td|th|tr|thead|tbody)>\n?")
_NAMED: Final = 3
"""Groups that a summary of a level counts by themselves."""


class Page(NamedTuple):
    """A finished page, the addresses on it that are no links, and the entries that it shows."""

    html: str
    not_linked: tuple[str, ...]
    shown: frozenset[str]


def page(lookup: Lookup, level: Level, *, home: str = "") -> Page:
    """Return a briefing as a page, up to a level; home: the address of the index it belongs to."""
    contents = Contents(lookup, level)
    prose = Prose(contents.anchors, lookup.numbers, lookup.seen_in)
    writer = _Page(contents, prose, home)
    return Page(writer.html(), tuple(prose.not_linked), contents.anchors)


class _Page:
    """Writes one page."""

    def __init__(self, contents: Contents, prose: Prose, home: str) -> None:
        self._contents = contents
        self._prose = prose
        self._home = home
        self._blocks = Blocks(prose, shift=1)
        self._articles = Articles(contents.composer, prose)
        self._source_list = Articles(contents.composer, prose, level=3)
        self._front = contents.lookup.briefing.front
        self._known = contents.standing.verification
        self._levels: list[Level] = []

    def html(self) -> str:
        front = self._front
        main = "".join(self._parts())
        return _without_ends(
            [
                opening_tag(front.language),
                head(
                    front.title,
                    description=" ".join(plain_text(front.bluf).split()),
                    authors=front.authors,
                    style=STYLE if self._known is None else f"{STYLE}{VERDICTS}",
                ),
                '<body>\n<a class="skip" href="#_main">Skip to the briefing</a>\n',
                self._masthead(),
                nav(self._listed()),
                f'<main id="_main" tabindex="-1">\n{main}</main>\n',
                self._footer(),
                "</body>\n</html>\n",
            ]
        )

    def _masthead(self) -> str:
        front = self._front
        home = f"<a href={attribute(self._home)}>All briefings</a> · " if self._home else ""
        draft = '<strong class="draft">Draft</strong> · ' if front.draft else ""
        said = f"{home}{draft}{kicker(self._contents.standing, self._prose)}"
        subtitle = ""
        if front.subtitle:
            inlines = self._prose.blocks(self._contents.composer.prose(front.subtitle))
            subtitle = f'<div class="subtitle">{inlines}</div>\n'
        return (
            f'<header>\n<p class="kicker">{said}</p>\n<h1>{text(front.title)}</h1>\n'
            f"{subtitle}</header>\n"
        )

    def _parts(self) -> Iterator[str]:
        contents = self._contents
        yield self._opening()
        if contents.holds("3m"):
            said = self._group(contents.points) + self._blocks.all(contents.brief)
            yield self._level("3m", said, self._brief_words(), is_open=True)
        if contents.holds("full"):
            said = self._timeline() + "".join(map(self._group, contents.full))
            yield self._level("full", said, self._full_words())
        if contents.holds("all"):
            said = "".join(map(self._group, contents.rest))
            yield self._level("all", said, _counts(contents.rest))
        yield self._sources()

    def _opening(self) -> str:
        """What is read in 30 seconds: it is never folded away."""
        said = self._blocks.all(self._contents.untitled)
        return (
            f'<section class="opening" aria-labelledby="_30s">\n'
            f'<h2 id="_30s">{TITLES["30s"]}</h2>\n{said}</section>\n'
        )

    def _level(self, level: Level, said: str, words: str, *, is_open: bool = False) -> str:
        if not said:
            return ""
        self._levels.append(level)
        note = f' <span class="note">{text(words)}</span>' if words else ""
        summary = f'<summary><h2 id="_{level}">{TITLES[level]}</h2>{note}</summary>'
        mark = " open" if is_open else ""
        return f'<details class="level"{mark}>{summary}\n{said}</details>\n'

    def _brief_words(self) -> str:
        found = self._contents.lookup.levels
        said = [counted(len(found.points), found.points[0].noun)] if found.points else []
        named = (("figures", found.figures), ("advice", found.recommendations))
        said += [name for name, entries in named if entries]
        said += ["what to doubt"] if found.doubts else []
        return _listed(said)

    def _full_words(self) -> str:
        said = [] if self._contents.lookup.timeline.is_empty else ["timeline"]
        return _listed([*said, *map(_counted, filter(_has_entries, self._contents.full))])

    def _group(self, group: Group) -> str:
        if not group.entries:
            return ""
        documents = self._contents.documents
        articles = "".join(
            [self._articles.article(entry, documents[entry.id]) for entry in group.entries]
        )
        return (
            f'<section class="{group.name}" aria-labelledby="_{group.name}">\n'
            f'<h3 id="_{group.name}">{text(group.title)}</h3>\n{articles}</section>\n'
        )

    def _timeline(self) -> str:
        block = self._contents.lookup.timeline
        if block.is_empty:
            return ""
        return f'<h3 id="_timeline">Timeline</h3>\n{self._blocks.block(block)}'

    def _sources(self) -> str:
        contents = self._contents
        if not contents.sources:
            return ""
        about = self._blocks.all(contents.about)
        if contents.holds("all"):
            listed_sources = "".join(
                [
                    self._source_list.article(source, contents.documents[source.id])
                    for source in contents.sources
                ]
            )
        else:
            listed_sources = "".join(map(self._reference, contents.sources))
        return (
            '<section class="sources" aria-labelledby="_sources">\n'
            f'<h2 id="_sources">Sources</h2>\n{about}{listed_sources}</section>\n'
        )

    def _reference(self, source: Source) -> str:
        """A source that the page lists without what rests on it, as that stands elsewhere."""
        said = self._blocks.reference(self._contents.composer.reference(source))
        return f'<article class="source" id="{source.id}">{said}</article>\n'

    def _listed(self) -> Iterator[Line]:
        """Yield the lines of the contents, of the levels that have been written."""
        contents = self._contents
        drawn = () if contents.lookup.timeline.is_empty else (Line("#_timeline", "Timeline"),)
        under: dict[Level, tuple[Line, ...]] = {
            "3m": _lines((contents.points,)),
            "full": (*drawn, *_lines(contents.full)),
            "all": _lines(contents.rest),
        }
        yield Line("#_30s", TITLES["30s"])
        for level in self._levels:
            yield Line(f"#_{level}", TITLES[level], under[level])
        if contents.sources:
            yield Line("#_sources", f"Sources ({len(contents.sources)})")

    def _footer(self) -> str:
        signs = "".join([f"<li>{held(support)}</li>\n" for support in SUPPORT_SIGNS])
        return (
            f"<footer>\n{self._blocks.all(self._contents.imprint)}"
            f'<p>What the signs of evidence say:</p>\n<ul class="legend">\n{signs}</ul>\n'
            f"{legend() if self._known else ''}"
            "<p>Made with Briefdeck. This page runs no script and loads nothing.</p>\n</footer>\n"
        )


def _without_ends(parts: Iterable[str]) -> str:
    """Return a page without the ends that HTML lets go unsaid, which are a tenth of it.

    No text can hold one, as its signs are escaped.
    """
    return _ENDS.sub("", "".join(parts))


def _lines(groups: Iterable[Group]) -> tuple[Line, ...]:
    """The lines of the contents for the groups that hold something."""
    return tuple(
        Line(f"#_{group.name}", f"{group.title} ({len(group.entries)})")
        for group in groups
        if group.entries
    )


def _counts(groups: Iterable[Group]) -> str:
    """Return `36 findings, 30 events and 17 programs`: the largest groups come first."""
    largest = sorted(groups, key=lambda group: -len(group.entries))
    named = [group for group in largest if group.entries]
    said = [_counted(group) for group in named[:_NAMED]]
    rest = sum(len(group.entries) for group in named[_NAMED:])
    return _listed([*said, f"{rest:,} more"] if rest else said)


def _has_entries(group: Group) -> bool:
    return bool(group.entries)


def _listed(said: Sequence[str]) -> str:
    return listed(said) if said else ""


def _counted(group: Group) -> str:
    return counted(len(group.entries), group.entries[0].noun)
