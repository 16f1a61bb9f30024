"""Small shelves to test with."""

from pathlib import Path


def briefing_text(title: str = "A briefing", more: str = "", **front: str) -> str:
    """A small, sound briefing."""
    lines = "".join(f'{key} = "{value}"\n' for key, value in front.items())
    return f'format = 1\n\n[briefing]\ntitle = "{title}"\nbluf = "The bottom line."\nas_of = "2020-04"\n{lines}\n{more}'


def event(entry_id: str, title: str, text: str = "", date: str = "2007-10", more: str = "") -> str:
    """An event as a file has it."""
    return f'[[events]]\nid = "{entry_id}"\ntitle = "{title}"\ndate = "{date}"\ntext = """\n{text}"""\n{more}\n'


def shelve(folder: Path, name: str, text: str) -> Path:
    """Put a briefing's text into a folder."""
    path = folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
