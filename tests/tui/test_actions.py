import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.reading.actions import (
    ACTIONS,
    BY_ID,
    actions_by_key,
    key_label,
    key_table,
    keys_text,
)
from briefdeck.reading.settings import Settings, guess_theme, read_settings, warning_of
from briefdeck.tui.app import BriefdeckApp
from support.screens import lines_of


def test_no_key_and_no_id_is_given_twice() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_command_a_sentence_and_a_key(action: object) -> None:
    found = BY_ID[action.id]  # type: ignore[attr-defined]  # parametrized with actions
    assert callable(found.do)
    assert found.keys
    assert found.sentence.endswith(".")
    assert found.title[0].isupper()


def test_keys_have_readers_names() -> None:
    assert [key_label(key) for key in ("ctrl+p", "slash", "j", "pagedown")] == [
        "Ctrl+P",
        "/",
        "j",
        "PgDn",
    ]
    assert keys_text(BY_ID["section"]) == "0–9"
    assert keys_text(BY_ID["find"], {"find": ("ctrl+f",)}) == "Ctrl+F"
    assert len(key_table()) == len(ACTIONS)


def test_the_registry_needs_no_textual() -> None:
    code = "import sys, briefdeck.reading.actions; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_configuration_gives_theme_and_keys(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[interface]\ntheme = "light"\n[keys]\nfind = "ctrl+f"\nback = ["u"]\n')
    settings = read_settings(file, {})
    assert (settings.theme, settings.is_theme_fixed, settings.problems) == ("light", True, ())
    actions = actions_by_key(settings.keymap, "reading")
    assert actions["ctrl+f"] == "find"
    assert "slash" not in actions
    assert actions["u"] == "back"


def test_what_is_wrong_in_the_configuration_is_said_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[interface]\ntheme = "pink"\n[keys]\nfly = "x"\nfind = 3\nback = "u"\n')
    settings = read_settings(file, {})
    assert settings.theme == "dark"
    assert settings.keymap == {"back": ("u",)}
    assert [problem.split()[-1] for problem in settings.problems] == ["mono.", "`fly`.", "names."]
    file.write_text(
        '[librry]\n[interface]\nthme = "dark"\n[keys]\nfidn = ["x"]\nback = ["u"]\nup = ["u"]\n'
    )
    assert read_settings(file, {}).problems == (
        "`[librry]` in the configuration means nothing. Did you mean `library`?",
        "`interface.thme` in the configuration means nothing. Did you mean `theme`?",
        "The configuration's keys name no action called `fidn`. Did you mean `find`?",
        "The configuration gives the key `u` to both `back` and `up`; the last has it.",
    )
    file.write_text("[keys\n")
    assert read_settings(file, {}).problems[0].startswith("The configuration is not a TOML file")
    assert read_settings(tmp_path / "none.toml", {}) == Settings(is_theme_unknown=True)


def test_the_terminal_is_guessed_from_its_environment() -> None:
    assert guess_theme({"COLORFGBG": "0;15"}) == "light"
    assert guess_theme({"COLORFGBG": "15;0"}) == "dark"
    assert guess_theme({"TERM": "linux"}) == "ansi"
    assert read_settings(Path("/nowhere"), {"NO_COLOR": "1"}).theme == "mono"


def test_one_line_says_the_first_problem_and_where_the_others_are() -> None:
    assert warning_of(()) == ""
    assert warning_of(("One.",)) == "One."
    assert (
        warning_of(("A \x1b[31m.", "B.", "C."))
        == "A ␛[31m. And 2 more, which `briefdeck where` prints."
    )


async def test_a_wrong_configuration_is_said_where_one_reads(
    app_of: Callable[..., BriefdeckApp], quiet_world: Path
) -> None:
    (quiet_world / "config").mkdir()
    (quiet_world / "config" / "config.toml").write_text('[library]\nfolders = "x"\n')
    async with app_of().run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "is not a list" in lines_of(pilot.app)[-1]
