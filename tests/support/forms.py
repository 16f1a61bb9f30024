"""Data as TOML in any of the forms that TOML has for it: headers, dotted keys, inline tables, lists of inline tables."""

import json
import random
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

Raw = Mapping[str, Any]
Sections = list[list[str]]
"""Runs of lines that begin with a header; those of one list hold their order."""


def in_any_form(data: Raw, dice: random.Random) -> str:
    """The data as a text of TOML that tomli reads as the same data."""
    writer = _Writer(dice)
    return writer.document(data)


class _Writer:
    """Writes values in forms that chance picks."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.odds = dice.random()

    def chance(self, odds: float = 0.5) -> bool:
        return self.dice.random() < odds

    def document(self, data: Raw) -> str:
        top: list[str] = []
        chains: list[Sections] = []
        for key, value in self.shuffled(data):
            if self.chance(self.odds) and _is_tables(value):
                chains.append(self.list_sections(key, value))
            elif self.chance(self.odds) and isinstance(value, dict) and value:
                chains.append(self.table_sections([key], value))
            else:
                top += self.statements([key], value)
        lines = top
        for section in self.mixed(chains):
            lines += ["", *section] if self.chance() else section
        end = "\n" if self.chance(0.9) else ""
        return "\n".join(lines) + end

    def shuffled(self, data: Raw) -> list[tuple[str, Any]]:
        pairs = list(data.items())
        if self.chance():
            self.dice.shuffle(pairs)
        return pairs

    def mixed(self, chains: list[Sections]) -> Sections:
        """The sections of all chains, each chain in its order, one after another or mixed."""
        if self.chance():
            return [section for chain in chains for section in chain]
        mixed: Sections = []
        ahead = [list(reversed(chain)) for chain in chains if chain]
        while ahead:
            chain = self.dice.choice(ahead)
            mixed.append(chain.pop())
            ahead = [chain for chain in ahead if chain]
        return mixed

    def list_sections(self, key: str, tables: list[Raw]) -> Sections:
        sections: Sections = []
        for table in tables:
            sections += self.body(f"[[{self.gap()}{self.key(key)}{self.gap()}]]", [key], table)
        return sections

    def table_sections(self, path: list[str], table: Raw) -> Sections:
        return self.body(f"[{self.gap()}{self.dotted(path)}{self.gap()}]", path, table)

    def body(self, header: str, path: list[str], table: Raw) -> Sections:
        """A header with its keys, and headers of tables in it, which come behind."""
        own = [header + self.remark()]
        below: Sections = []
        for key, value in self.shuffled(table):
            if isinstance(value, dict) and value and self.chance(0.3):
                below += self.table_sections([*path, key], value)
            elif _is_tables(value) and self.chance(0.3):
                for each in value:
                    below += self.body(f"[[{self.dotted([*path, key])}]]", [*path, key], each)
            else:
                own += self.statements([key], value)
        return [own, *below]

    def statements(self, path: list[str], value: Any) -> list[str]:
        """Lines that set a key, a table by dotted keys or inline."""
        if isinstance(value, dict) and value and self.chance():
            lines: list[str] = []
            for key, each in value.items():
                lines += self.statements([*path, key], each)
            return lines
        return [f"{self.dotted(path)}{self.gap()}={self.gap()}{self.value(value)}{self.remark()}"]

    def dotted(self, path: list[str]) -> str:
        return f"{self.gap()}.{self.gap()}".join([self.key(key) for key in path])

    def key(self, key: str) -> str:
        is_bare = key.isascii() and bool(key) and key.replace("-", "").replace("_", "").isalnum()
        if is_bare and self.chance(0.8):
            return key
        if key.isprintable() and "'" not in key and self.chance():
            return f"'{key}'"
        return self.basic(key)

    def value(self, value: Any) -> str:
        match value:
            case bool():
                return "true" if value else "false"
            case str():
                return self.text(value)
            case dict():
                return self.table(value)
            case list() | tuple():
                return self.listed("[", [self.value(each) for each in value], "]")
            case datetime() | date() | time():
                return value.isoformat()
            case float():
                return repr(value)
            case _:
                return str(value)

    def table(self, value: Raw) -> str:
        pairs: list[str] = []
        for key, each in value.items():
            pairs += self.statements_inline([key], each)
        return self.listed("{", pairs, "}")

    def statements_inline(self, path: list[str], value: Any) -> list[str]:
        if isinstance(value, dict) and value and self.chance(0.3):
            pairs: list[str] = []
            for key, each in value.items():
                pairs += self.statements_inline([*path, key], each)
            return pairs
        return [f"{self.dotted(path)}{self.gap()}={self.gap()}{self.value(value)}"]

    def listed(self, opening: str, items: list[str], closing: str) -> str:
        """Items in brackets, on one line or several; TOML 1.1 lets tables do so too."""
        if self.chance(0.7):
            inside = f",{self.gap()}".join(items)
            return f"{opening}{self.gap()}{inside}{self.gap()}{closing}"
        lines = [f"\n  {item}{self.gap()},{self.remark()}" for item in items]
        return f"{opening}{self.remark()}{''.join(lines)}\n{closing}"

    def text(self, text: str) -> str:
        is_plain = text.replace("\n", "").isprintable()
        if is_plain and "'" not in text and "\n" not in text and self.chance(0.3):
            return f"'{text}'"
        if is_plain and "'''" not in text and not text.endswith("'") and self.chance(0.2):
            return f"'''\n{text}'''"
        if is_plain and self.chance(0.3):
            escaped = text.replace("\\", "\\\\").replace('"', '\\"')
            return f'"""\n{escaped}"""'
        return self.basic(text)

    def basic(self, text: str) -> str:
        shown = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
        first = text[:1]
        # Ids stay as they are: check looks for them in the text of a file that is partly broken.
        if first.isalnum() and " " in text and self.chance(0.1):
            return f'"\\U{ord(first):08x}{shown[2:]}'
        return shown

    def gap(self) -> str:
        return self.dice.choice(("", " ", " ", "\t"))

    def remark(self) -> str:
        return " # [x] = {" if self.chance(0.1) else ""


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
