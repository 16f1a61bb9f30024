"""An edited briefing put in the place of what was read, where nothing else has changed that."""

import os
from pathlib import Path

from briefdeck.durable import locked, write_atomically
from briefdeck.files import LARGEST_BRIEFING, NotRegularError, TooLargeError, read_regular
from briefdeck.library.folders import Folders, folders
from briefdeck.library.lookup import Refused, is_made_anew


def rewrite(path: Path, old: bytes, new: bytes, places: Folders | None = None) -> Refused | None:
    """Write a file's new contents, which were made of the old; Refused, and nothing written, else.

    That is where the file has changed meanwhile or may not be written, and for copies of the
    program's own. Permissions stay, and so does a link: what it leads to is written.
    """
    places = places or folders()
    if is_made_anew(path, places):
        return Refused(
            f"`{path.name}` is the program's own copy, in which changes would be lost.",
            f"`briefdeck add {path}` copies it into your own library; edit it there.",
        )
    try:
        whole = path.resolve(strict=True)
        # Renaming another file over it would be allowed.
        if not os.access(whole, os.W_OK):
            raise PermissionError(0, "it is read-only")
        with locked(places.state / "edits.lock"):
            found, status = read_regular(whole, LARGEST_BRIEFING)
            if found != old:
                return Refused(f"`{path.name}` has changed since it was read.", "Try again.")
            write_atomically(whole, new, like=status)
    except (NotRegularError, TooLargeError) as error:
        return Refused(f"`{path.name}` cannot be written: {error}.")
    except OSError as error:
        said = error.strerror or str(error)
        return Refused(f"`{path.name}` cannot be written: {said[:1].lower()}{said[1:]}.")
    return None
