"""What a briefing is: typed entries, dates, prose, links both ways and problems. Knows no file, no screen."""

import sys

if "msgspec" not in sys.modules and "typing_extensions" not in sys.modules:
    # msgspec takes `typing_extensions` where it is there and `typing` where it is not. On the Pythons that briefdeck runs
    # on both are the same to it, and the former takes as long to import as the rest of msgspec.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # how an import is refused
    try:
        import msgspec as _  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]
