"""Search on a site's index, in the page itself: a list of all entries, narrowed by a script.

Without the script, the list is there to be looked through.
"""

from collections.abc import Callable
from typing import Final

from briefdeck.document.lookup import Lookup
from briefdeck.export.html.blocks import disclosure
from briefdeck.export.html.prose import attribute, text
from briefdeck.library.passage import text_of
from briefdeck.text.folding import tokens

SCRIPT: Final = """
(() => {
  const box = document.getElementById("_search");
  const asked = box.querySelector("input");
  const said = box.querySelector("output");
  const fold = (words) => words.normalize("NFKD").replace(/\\p{M}/gu, "").toLowerCase();
  const groups = [...document.querySelectorAll("#_entries details")].map((group) => [
    group,
    [...group.querySelectorAll("li")].map((item) => [
      item, fold(item.textContent + " " + item.dataset.w)]),
  ]);
  const narrow = () => {
    const words = fold(asked.value).split(/\\s+/).filter(Boolean);
    let found = 0;
    for (const [group, items] of groups) {
      let held = 0;
      for (const [item, text] of items) {
        item.hidden = !words.every((word) => text.includes(word));
        held += !item.hidden;
      }
      group.hidden = !held;
      group.open = words.length > 0 && held > 0;
      found += held;
    }
    document.querySelector(".shelf").hidden = words.length > 0;
    document.querySelector("#_entries").hidden = !found;
    said.textContent = words.length ? `${found || "Nothing"} found` : "";
  };
  asked.addEventListener("input", narrow);
  box.hidden = false;
  narrow();
})();
"""


def box() -> str:
    """Return the line to search in, which the script brings into view."""
    return (
        '<div id="_search" role="search" hidden><label for="_asked">Search all briefings</label>\n'
        '<input id="_asked" type="search" autocomplete="off">'
        ' <output for="_asked"></output></div>\n'
    )


def listed_entries(found: Lookup, address: Callable[[str], str]) -> str:
    """Return all entries of a briefing as links; each has the other words that it is found by.

    address: gives where an entry is shown.
    """
    items = []
    for entry in found.briefing.entries():
        label = found.label(entry.id)
        known = set(tokens(label))
        words = dict.fromkeys(word for word in tokens(text_of(entry)) if word not in known)
        href = attribute(address(entry.id))
        items.append(
            f"<li data-w={attribute(' '.join(words))}><a href={href}>{text(label)}</a>"
            f" <small>{entry.noun}</small></li>\n"
        )
    if not items:
        return ""
    title = f"{text(found.briefing.front.title)} <small>{len(items)}</small>"
    return disclosure(title, f"<ul>\n{''.join(items)}</ul>\n")
