"""What a shared shelf needs on its server, as an administrator runs it."""

from importlib import resources


def schema_sql() -> str:
    """Return the script; running it again changes nothing that is there."""
    file = resources.files("briefdeck") / "library" / "shared" / "schema.sql"
    return file.read_text(encoding="utf-8")
