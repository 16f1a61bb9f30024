"""The package of a Word document: a zip archive of XML parts, each read within limits."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from briefdeck.workers import RefusedError

Xml = ET.Element

LARGEST_PART: Final = 32 << 20
"""Bytes of a part when unpacked. A book of a thousand pages has a few million."""
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How old Word files begin, and those that are locked by a password."""
_DOCUMENT: Final = "word/document.xml"


class Package:
    """A document's parts. Elements and attributes are called without their namespaces."""

    def __init__(self, content: bytes) -> None:
        """RefusedError where it is not a Word document that can be read."""
        if content.startswith(_OLE):
            raise RefusedError(
                "it is locked or in Word's format before 2007; save it as .docx without a password"
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise RefusedError("it is not a Word document, or damaged") from None
        targets = {kind: path for _, kind, path in _relations(self.part("_rels/.rels"), "")}
        self.path = targets.get("officeDocument", _DOCUMENT)
        self.properties = self.part(targets.get("core-properties", "docProps/core.xml"))
        folder, name = posixpath.split(self.path)
        self._folder = folder
        related = self.part(f"{folder}/_rels/{name}.rels")
        self.links = {
            key: path for key, kind, path in _relations(related, "") if kind == "hyperlink"
        }
        self._parts = {kind: path for _, kind, path in _relations(related, folder)}

    @property
    def document(self) -> Xml:
        """The document itself."""
        if self.path not in self._archive.namelist():
            raise RefusedError("it is not a Word document: no text is in it")
        return self.part(self.path)

    def related(self, kind: str) -> Xml:
        """Return the part of a kind, such as `styles`; an empty element where there is none."""
        return self.part(self._parts.get(kind, f"{self._folder}/{kind}.xml"))

    def part(self, path: str) -> Xml:
        """Return a part by its path; an empty element where there is none."""
        try:
            info = self._archive.getinfo(path)
        except KeyError:
            return Xml("none")
        if info.file_size > LARGEST_PART:
            raise RefusedError(f"a part of it is larger than {LARGEST_PART >> 20} MB when unpacked")
        try:
            return _parsed(self._archive.read(info))
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
            raise RefusedError("it is damaged or locked") from None
        except ET.ParseError:
            raise RefusedError(f"its part `{path}` is not sound XML") from None


def _parsed(content: bytes) -> Xml:
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        # No program writes one; it could define texts that grow without end.
        raise RefusedError("its parts define entities, which no Word document does")
    root = ET.fromstring(content)  # noqa: S314  # without entities, and of limited size
    for element in root.iter():
        element.tag = _local(element.tag)
        for name in [*element.attrib]:
            element.attrib[_local(name)] = element.attrib.pop(name)
    return root


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _relations(part: Xml, folder: str) -> Iterator[tuple[str, str, str]]:
    """Yield the id, kind and target of what a part relates to."""
    for relation in part.iter("Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield relation.get("Id", ""), kind, target
