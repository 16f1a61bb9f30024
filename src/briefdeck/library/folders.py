"""The folders in use: the reader's own library, configured and shipped briefings, cache and state.

Asking for a path never creates it. `platformdirs` and `tomli` are loaded only when a path or the
configuration is asked for. `BRIEFDECK_HOME` puts all four of the program's own folders under one
root, for portable use.
"""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from briefdeck.files import read_kept

if TYPE_CHECKING:
    from briefdeck.library.shared.address import SharedShelf

LARGEST_CONFIGURATION: Final = 1 << 20
"""Bytes: a configuration above this is not read."""

HOME_VARIABLE = "BRIEFDECK_HOME"
Origin = Literal["path", "own", "configured", "shared", "shipped"]
_NOT_A_LIST = (
    '`library.folders` in the configuration is not a list; write folders = ["~/briefings"].'
)
_NOT_A_NAME = "`library.folders` in the configuration holds `{}`, which is not a folder's name."


class Folders(NamedTuple):
    """Where everything is.

    `shipped` is None where the briefings that ship are in a zip archive (see `shipped_texts`).
    `shared` are shelves on servers, of which we keep mirrors.
    """

    own: Path
    configured: tuple[Path, ...]
    shipped: Path | None
    config: Path
    cache: Path
    state: Path
    problems: tuple[str, ...] = ()
    shared: "tuple[SharedShelf, ...]" = ()

    @property
    def config_file(self) -> Path:
        """The configuration, `config.toml`; it need not exist."""
        return self.config / "config.toml"

    @property
    def shelves(self) -> tuple[tuple[Origin, Path], ...]:
        """The folders that hold briefings, in the order in which a name is looked up."""
        found: list[tuple[Origin, Path]] = [("own", self.own)]
        found += [("configured", folder) for folder in self.configured]
        found += [("shared", self.mirror(shelf)) for shelf in self.shared]
        if self.shipped is not None:
            found.append(("shipped", self.shipped))
        return tuple(found)

    @property
    def mirrors(self) -> Path:
        """The folder of our own that holds the mirrors of all shared shelves."""
        return self.own.parent / "shared"

    def mirror(self, shelf: "SharedShelf") -> Path:
        """The folder that mirrors a shared shelf: what `pull` has brought, to be read offline."""
        return self.mirrors / shelf.key


def folders() -> Folders:
    """Return the folders in use now, from the environment, the platform and the configuration."""
    own, config, cache, state = _platform_folders()
    configured, shared, problems = _configured(config / "config.toml")
    shipped = _shipped_folder()
    return Folders(own, configured, shipped, config, cache, state, problems, shared)


def cache_folder() -> Path:
    """Return where what can be made again is kept; reads no configuration."""
    _, _, cache, _ = _platform_folders()
    return cache


def shipped_texts() -> Iterator[tuple[str, bytes]]:
    """Yield (file name, bytes) of each briefing that ships, sorted by name.

    The install may be of any sort: a folder, a wheel, a zip archive.
    """
    from importlib import resources

    place = _shipped_folder() or resources.files("briefdeck") / "briefings"
    if not place.is_dir():
        return
    for item in sorted(place.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".toml") and item.is_file():
            yield item.name, item.read_bytes()


def _platform_folders() -> tuple[Path, Path, Path, Path]:
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        expanded = os.path.expanduser(chosen)
        if expanded.startswith("~"):
            raise _homeless(chosen)
        root = Path(expanded).absolute()
        return root / "data" / "briefings", root / "config", root / "cache", root / "state"
    import platformdirs

    dirs = platformdirs.PlatformDirs("briefdeck", appauthor=False)
    try:
        return (
            dirs.user_data_path / "briefings",
            dirs.user_config_path,
            dirs.user_cache_path,
            dirs.user_state_path,
        )
    except RuntimeError:  # platformdirs has no other name for it
        raise _homeless("~") from None


def _homeless(path: str) -> FileNotFoundError:
    """Return the error of a user whom the system knows no home of, as in some containers."""
    reason = f"no home folder is known here; {HOME_VARIABLE} can name a folder instead"
    return FileNotFoundError(errno.ENOENT, reason, path)


def from_home(path: str) -> str:
    """A path below the reader's home as shells write it."""
    home = os.path.expanduser("~")
    return f"~{path[len(home) :]}" if len(home) > 1 and path.startswith(f"{home}/") else path


def read_configuration(file: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what the configuration says, and what is wrong with it as a file.

    Nothing where there is none.
    """
    try:
        raw = read_kept(file, LARGEST_CONFIGURATION)
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        return {}, (f"The configuration `{file}` cannot be read: {error.strerror}.",)
    import tomli

    # A whole number of thousands of digits raises ValueError itself.
    try:
        return tomli.loads(raw.decode("utf-8")), ()
    except (ValueError, RecursionError) as error:
        return {}, (f"The configuration is not a TOML file: {error}.",)


def _shipped_folder() -> Path | None:
    """Return the folder of the briefings that ship, None inside a zip archive."""
    package = Path(__file__).parents[1]
    # In a checkout they stand at its top; a wheel puts them into the package.
    for folder in (package / "briefings", package.parent.parent / "briefings"):
        if folder.is_dir():
            return folder
    return None


def _configured(
    file: Path,
) -> "tuple[tuple[Path, ...], tuple[SharedShelf, ...], tuple[str, ...]]":
    """Return the folders and shared shelves that the configuration names, and what is wrong."""
    data, problems = read_configuration(file)
    if problems:
        return (), (), problems
    library = data.get("library", {})
    if not isinstance(library, dict) or not isinstance(library.get("folders", []), list):
        return (), (), (_NOT_A_LIST,)
    paths, problems = _paths(library.get("folders", []), file.parent)
    if "shared" not in library:
        return paths, (), problems
    from briefdeck.library.shared.address import shared_shelves

    shared, others = shared_shelves(library["shared"])
    return paths, shared, (*problems, *others)


def _paths(names: list[object], base: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the folders of those names, each once, and what is wrong with them."""
    paths: dict[Path, None] = {}
    problems: list[str] = []
    for name in names:
        path = _path(name, base)
        if path is None:
            problems.append(_NOT_A_NAME.format(name))
            continue
        if not os.path.isdir(path):  # never raises, as Path's does over a name that is too long
            problems.append(f"The configured folder `{name}` is not there.")
        paths[path] = None
    return tuple(paths), tuple(problems)


def _path(name: object, base: Path) -> Path | None:
    """Return the path that a configured name means; None where it cannot be a folder's name."""
    if not isinstance(name, str) or not name:
        return None
    # A zero byte would make every call of the system raise ValueError.
    if "\0" in name:
        return None
    return base / os.path.expanduser(os.path.expandvars(name))
