"""Remedies that can be carried out: the words of each, and the edit that they speak of."""

from briefdeck.model.problem import Edit, Remedy
from briefdeck.text.words import did_you_mean, is_same_name


def write(toml: str, more: str = "", *, is_safe: bool = True) -> Remedy:
    """Return the remedy to write a value, as TOML has it, in the place of another.

    more: what follows in the sentence.
    """
    return Remedy(f"Write `{toml}`{more}.", Edit("write", toml), is_safe)


def say(words: str, *, is_safe: bool = True) -> Remedy:
    """Return the remedy to write a string in the place of another."""
    return Remedy(f"Write `{words}`.", Edit("say", words), is_safe)


def suggestion(near: str, found: str, edit: Edit, *, is_sure: bool = False) -> Remedy | str:
    """Return the question whether a name was meant where another stands; nothing for no name.

    is_sure: whether they are known to mean the same; names that are spelled alike always do.
    """
    if not near:
        return ""
    return Remedy(did_you_mean(near), edit, is_sure or is_same_name(near, found))
