"""From a path or a text to `Loaded`: each step adds its findings, none raises for what is in the file."""

from pathlib import Path
from typing import Any

import msgspec

from briefdeck.load.cleaning import clean
from briefdeck.load.finding import Finding
from briefdeck.load.loaded import Loaded
from briefdeck.load.parsing import Parsed, parse
from briefdeck.load.pause import collection_paused
from briefdeck.load.reading import decode, read_bytes
from briefdeck.load.references import reference_findings
from briefdeck.load.shape import shape_findings
from briefdeck.model.briefing import Briefing
from briefdeck.model.codec import BUILTIN_TYPES, dec_hook
from briefdeck.model.links import link
from briefdeck.model.problem import Problem
from briefdeck.model.visible import visible


def load(path: Path) -> Loaded:
    """Read a briefing file. Never raises for what is in the file or why it cannot be read; problems say it."""
    with collection_paused():
        content = read_bytes(path)
        if isinstance(content, Finding):
            return _unread(path.stem, path, "", [content])
        return _load(content, path.stem, path)


def load_text(text: str | bytes, name: str = "briefing", *, path: Path | None = None) -> Loaded:
    """Load a briefing from its text or bytes; `name` is the briefing's id."""
    with collection_paused():
        return _load(text, name, path)


def _load(content: str | bytes, name: str, path: Path | None) -> Loaded:
    text, findings = decode(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    if path is not None:
        findings.extend(_stem_findings(name))
    if not text.strip():
        return _unread(name, path, text, findings)
    parsed = parse(text)
    findings.extend(parsed.findings)
    if parsed.data is None:
        return _unread(name, path, text, findings)
    data = parsed.data
    clean(data, text)
    shape = shape_findings(data)
    if not parsed.findings and not shape:
        briefing = _converted(data)
        if briefing is not None:
            links = link(briefing)
            references = reference_findings(briefing, links, name)
            if not references and not links.duplicates:
                problems = _problems(findings, _file(name, path), text, text, data)
                return Loaded(
                    id=name, path=path, text=text, briefing=briefing, links=links, problems=problems, sound_text=text
                )
    return _mended(name, path, text, findings, parsed, data, shape)


def _converted(data: dict[str, Any]) -> Briefing | None:
    """The briefing, where the data is as the types want it."""
    try:
        return msgspec.convert(data, Briefing, builtin_types=BUILTIN_TYPES, dec_hook=dec_hook)
    except msgspec.ValidationError:
        return None


def _mended(
    name: str,
    path: Path | None,
    text: str,
    findings: list[Finding],
    parsed: Parsed,
    data: dict[str, Any],
    shape: list[Finding],
) -> Loaded:
    """What could be read of a file in which something is wrong, and all that is wrong."""
    from briefdeck.load.mending import mend

    mended = mend(data, shape, parsed, name)
    findings = [*findings, *shape, *mended.findings]
    problems = _problems(findings, _file(name, path), text, parsed.sound_text, data)
    return Loaded(
        id=name,
        path=path,
        text=text,
        briefing=mended.briefing,
        links=mended.links,
        problems=problems,
        sound_text=parsed.sound_text,
        positions=mended.positions,
    )


def _unread(name: str, path: Path | None, text: str, findings: list[Finding]) -> Loaded:
    """A file of which nothing could be read."""
    problems = _problems(findings, _file(name, path), text, "", None)
    return Loaded(id=name, path=path, text=text, briefing=None, links=None, problems=problems)


def _file(name: str, path: Path | None) -> str:
    return visible(str(path)) if path else name


def _stem_findings(stem: str) -> list[Finding]:
    """A stem that is no id: the briefing can be opened by its path, and referred to only after a new name."""
    if _is_id(stem):
        return []
    from briefdeck.load.words import kebab_case, quoted

    suggestion = kebab_case(stem)
    return [
        Finding(
            rule="file-name",
            severity="warning",
            message=f"The file's name is the briefing's id, and {quoted(stem)} is none.",
            remedy=f"Rename it to `{suggestion}.toml`."
            if suggestion
            else "Give it a name in small letters and hyphens.",
        )
    ]


def _is_id(stem: str) -> bool:
    """Whether a stem is in kebab-case."""
    return all(part.isascii() and part.isalnum() and part == part.lower() for part in stem.split("-"))


def _problems(
    findings: list[Finding], file: str, text: str, sound_text: str, data: dict[str, Any] | None
) -> tuple[Problem, ...]:
    if not findings:
        return ()
    from briefdeck.load.placing import placed

    return placed(findings, file, text, sound_text, data)
