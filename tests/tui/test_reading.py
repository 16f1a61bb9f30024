"""The reading screen, point by point, on a screen in memory."""
# ruff: noqa: ASYNC240  # small files of the tests themselves

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.events import Key
from textual.pilot import Pilot

from briefdeck.draw.axis import Viewport
from briefdeck.loader import load
from briefdeck.model.calendar import civil_to_day
from briefdeck.reading.actions import moving
from briefdeck.reading.deck import Deck
from briefdeck.reading.frame import SHORT_TITLES
from briefdeck.reading.state import Place
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.reading import ReadingScreen
from support.incident import incident
from support.screens import lines_of, text_of

AppOf = Callable[..., BriefdeckApp]
WIDE, NARROW, TINY = (120, 36), (80, 24), (40, 15)


def screen_of(app: App[int]) -> ReadingScreen:
    assert isinstance(app, BriefdeckApp)
    assert isinstance(app.first_screen, ReadingScreen)
    return app.first_screen


def place_of(app: App[int]) -> Place:
    return screen_of(app).reading.place


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


# Sections, list, reader, ribbon


async def test_a_wide_screen_has_sections_reader_and_ribbon(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        lines = lines_of(pilot.app)
        assert "The Harbor Tunnel" in lines[0]
        assert "as of Jun 2021 · advocacy" in lines[0]
        assert lines[1].startswith("┌─ 0 Overview ─ 1 Points 2 ")
        assert lines[-5].startswith("├")
        assert "▐1 Digging" in lines[-4]
        assert "events" in lines[-2]
        assert lines[-1].startswith("└ j/k point  Enter open")
        assert all(len(line) == 120 for line in lines[1:])


@pytest.mark.parametrize("size", [WIDE, (100, 30), NARROW, (60, 20)])
async def test_the_overview_is_complete_on_one_screen(app_of: AppOf, size: tuple[int, int]) -> None:
    async with app_of().run_test(size=size) as pilot:
        text = " ".join(text_of(pilot.app).replace("│", " ").replace("▌", " ").split())
        for words in (
            "The Harbor Tunnel",
            "twice the traffic",
            "needs the state",
            "Jun 2021",
            "advocacy",
            "statements",
        ):
            assert words in text, words
        for words in ("Digging", "Open to traffic", "Traffic is twice", "A second tube will"):
            assert words in text, words


async def test_numbers_lead_to_sections_and_empty_ones_are_not_there(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        for number, section in enumerate(screen_of(pilot.app).deck.sections[:10]):
            await press(pilot, str(number))
            assert place_of(pilot.app).section == section.name
            assert SHORT_TITLES.get(section.name, section.title)[:12] in text_of(pilot.app)


async def test_a_section_without_entries_is_left_out(app_of: AppOf, sample: Path) -> None:
    text = sample.read_text()
    sample.write_text(text[: text.index("[[terms]]")] + text[text.index("[[sources]]") :])
    async with app_of().run_test(size=WIDE) as pilot:
        assert "Terms" not in text_of(pilot.app)


@pytest.mark.parametrize("size", [NARROW, TINY])
async def test_below_a_hundred_columns_list_and_reader_take_turns(
    app_of: AppOf, size: tuple[int, int]
) -> None:
    async with app_of().run_test(size=size) as pilot:
        await press(pilot, "3")
        assert "Water breaks in" in text_of(pilot.app)
        assert "The heading floods" not in text_of(pilot.app)
        await press(pilot, "j", "enter")
        assert "floods" in text_of(pilot.app)
        await press(pilot, "escape")
        assert "The tunnel opens" in text_of(pilot.app)
        assert place_of(pilot.app).entry == "event-flood"


# Preview, history, memory


async def test_preview_follows_the_cursor_and_enter_enters(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "8")
        await press(pilot, "3", "j")
        assert "The heading floods" in text_of(pilot.app)
        assert place_of(pilot.app).focus == "list"
        await press(pilot, "enter")
        assert place_of(pilot.app).focus == "reader"


async def test_back_and_forward_lead_to_the_very_place(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "enter", "full_stop")
        there = place_of(pilot.app)
        assert there.link == 0
        await press(pilot, "enter")
        assert place_of(pilot.app).section == "sources"
        followed = place_of(pilot.app)
        await press(pilot, "b")
        assert place_of(pilot.app) == there
        await press(pilot, "right_square_bracket")
        assert place_of(pilot.app) == followed


# Evidence both ways


async def test_every_cited_statement_reaches_its_source_in_one_key_and_comes_back_in_one(
    app_of: AppOf,
) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        screen = screen_of(pilot.app)
        cited = [name for name in screen.deck.links.entries if screen.deck.sources_of(name)]
        assert len(cited) >= 10
        for name in cited:
            moving.show_in_section(screen, name)
            before = screen.reading.place
            await press(pilot, "s")
            assert screen.reading.place.entry == screen.deck.sources_of(name)[0]
            await press(pilot, "b")
            assert screen.reading.place == before


async def test_the_next_source_is_one_more_key(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "s")
        assert place_of(pilot.app).entry == "audit-2019"
        await press(pilot, "s")
        assert place_of(pilot.app).entry == "counts-2021"
        await press(pilot, "b")
        assert place_of(pilot.app).entry == "key-traffic"


async def test_an_argument_without_a_source_leads_to_the_one_who_makes_it(
    app_of: AppOf, sample: Path
) -> None:
    text = sample.read_text().replace(
        'id = "event-opening"', 'id = "event-opening"\nvoice = "audit-2019"'
    )
    sample.write_text(text)
    async with app_of(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "3", "G", "s")
        assert place_of(pilot.app).entry == "audit-2019"
        assert "Its own statement, b back" in text_of(pilot.app)
        await press(pilot, "b")
        assert place_of(pilot.app).entry == "event-opening"


async def test_letters_lead_to_links(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "enter", "f")
        assert "Press a letter" in text_of(pilot.app)
        await press(pilot, "a")
        assert place_of(pilot.app).section == "sources"
        await press(pilot, "b", "f", "escape")
        assert "Press a letter" not in text_of(pilot.app)
        assert place_of(pilot.app).section == "key-points"
        await press(pilot, "h", "f")
        assert screen_of(pilot.app).reading.letters is not None
        await press(pilot, "escape")
        assert screen_of(pilot.app).reading.letters is None
        assert place_of(pilot.app).focus == "list"


async def test_a_source_shows_its_reference_and_what_rests_on_it(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        moving.show_in_section(screen_of(pilot.app), "audit-2012")
        await pilot.pause()
        text = text_of(pilot.app)
        assert "State Audit Office. 2012" in text
        assert "Independent; books opened to it." in text
        assert "4 of 5 statements that rest on it fall" in text
        screen = screen_of(pilot.app)
        targets = {link.target for link in screen.scene.page.links}
        uses = {link.source for link in screen.deck.links.backward["audit-2012"] if link.source}
        assert uses
        assert uses <= targets


async def test_coverage_is_a_sign(app_of: AppOf) -> None:
    async with app_of(theme="mono").run_test(size=WIDE) as pilot:
        await press(pilot, "3")
        rows = [
            line
            for line in lines_of(pilot.app)
            if "The tunnel opens" in line or "Water breaks" in line
        ]
        assert any("○" in row for row in rows)
        assert any("◐⚠" in row for row in rows)


# Find and filter


async def test_finding_shows_matches_as_one_types_and_escape_goes_back(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "2", "j")
        before = place_of(pilot.app)
        await press(pilot, "slash", *"UPKEEP")
        screen = screen_of(pilot.app)
        assert len(screen.reading.hits) >= 3
        assert f"{len(screen.reading.hits)} found" in lines_of(pilot.app)[-1]
        await press(pilot, "down")
        assert screen.scene.list_view is not None
        assert screen.scene.list_view.cursor == 1
        await press(pilot, "escape")
        assert place_of(pilot.app) == before
        assert not screen.reading.is_finding


async def test_a_prompt_opens_while_the_one_before_is_still_going_away(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        screen = screen_of(pilot.app)
        for kind in ("find", "date", "find"):
            screen.ask(kind)
        await press(pilot, *"tunnel")
        assert screen.prompt is not None
        assert screen.prompt.value == "tunnel"
        assert screen.prompt.region.width > 0


async def test_matches_are_gone_through_with_n(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"upkeep", "enter", "n")
        hits = screen_of(pilot.app).reading.hits
        assert place_of(pilot.app).entry == hits[1]
        await press(pilot, "N", "N")
        assert place_of(pilot.app).entry == hits[-1]
        await press(pilot, "enter", "n")
        assert place_of(pilot.app).entry == hits[0]


async def test_what_is_not_there_is_said_and_leaves_the_place(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "2", "slash", *"zzz")
        assert "nothing found" in lines_of(pilot.app)[-1]
        await press(pilot, "enter")
        assert place_of(pilot.app).section == "eras"


async def test_filters_narrow_every_list_and_escape_widens_them(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3", "F", *"without", "enter")
        assert screen_of(pilot.app).scene.listed == ("event-opening",)
        assert "no source" in lines_of(pilot.app)[1]
        await press(pilot, "j")
        assert "Esc show all" in lines_of(pilot.app)[-1]
        await press(pilot, "escape")
        assert "Esc show all" not in lines_of(pilot.app)[-1]
        assert len(screen_of(pilot.app).scene.listed) == 3


async def test_a_filter_by_actor_or_program_holds_for_list_timeline_and_ribbon(
    app_of: AppOf,
) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3", "F", *"harbor authority", "enter")
        screen = screen_of(pilot.app)
        assert screen.scene.listed == ("event-contract",)
        assert "Harbor Authority" in lines_of(pilot.app)[1]
        assert {item.id for item in screen.scene.shown_index.tracks["event"].items} == {
            "event-contract"
        }
        assert len(screen.scene.shown_index.tracks["era"].items) == 2
        drawn = "\n".join(lines_of(pilot.app)[2:20])
        assert "The contract is signed" in drawn
        assert "The tunnel opens" not in drawn
        await press(pilot, "F", *"toll plan", "enter")
        assert not screen.scene.listed
        await press(pilot, "escape")
        assert screen.scene.shown_index is screen.scene.index


async def test_a_span_of_time_is_shown_with_its_first_event(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        scene = screen_of(pilot.app).scene
        await press(pilot, "3", "at", *"2001..2003", "enter")
        assert place_of(pilot.app).entry == "event-flood"
        view = scene.reading.view
        assert view == Viewport.of_days(civil_to_day(2001), civil_to_day(2003, 12, 31))
        await press(pilot, "at", *"3000..", "enter")
        assert "Nothing is dated since 3000" in lines_of(pilot.app)[-1]
        assert scene.reading.view == view
        await press(pilot, "at", *"1700..1750", "enter")
        assert "No event that is shown lies in 1700–1750" in lines_of(pilot.app)[-1]
        await press(pilot, "at", *"soon", "enter")
        assert "`soon` is not a date; write 2008" in lines_of(pilot.app)[-1]
        await press(pilot, "asterisk")
        assert scene.reading.view is None


async def test_the_era_of_what_is_selected_fits_the_timeline(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        scene = screen_of(pilot.app).scene
        await press(pilot, "2", "equals_sign")
        assert place_of(pilot.app).section == "timeline"
        assert scene.reading.view == scene.index.around(scene.index.by_id["era-digging"])
        assert "= its era" not in lines_of(pilot.app)[-1]
        await press(pilot, "1", "equals_sign")
        assert "What is selected has no date." in lines_of(pilot.app)[-1]


# Actions


async def test_the_palette_does_and_goes(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p", *"ruth", "enter")
        assert place_of(pilot.app).entry == "ruth-example"
        await press(pilot, "ctrl+p", *"next theme", "enter")
        assert screen_of(pilot.app).theme_name == "light"
        await press(pilot, "ctrl+p", "escape")
        assert pilot.app.screen is screen_of(pilot.app)


async def test_help_shows_the_keys_of_the_present_part(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "2", "question_mark")
        assert "You are in the list" in text_of(pilot.app)
        await press(pilot, "escape", "enter", "question_mark")
        assert "You are in the text" in text_of(pilot.app)


async def test_the_mouse_selects_enters_scrolls_and_follows(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await pilot.click("#top", offset=(lines_of(pilot.app)[1].index("Timeline"), 0))
        await pilot.pause()
        assert place_of(pilot.app).section == "timeline"
        box = screen_of(pilot.app).places["list"]
        rows = [line[box.x : box.x + box.width] for line in lines_of(pilot.app)[box.y :]]
        flood = next(y for y, row in enumerate(rows) if "Water breaks" in row)
        await pilot.click("#list", offset=(4, flood))
        await pilot.pause()
        assert place_of(pilot.app).entry == "event-flood"
        await pilot.click("#list", offset=(4, flood))
        await pilot.pause()
        assert place_of(pilot.app).focus == "reader"
        await pilot.click("#footer", offset=(31, 0))
        await pilot.pause()
        link = screen_of(pilot.app).scene.page.links[0]
        line, first, _ = link.pieces[0]
        await pilot.click("#reader", offset=(first + 1, line - place_of(pilot.app).top))
        await pilot.pause()


async def test_a_click_on_a_link_follows_it(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "1", "enter")
        link = screen_of(pilot.app).scene.page.links[0]
        line, first, _ = link.pieces[0]
        await pilot.click("#reader", offset=(first + 1, line))
        await pilot.pause()
        assert place_of(pilot.app).entry == link.target


async def test_a_click_in_the_ribbon_selects_above(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        row = lines_of(pilot.app)[-4]
        await pilot.click("#ribbon", offset=(row.index("Digging"), 0))
        await pilot.pause()
        assert place_of(pilot.app).entry == "era-digging"
        await press(pilot, "tab", "tab")
        assert place_of(pilot.app).focus == "ribbon"
        await press(pilot, "right")
        assert place_of(pilot.app).section == "timeline"


async def test_the_divider_can_be_dragged_and_its_keys_do_the_same(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "2")
        width = screen_of(pilot.app).places["list"].width
        await pilot.mouse_down("#second", offset=(0, 5))
        column = screen_of(pilot.app).places["second"].x + 10
        await pilot.hover(offset=(column, 8))
        await pilot.mouse_up(offset=(column, 8))
        await pilot.pause()
        assert screen_of(pilot.app).places["list"].width == width + 10
        await press(pilot, "left_curly_bracket")
        assert screen_of(pilot.app).places["list"].width == width + 6


async def test_text_can_be_selected_and_copied(app_of: AppOf, quiet_world: Path) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "enter")
        screen = screen_of(pilot.app)
        row = next(
            at for at, line in enumerate(lines_of(pilot.app)) if "The heading floods" in line
        )
        y = row - screen.places["reader"].y
        await pilot.mouse_down("#reader", offset=(1, y))
        await pilot.hover("#reader", offset=(12, y))
        await pilot.mouse_up("#reader", offset=(12, y))
        await pilot.pause()
        assert (screen.get_selected_text() or "").startswith("The heading")
        await press(pilot, "y")
        assert "the selection" in lines_of(pilot.app)[-1]
        assert (quiet_world / "state" / "copied.txt").read_text().startswith("The heading")


# Copying


async def test_copying_says_what_happened(app_of: AppOf, quiet_world: Path) -> None:
    async with app_of().run_test(size=(160, 45)) as pilot:
        await press(pilot, "1", "y")
        assert "No clipboard here; wrote to" in lines_of(pilot.app)[-1]
        assert "the entry with its citation" in lines_of(pilot.app)[-1]
        assert "48,000 vehicles" in (quiet_world / "state" / "copied.txt").read_text()
        await press(pilot, "4", "Y", *"csv", "enter")
        assert "period,value" in (quiet_world / "state" / "copied.txt").read_text()
        await press(pilot, "7", "Y", *"bibtex", "enter")
        assert (quiet_world / "state" / "copied.txt").read_text().startswith("@")


async def test_only_addresses_of_the_web_are_opened(
    app_of: AppOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browse(address: str, _: object) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("briefdeck.terminal.browser.browse", browse)
    from briefdeck.reading.actions.following import open_address

    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "7", "o")
        assert opened == ["https://audit.example/2012?a=1&b=2"]
        for address in (
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://",
            "http://[bad",
            "vbscript:x",
        ):
            open_address(screen_of(pilot.app), address)
        assert len(opened) == 1


# The file


async def test_a_file_with_errors_says_so_on_opening(app_of: AppOf, sample: Path) -> None:
    sample.write_text(sample.read_text().replace('date = "2004-05-14"', 'date = "soon"'))
    async with app_of(sample).run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "2 errors" in lines_of(pilot.app)[0]
        assert "(! shows all)" in lines_of(pilot.app)[-1]


async def test_a_draft_without_statements_claims_no_coverage(app_of: AppOf, tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    draft.write_text('format = 1\n[briefing]\ntitle = "x')
    async with app_of(draft).run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "no statements to cite" in lines_of(pilot.app)[0]
        assert "broken" in lines_of(pilot.app)[0]
        assert "100%" not in text_of(pilot.app)


async def test_a_file_that_is_gone_is_missed_and_taken_again(app_of: AppOf, sample: Path) -> None:
    text = sample.read_text()
    async with app_of(sample).run_test(size=WIDE) as pilot:
        sample.unlink()
        for _ in range(60):
            await pilot.pause(0.05)
            if "the file is gone" in lines_of(pilot.app)[0]:
                break
        assert "no longer there" in lines_of(pilot.app)[-1]
        sample.write_text(text)
        for _ in range(60):
            await pilot.pause(0.05)
            if "gone" not in lines_of(pilot.app)[0]:
                break
        assert "gone" not in lines_of(pilot.app)[0]


async def test_numbers_are_found_as_they_are_printed(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"about 31,000", "enter")
        assert place_of(pilot.app).entry == "series-traffic"


async def test_going_to_what_does_not_pass_a_filter_shows_everything_again(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "8", "F", *"with a cav", "enter", "ctrl+p", *"ruth", "enter")
        assert place_of(pilot.app).entry == "ruth-example"
        assert not screen_of(pilot.app).reading.filters
        assert len(screen_of(pilot.app).scene.listed) == 2


async def test_the_screen_follows_the_file_and_keeps_its_place(app_of: AppOf, sample: Path) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "enter")
        before = place_of(pilot.app)
        text = sample.read_text()
        sample.write_text(
            text.replace("The heading floods; nobody is hurt.", "The heading floods again.")
        )
        screen_of(pilot.app).take_file(load(sample))
        await pilot.pause()
        assert place_of(pilot.app) == before
        assert "The heading floods again" in text_of(pilot.app)


async def test_a_broken_save_leaves_the_last_good_view_and_says_what_is_wrong(
    app_of: AppOf, sample: Path
) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j")
        good = sample.read_text()
        sample.write_text(good.replace('title = "Water breaks in"', 'title = "Water breaks in'))
        screen_of(pilot.app).take_file(load(sample))
        await pilot.pause()
        text = text_of(pilot.app)
        assert "the saved file is broken" in text
        assert "line " in lines_of(pilot.app)[-1]
        assert "The heading floods" in text
        await press(pilot, "exclamation_mark")
        assert ": error: " in text_of(pilot.app)
        sample.write_text(good)
        screen_of(pilot.app).take_file(load(sample))
        await pilot.pause()
        assert ": error: " not in text_of(pilot.app)
        await press(pilot, "escape")
        assert "broken" not in text_of(pilot.app)


async def test_a_save_is_seen_without_being_told(app_of: AppOf, sample: Path) -> None:
    app = app_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j")
        other = sample.with_suffix(".new")
        other.write_text(sample.read_text().replace("nobody is hurt", "two are hurt"))
        other.replace(sample)
        for _ in range(40):
            await pilot.pause(0.05)
            if "two are hurt" in text_of(app):
                break
        assert "two are hurt" in text_of(app)


async def test_the_editor_is_opened_at_the_entrys_line(
    app_of: AppOf, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    lines: list[list[str]] = []
    async with app_of().run_test(size=WIDE) as pilot:
        monkeypatch.setattr(screen_of(pilot.app), "run_outside", lines.append)
        await press(pilot, "3", "j", "e")
        (command,) = lines
        assert command[0] == "vim"
        number = int(command[1].removeprefix("+"))
        near = sample.read_text().splitlines()[number - 1 : number + 1]
        assert any("[[events]]" in line or "event-flood" in line for line in near)


async def test_a_copy_out_of_a_pack_is_added_before_it_is_edited(
    app_of: AppOf, sample: Path, quiet_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = quiet_world / "cache" / "packs" / "0" / sample.stem / sample.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(sample.read_bytes())
    commands: list[list[str]] = []
    app = app_of(path=copy)
    async with app.run_test(size=WIDE) as pilot:
        monkeypatch.setattr(screen_of(app), "run_outside", commands.append)
        await press(pilot, "3", "j", "e")
        assert "Add it to your own library" in text_of(app)
        await press(pilot, "enter")
        here = app.screen
        assert isinstance(here, ReadingScreen)
        assert here.deck.loaded.path == quiet_world / "data" / "briefings" / sample.name
        assert here.reading.place.entry == "event-flood"
        monkeypatch.setattr(here, "run_outside", commands.append)
        await press(pilot, "e")
        assert str(here.deck.loaded.path) in commands[0]
        assert len(commands) == 1


# Themes


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "ansi", "mono"])
async def test_every_theme_shows_the_same_words(app_of: AppOf, theme: str) -> None:
    async with app_of(theme=theme).run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "enter", "full_stop")
        assert "The heading floods" in text_of(pilot.app)


async def test_t_goes_through_the_themes(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        seen = []
        for _ in range(5):
            await press(pilot, "t")
            seen.append(screen_of(pilot.app).theme_name)
        assert seen == ["light", "contrast", "ansi", "mono", "dark"]


async def test_the_cursor_of_the_terminal_stands_on_the_focused_row(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j")
        box = screen_of(pilot.app).places["list"]
        row = pilot.app.cursor_position.y
        assert box.y < row < box.y + box.height
        assert "Water breaks" in lines_of(pilot.app)[row]
        await press(pilot, "enter")
        assert pilot.app.cursor_position.x == screen_of(pilot.app).places["reader"].x


# Time


async def test_the_timeline_zooms_pans_and_goes_to_a_date(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3", "plus")
        screen = screen_of(pilot.app)
        view = screen.reading.view
        assert view is not None
        await press(pilot, "greater_than_sign")
        assert screen.reading.view is not None
        assert screen.reading.view.first > view.first
        await press(pilot, "asterisk")
        assert screen.reading.view is None
        await press(pilot, "at", *"2004-05", "enter")
        assert place_of(pilot.app).entry == "event-opening"
        await press(pilot, "at", *"2003", "enter", "at", *"May 2004", "enter")
        assert place_of(pilot.app).entry == "event-opening"
        await press(pilot, "at", *"soon", "enter")
        assert "`soon` is not a date" in lines_of(pilot.app)[-1]
        for words in (
            "leaves programs out",
            "leaves events out",
            "leaves eras out",
            "shows eras, programs and events",
        ):
            await press(pilot, "v")
            assert words in lines_of(pilot.app)[-1]


async def test_the_timeline_of_an_incident_zooms_down_to_minutes(
    app_of: AppOf, tmp_path: Path
) -> None:
    path = tmp_path / "incident.toml"
    path.write_text(incident(), encoding="utf-8")
    async with app_of(path).run_test(size=WIDE) as pilot:
        await press(pilot, "2")
        assert "20 Oct 2025, 07:00 UTC" in "\n".join(lines_of(pilot.app))
        await press(pilot, "at", *"2025-10-20T09:21+02:00", "enter")
        assert place_of(pilot.app).entry == "e4"
        await press(pilot, *["plus"] * 12)
        view = screen_of(pilot.app).reading.view
        assert view is not None
        assert view.length == 60


async def test_each_lane_of_the_timeline_can_be_left_out(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        await press(pilot, "3")
        box = screen_of(pilot.app).places["drawing"]

        def drawn() -> str:
            return "\n".join(
                line[box.x :] for line in lines_of(pilot.app)[box.y : box.y + box.height]
            )

        names = {"program": "Toll plan", "event": "The tunnel opens", "era": "Open to traffic"}
        assert all(name in drawn() for name in names.values())
        for name in names.values():
            await press(pilot, "v")
            assert name not in drawn()
            assert all(other in drawn() for other in names.values() if other != name)


async def test_few_widgets_are_mounted(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        assert len(pilot.app.query("*")) < 30
        assert Deck(screen_of(pilot.app).deck.loaded).title == "The Harbor Tunnel"


async def test_what_is_typed_ahead_of_the_prompt_is_not_lost(app_of: AppOf) -> None:
    async with app_of().run_test(size=WIDE) as pilot:
        for key in ("slash", "t", "o", "l", "l"):
            event = Key(key, "/" if key == "slash" else key)
            event.set_sender(pilot.app)
            pilot.app.post_message(event)
        for _ in range(20):
            await pilot.pause(0.02)
        assert screen_of(pilot.app).reading.query == "toll"
