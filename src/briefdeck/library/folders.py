"""The folders in use: the reader's own library, configured ones, the briefings that ship, cache and state.

Asking for a path never creates it. Import stays light: `platformdirs` and `tomli` are loaded when a path or the
configuration is asked for. `BRIEFDECK_HOME` puts all four of the program's own folders under one root, for portable use.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

HOME_VARIABLE = "BRIEFDECK_HOME"
Origin = Literal["path", "own", "configured", "shipped"]


class Folders(NamedTuple):
    """Where everything is.

    `shipped` is None in an install whose briefings are no files (see `shipped_texts`).
    """

    own: Path
    configured: tuple[Path, ...]
    shipped: Path | None
    config: Path
    cache: Path
    state: Path
    problems: tuple[str, ...] = ()

    @property
    def config_file(self) -> Path:
        """The configuration, `config.toml`; it need not exist."""
        return self.config / "config.toml"

    @property
    def shelves(self) -> tuple[tuple[Origin, Path], ...]:
        """The folders that hold briefings, in the order in which a name is looked up."""
        configured: tuple[tuple[Origin, Path], ...] = tuple(
            ("configured", folder) for folder in self.configured
        )
        shipped: tuple[tuple[Origin, Path], ...] = (
            (("shipped", self.shipped),) if self.shipped else ()
        )
        return (("own", self.own), *configured, *shipped)


def folders() -> Folders:
    """The folders in use now, from the environment, the platform and the configuration file."""
    own, config, cache, state = _platform_folders()
    configured, problems = _configured(config / "config.toml")
    return Folders(own, configured, _shipped_folder(), config, cache, state, problems)


def cache_folder() -> Path:
    """Where what can be made again is kept; the configuration need not be read to know it."""
    return _platform_folders()[2]


def shipped_texts() -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each shipped briefing, from an install of any sort: a folder, a wheel, a zip archive."""
    from importlib import resources

    folder = _shipped_folder()
    place = folder or resources.files("briefdeck") / "briefings"
    for item in sorted(place.iterdir(), key=lambda entry: entry.name) if place.is_dir() else ():
        if item.name.endswith(".toml") and item.is_file():
            yield item.name, item.read_bytes()


def _platform_folders() -> tuple[Path, Path, Path, Path]:
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        root = Path(os.path.expanduser(chosen)).absolute()
        return root / "data" / "briefings", root / "config", root / "cache", root / "state"
    import platformdirs

    dirs = platformdirs.PlatformDirs("briefdeck", appauthor=False)
    return (
        dirs.user_data_path / "briefings",
        dirs.user_config_path,
        dirs.user_cache_path,
        dirs.user_state_path,
    )


def _shipped_folder() -> Path | None:
    package = Path(__file__).parents[1]
    for folder in (package / "briefings", package.parent.parent / "briefings"):
        if folder.is_dir():
            return folder
    return None


def _configured(file: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (f"The configuration cannot be read: {error.strerror}.",)
    import tomli

    try:
        library = tomli.loads(raw.decode("utf-8")).get("library", {})
    except (UnicodeDecodeError, tomli.TOMLDecodeError, RecursionError) as error:
        return (), (f"The configuration is not a TOML file: {error}.",)
    names = library.get("folders", []) if isinstance(library, dict) else None
    if not isinstance(names, list):
        return (), (
            '`library.folders` in the configuration is not a list; write folders = ["~/briefings"].',
        )
    return _paths(names, file.parent)


def _paths(names: list[object], base: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    paths: list[Path] = []
    problems: list[str] = []
    for name in names:
        if not isinstance(name, str) or not name or "\0" in name:
            problems.append(
                f"`library.folders` in the configuration holds {name!r}, which is not a folder's name."
            )
            continue
        path = base / os.path.expanduser(os.path.expandvars(name))
        if not path.is_dir():
            problems.append(f"The configured folder {name!r} is not there.")
        if path not in paths:
            paths.append(path)
    return tuple(paths), tuple(problems)
