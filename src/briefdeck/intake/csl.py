"""Sources from CSL-JSON, as Zotero, Pandoc and others write it."""

import json
from typing import Any

from briefdeck.intake.sources import source_item
from briefdeck.intake.taken import Item, Options, Taken


def take(content: bytes, options: Options) -> Taken:
    """Return the sources of a CSL-JSON file."""
    try:
        data = json.loads(content)
    except ValueError as error:
        return Taken(items=(), refused=(f"{options.name} is not JSON: {error}",))
    items = [_item(each) for each in data]
    return Taken(items=tuple(items))


def _item(data: dict[str, Any]) -> Item:
    known = ("type", "title", "author", "container-title", "publisher", "URL", "DOI")
    fields = {key: data[key] for key in known if key in data}
    parts = data.get("issued", {}).get("date-parts", [[]])[0]
    if parts:
        fields["issued"] = "-".join([f"{part:02}" for part in parts])
    return source_item(fields, str(data["id"]))
