"""Random edits of a briefing that keep the truth beside them: which entry became which."""

import random

from briefdeck.model.briefing import TABLES
from support.briefings import Raw


def edited(raw: Raw, dice: random.Random, *, share: float = 0.3) -> tuple[Raw, dict[str, str]]:
    """The briefing with its tables shuffled, and a share of its entries reworded under another id; old id → new id."""
    renamed: dict[str, str] = {}
    new: Raw = dict(raw)
    for table in set(TABLES) & set(raw):
        entries = [dict(entry) for entry in raw[table]]
        for entry in entries:
            if dice.random() < share:
                renamed[entry["id"]] = entry["id"] = f"{entry['id']}-renamed"
                _reword(entry, dice)
        dice.shuffle(entries)
        new[table] = entries
    return new, {now.removesuffix("-renamed"): now for now in renamed.values()}


def _reword(entry: Raw, dice: random.Random) -> None:
    """Change one word in eight of the entry's text."""
    words = str(entry.get("text", "")).split()
    for _ in range(len(words) // 8):
        words[dice.randrange(len(words))] = "altogether"
    if words:
        entry["text"] = " ".join(words)
