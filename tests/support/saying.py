"""Texts that would be markup, code or a script if anybody took them for more than text."""

from support.briefings import to_toml

HOSTILE = (
    "<script>alert(1)</script>", "</style><script>x</script>", "\"><img src=x onerror=alert(1)>",
    "' onmouseover='x", "<!-- ", "]]>", "&lt;b&gt;&amp;", "\u202eevil\u202c", "a\u200bb",
    "[x](javascript:alert(1))", "<javascript:alert(1)>", "[y](data:text/html,x)", "[z](//evil.example)",
    "עברית العربية", "</title>", "{{7*7}}", "${x}",
)  # fmt: skip


def saying(words: str) -> str:
    """Return a briefing that says these words in every place."""
    cites = [{"source": "s", "at": words, "quote": words}]
    raw = {
        "format": 1,
        "briefing": {"title": words, "subtitle": words, "bluf": words, "ask": words, "as_of": "2020",
                     "authors": [words], "tags": [words], "source_summary": words},
        "key_points": [{"id": "k", "title": words, "text": words, "caveat": words}],
        "findings": [{"id": "f", "title": words, "text": words, "cites": cites, "voice": "a"}],
        "eras": [{"id": "e", "title": words, "span": "2000/2010"}],
        "events": [{"id": "v", "title": words, "date": "2005", "text": words, "place": words}],
        "actors": [{"id": "a", "name": words, "role": words, "type": words}],
        "series": [{"id": "n", "title": words, "unit": words, "text": words,
                    "points": [{"at": "2000", "value": 1, "text": words}, {"at": "2001", "value": 3, "caveat": words}]}],
        "tables": [{"id": "t", "title": words, "columns": [words, "b"], "rows": [[words, 1]]}],
        "recommendations": [{"id": "r", "title": words, "text": words, "for": [words], "against": [words],
                             "URL": "javascript:alert(1)"}],
        "quotations": [{"id": "q", "text": words, "speaker": "a"}],
        "terms": [{"id": "m", "term": words, "meaning": words}],
        "sources": [{"id": "s", "type": "webpage", "title": words, "URL": "javascript:alert(1)", "note": words}],
    }  # fmt: skip
    return to_toml(raw)
