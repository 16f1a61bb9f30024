"""What every page has around its content: a head that forbids every request, and contents."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple

from briefdeck.export.html.prose import attribute, text
from briefdeck.text.pattern import pattern

_TAG: Final = pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "syr", "ug", "ur", "yi"}
)


class Line(NamedTuple):
    """A line of the contents: where it leads, its words, and the lines under it."""

    href: str
    title: str
    under: tuple["Line", ...] = ()


def hashed(content: str) -> str:
    """Return what a content security policy calls a style or a script that it allows."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def head(
    title: str, *, description: str = "", authors: Iterable[str] = (), style: str, script: str = ""
) -> str:
    """Return the head of a page that asks nobody for anything.

    script: the one that may run, if any.
    """
    runs = f" script-src {hashed(script)};" if script else ""
    policy = (
        f"default-src 'none'; style-src {hashed(style)};{runs} base-uri 'none'; form-action 'none'"
    )
    named = [("description", description), *(("author", name) for name in authors)]
    metas = [_meta(name, content) for name, content in named if content]
    return (
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"{''.join(metas)}<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n"
    )


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content={attribute(content)}>\n'


def opening_tag(language: str) -> str:
    """Return the doctype and the root of a page in a language."""
    known = known_language(language)
    turned = ' dir="rtl"' if is_right_to_left(known) else ""
    return f'<!DOCTYPE html>\n<html lang="{known}"{turned}>\n'


def known_language(language: str) -> str:
    """Return a language if it is one; English for what is not."""
    return language if _TAG.fullmatch(language) else "en"


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT


def nav(lines: Iterable[Line]) -> str:
    """Return the contents of a page."""
    return f'<nav aria-label="Contents">\n{_list(tuple(lines))}</nav>\n'


def _list(lines: tuple[Line, ...]) -> str:
    items = "".join(
        [
            f"<li><a href={attribute(line.href)}>{text(line.title)}</a>{_list(line.under)}</li>\n"
            for line in lines
        ]
    )
    return f"<ul>\n{items}</ul>\n" if items else ""
