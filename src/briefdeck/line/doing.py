"""What a line asks for, done: as on the screen where that can be, else in the way of lines."""

from collections.abc import Callable
from functools import partial

from briefdeck.line import said
from briefdeck.line.reader import LineReader
from briefdeck.line.typed import DIGITS, NOT_BY_LINE, Typed, understood
from briefdeck.model.levels import Level
from briefdeck.reading import state
from briefdeck.reading.actions import following, moving, viewing
from briefdeck.reading.actions.reader import Choice
from briefdeck.reading.peek import cited_sentences
from briefdeck.reading.spoken import row_words

LEVELS: dict[str, Level] = {
    "30": "30s", "30s": "30s", "3": "3m", "3m": "3m", "full": "all", "all": "all",
}  # fmt: skip
LEVEL_WORDS = {"30s": "30 seconds", "3m": "3 minutes"}
END = "This is the end of the briefing; 0 goes to its overview."


def answer(reader: LineReader, line: str) -> None:
    """Do what a line asks for, and say what has come of it: there is always an answer."""
    reader.look_at_file()
    reader.look_at_copies()
    before, said_before = reader.reading, reader.talk.count
    typed = understood(line, reader.scene.sections, reader.desk.settings.keymap)
    do(reader, typed)
    reader.say_change(before)
    if reader.talk.count == said_before and typed.name not in {"quit", "exit"}:
        reader.say("Nothing has changed.")


def do(reader: LineReader, typed: Typed) -> None:
    """Do what is meant."""
    match typed.kind:
        case "enter":
            enter(reader)
        case "number":
            go_to_number(reader, int(typed.name))
        case "link":
            follow_number(reader, int(typed.name))
        case "source":
            go_to_source(reader, int(typed.name))
        case "section":
            go_to_section(reader, typed.name)
        case "action":
            reader.words = typed.words
            perform(reader, typed.name)
            reader.words = ""
        case "unclear":
            reader.say(f"`{typed.name}` is not known here. {typed.words}")


def perform(reader: LineReader, name: str) -> None:
    """Do an action, or say why it cannot be done by line."""
    if name in NOT_BY_LINE:
        reader.say(NOT_BY_LINE[name])
    elif name in BY_LINE:
        BY_LINE[name](reader)
    else:
        reader.perform(name)


def enter(reader: LineReader) -> None:
    """Into the entry; from there on to the next; from the overview into the first section."""
    place = reader.reading.place
    if reader.is_in_overview:
        _to_next_section(reader)
    elif place.focus == "reader":
        turn(1, reader)
    elif place.entry is None:
        reader.say("There is nothing to go into.")
    else:
        reader.go(state.enter(reader.reading))


def turn(by: int, reader: LineReader) -> None:
    """Read the entry after or before; after a section's last comes the next section."""
    listed, at = reader.scene.listed, reader.position + by
    if 0 <= at < len(listed):
        _read(reader, listed[at])
    elif by > 0 and not reader.reading.is_finding:
        _to_next_section(reader)
    else:
        reader.say("That was the last." if by > 0 else "That was the first.")


def _read(reader: LineReader, entry: str) -> None:
    section = reader.deck.section_of(entry)
    reading = state.select(reader.reading, entry, section=section)
    reader.go(reading if reading.place.focus == "reader" else state.enter(reading))


def _to_next_section(reader: LineReader) -> None:
    names = [found.name for found in reader.scene.sections]
    section = reader.scene.section
    at = names.index(section) + 1 if section in names else 0
    if at < len(names):
        moving.open_section(reader, names[at])
    else:
        reader.say(END)


def step(by: int, reader: LineReader) -> None:
    """To the row after or before, without reading its entry."""
    listed, at = reader.scene.listed, reader.position + by
    if not 0 <= at < len(listed):
        reader.say("That was the last." if by > 0 else "That was the first.")
        return
    reading = reader.reading
    if reading.place.focus == "reader":
        reading = state.leave_text(reading)
    reader.go(state.select(reading, listed[at], section=reader.deck.section_of(listed[at])))


def to_end(place: int, reader: LineReader) -> None:
    """Read the first or last entry."""
    if reader.scene.listed:
        reader.is_asked = True
        _read(reader, reader.scene.listed[place])
    else:
        reader.say("Nothing is listed here.")


def go_to_section(reader: LineReader, name: str) -> None:
    """Go to a section, and hear its list."""
    reader.is_asked = True
    moving.open_section(reader, name)


def go_to_number(reader: LineReader, number: int) -> None:
    """Read an entry of the present list; in the overview, and for 0, go to a section."""
    sections, listed = reader.scene.sections, reader.scene.listed
    is_section = reader.is_in_overview or number == 0
    if is_section and number < len(sections):
        go_to_section(reader, sections[number].name)
    elif is_section:
        reader.say(f"There are sections 0 to {len(sections) - 1}.")
    elif number <= len(listed):
        reader.is_asked = True
        _read(reader, listed[number - 1])
    else:
        reader.say(f"There are {len(listed)} entries here.")


def follow_number(reader: LineReader, number: int) -> None:
    """Follow a link of the text that was said last."""
    if 0 < number <= len(reader.links):
        following.follow(reader, reader.links[number - 1])
    elif reader.links:
        reader.say(f"What was said last has links .1 to .{len(reader.links)}.")
    else:
        reader.say("What was said last has no links.")


def choose_link(reader: LineReader) -> None:
    """Choose among the links of the text that was said last."""
    if not reader.links:
        reader.say("What was said last has no links.")
        return
    offered = [Choice(target, said.named(reader.deck, target)) for target in reader.links]
    reader.choose("Links", offered, lambda target: following.follow(reader, target))


def go_to_source(reader: LineReader, number: int) -> None:
    """Go to a source by the number by which texts cite it."""
    sources = reader.deck.briefing.sources
    if 0 < number <= len(sources):
        following.follow(reader, sources[number - 1].id)
    else:
        reader.say(f"There is no source {number}; there are {len(sources)}.")


def say_list(reader: LineReader) -> None:
    """Some rows of the present list: from the one that is named, else on from those said last."""
    count, named = len(reader.scene.listed), reader.words[:DIGITS]
    first = int(named) - 1 if named.isdecimal() else reader.rows_said
    if count:
        reader.say_rows(first if 0 <= first < count else 0)
    else:
        say_sections(reader)


def say_rows_before(reader: LineReader) -> None:
    """The rows before those that were said last."""
    reader.rows_said = max(0, reader.rows_said - 2 * said.ROWS)
    say_list(reader)


def say_sections(reader: LineReader) -> None:
    """The sections, or into the one that is named."""
    sections, words = reader.scene.sections, reader.words
    meant = understood(words, sections, {})
    if meant.kind == "number" and int(meant.name) < len(sections):
        go_to_section(reader, sections[int(meant.name)].name)
    elif meant.kind == "section":
        go_to_section(reader, meant.name)
    else:
        reader.talk.say(said.sections(reader.scene))


def say_sources(reader: LineReader) -> None:
    """What the sources of the present entry are, and what became of its words in their copies."""
    deck, entry = reader.deck, reader.reading.place.entry or ""
    cited = deck.sources_of(entry)
    if not cited:
        reader.say("No source is cited here.")
    for source in cited:
        reader.say(row_words(deck, deck.row(source)))
        for sentence in cited_sentences(deck, source, entry):
            reader.say(f"{sentence.rstrip('.')}.")


def say_problems(reader: LineReader) -> None:
    """What is wrong or doubtful in the file; those of entries that are shown lead there."""
    from briefdeck.reading.problem_lines import spoken_problems

    found = reader.problems()
    lines = tuple(spoken_problems(found, reader.deck.links.entries))
    reader.read_text(f"Problems {len(found) or ''}".rstrip(), lambda _: lines)


def read_on(reader: LineReader) -> None:
    """All entries from the present one to the end of the list."""
    listed, at = reader.scene.listed, max(0, reader.position)
    if not listed:
        reader.say("There is nothing to read on; a section's name goes there.")
        return
    looked, width = reader.own.looked, reader.talk.width
    pages = [said.entry_page(reader.deck, name, width, looked) for name in listed[at:] if name]
    reader.talk.say("\n".join(page.text for page in pages))


def change_level(reader: LineReader) -> None:
    """The level that is named, else the next."""
    wanted = LEVELS.get(reader.words.replace(" ", ""))
    if reader.words and wanted is None:
        reader.say("The levels are 30s, 3m and full.")
        return
    if wanted is None:
        viewing.level(reader)
    else:
        viewing.show_level(reader, wanted)
    reader.say(f"Level: {LEVEL_WORDS.get(reader.reading.level, 'full')}.")


BY_LINE: dict[str, Callable[[LineReader], None]] = {
    "enter": enter,
    "next-entry": partial(turn, 1),
    "previous-entry": partial(turn, -1),
    "down": partial(step, 1),
    "up": partial(step, -1),
    "first": partial(to_end, 0),
    "last": partial(to_end, -1),
    "list": say_list,
    "page-down": say_list,
    "page-up": say_rows_before,
    "section": say_sections,
    "jump": choose_link,
    "peek": say_sources,
    "read-on": read_on,
    "problems": say_problems,
    "level": change_level,
}
"""What is done otherwise than on a screen."""
