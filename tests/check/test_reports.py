"""Reports are pure and exact: text for people, JSON by its schema, GitHub's escapes, SARIF by the parts that readers need."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefdeck.check import Checked, examine
from briefdeck.check.reports import FORMATS, render
from briefdeck.check.reports.data import schema
from briefdeck.loader import load, load_text
from briefdeck.loader.report import problem_lines
from briefdeck.model.problem import Place, Problem
from support.examples import whole

TESTS = Path(__file__).parents[1]
TURNED, BAD = TESTS / "check" / "turned", TESTS / "loader" / "bad"
WRONG = whole("""\
[[findings]]
id = "aid-rose"
text = "Aid rose."

[[findings]]
id = "aid-fell"
text = "Aid fell; the QZX said so [@crs-2017, p. 9]."
plase = "x"

[[findings]]
id = "aid-ended"
text = "Aid ended."

[[exceptions]]
rule = "uncited-statement"
entries = ["aid-ended"]
reason = "common knowledge"
""")


def examined(text: str = WRONG, file: str = "briefings/aid.toml") -> Checked:
    return examine(load_text(text, "aid", path=Path(file)))


def problem(**fields: Any) -> Problem:
    given: dict[str, Any] = {
        "rule": "some-rule",
        "severity": "warning",
        "message": "It is wrong.",
        "file": "a.toml",
    }
    return Problem(**(given | fields))


def test_text_shows_line_caret_and_count() -> None:
    unknown_key = "\n".join(problem_lines(examined().problems[-1]))
    assert unknown_key.startswith("briefings/aid.toml:16:1: error: ")
    assert render("text", [examined()]) == (
        "briefings/aid.toml:9:1: warning: The finding `aid-rose` has no source. [uncited-statement]\n"
        "    9 | [[findings]]\n"
        "      | ^^^^^^^^^^^^\n"
        '   Cite what supports it (`cites = [{ source = "…", at = "p. 9" }]`), or mark it `kind = "assumption"`.\n'
        "briefings/aid.toml:15:23: note: `QZX` is explained nowhere. [undefined-acronym]\n"
        '   15 | text = "Aid fell; the QZX said so [@crs-2017, p. 9]."\n'
        "      |                       ^^^\n"
        "   Add it to [[terms]], give it as an `abbreviation` of its program or actor, or write it out.\n"
        f"{unknown_key}\n"
        "\n"
        "1 error, 1 warning, 1 note; 1 accepted by exceptions.\n"
    )


def test_text_without_problems_is_one_line() -> None:
    assert render("text", [Checked("a.toml", ())]) == "No problems.\n"
    assert (
        render("text", [Checked("a.toml", ()), Checked("b.toml", ())])
        == "No problems in 2 files.\n"
    )
    assert render("text", []) == "No problems.\n"


def test_text_counts_over_files() -> None:
    results = [
        Checked("a.toml", (problem(), problem(severity="note"))),
        Checked("b.toml", (problem(file="b.toml"),)),
    ]
    assert render("text", results).splitlines()[-1] == "2 warnings, 1 note in 2 files."


def test_json_follows_its_schema() -> None:
    report = json.loads(render("json", [examined()]))
    jsonschema.validate(report, schema())
    assert report["version"] == 1
    assert report["count"] == {"errors": 1, "warnings": 1, "notes": 1, "accepted": 1}
    (file,) = report["files"]
    assert file["file"] == "briefings/aid.toml"
    assert file["count"] == report["count"]
    assert [
        (each["rule"], each["severity"], each["line"], each["column"]) for each in file["problems"]
    ] == [
        ("uncited-statement", "warning", 9, 1),
        ("undefined-acronym", "note", 15, 23),
        ("unknown-key", "error", 16, 1),
        ("uncited-statement", "warning", 18, 1),
    ]
    assert file["problems"][0]["key"] == "findings[0]"
    assert file["problems"][1]["key"] == "findings[1].text"
    assert file["problems"][1]["entry"] == "aid-fell"
    assert [each.get("accepted") for each in file["problems"]] == [
        None,
        None,
        None,
        "common knowledge",
    ]


def test_json_schema_describes_every_field() -> None:
    record = schema()["$defs"]["Record"]
    assert record["required"] == ["rule", "severity", "message"]
    assert set(record["properties"]) >= {
        "rule",
        "severity",
        "message",
        "remedy",
        "key",
        "entry",
        "line",
        "column",
    }


def test_github_commands() -> None:
    commands = render("github", [examined()]).splitlines()
    assert len(commands) == 3
    assert commands[0].startswith(
        "::warning file=briefings/aid.toml,line=9,col=1,endColumn=13,title=uncited-statement::"
        "The finding `aid-rose` has no source. Cite what supports it (`cites ="
    )
    assert commands[1].startswith(
        "::notice file=briefings/aid.toml,line=15,col=23,endColumn=26,title=undefined-acronym::`QZX` is explained nowhere. Add"
    )


def test_github_escapes_what_would_end_a_command() -> None:
    nasty = problem(message="50% off\r\n::error::gotcha", file="./a,b:c%.toml")
    assert render("github", [Checked(nasty.file, (nasty,))]) == (
        "::warning file=a%2Cb%3Ac%25.toml,title=some-rule::50%25 off%0D%0A::error::gotcha\n"
    )


SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/run"}},
    },
    "additionalProperties": False,
    "definitions": {
        "message": {
            "type": "object",
            "required": ["text"],
            "properties": {
                "text": {"type": "string", "minLength": 1},
                "markdown": {"type": "string"},
            },
            "additionalProperties": False,
        },
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "properties": {
                "tool": {"$ref": "#/definitions/tool"},
                "results": {"type": "array", "items": {"$ref": "#/definitions/result"}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            },
            "additionalProperties": False,
        },
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {
                "driver": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string"},
                        "version": {"type": "string"},
                        "semanticVersion": {"type": "string"},
                        "rules": {
                            "type": "array",
                            "uniqueItems": True,
                            "items": {"$ref": "#/definitions/descriptor"},
                        },
                    },
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "descriptor": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "shortDescription": {"$ref": "#/definitions/message"},
                "fullDescription": {"$ref": "#/definitions/message"},
                "help": {"$ref": "#/definitions/message"},
                "defaultConfiguration": {
                    "type": "object",
                    "properties": {"level": {"enum": ["none", "note", "warning", "error"]}},
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"$ref": "#/definitions/message"},
                "locations": {"type": "array", "items": {"$ref": "#/definitions/location"}},
                "partialFingerprints": {
                    "type": "object",
                    "additionalProperties": {"type": "string"},
                },
                "fixes": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {"$ref": "#/definitions/fix"},
                },
                "suppressions": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["kind"],
                        "properties": {
                            "kind": {"enum": ["inSource", "external"]},
                            "status": {"enum": ["accepted", "underReview", "rejected"]},
                            "justification": {"type": "string"},
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
        "fix": {
            "type": "object",
            "required": ["artifactChanges"],
            "properties": {
                "description": {"$ref": "#/definitions/message"},
                "artifactChanges": {
                    "type": "array",
                    "minItems": 1,
                    "uniqueItems": True,
                    "items": {
                        "type": "object",
                        "required": ["artifactLocation", "replacements"],
                        "properties": {
                            "artifactLocation": {"$ref": "#/definitions/artifactLocation"},
                            "replacements": {
                                "type": "array",
                                "minItems": 1,
                                "items": {"$ref": "#/definitions/replacement"},
                            },
                        },
                        "additionalProperties": False,
                    },
                },
                "properties": {"type": "object"},
            },
            "additionalProperties": False,
        },
        "replacement": {
            "type": "object",
            "required": ["deletedRegion"],
            "properties": {
                "deletedRegion": {"$ref": "#/definitions/region"},
                "insertedContent": {
                    "type": "object",
                    "properties": {"text": {"type": "string"}},
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        },
        "artifactLocation": {
            "type": "object",
            "properties": {
                "uri": {
                    "type": "string",
                    "pattern": r"^[A-Za-z0-9%._~/:@!$&'()*+,;=-]+$",
                },
                "uriBaseId": {"type": "string"},
            },
            "additionalProperties": False,
        },
        "region": {
            "type": "object",
            "properties": {
                "startLine": {"type": "integer", "minimum": 1},
                "startColumn": {"type": "integer", "minimum": 1},
                "endLine": {"type": "integer", "minimum": 1},
                "endColumn": {"type": "integer", "minimum": 1},
                "snippet": {"$ref": "#/definitions/message"},
            },
            "additionalProperties": False,
        },
        "location": {
            "type": "object",
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {"$ref": "#/definitions/artifactLocation"},
                        "region": {"$ref": "#/definitions/region"},
                    },
                    "additionalProperties": False,
                },
                "logicalLocations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "fullyQualifiedName": {"type": "string"},
                            "kind": {"type": "string"},
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
    },
}
"""The parts of SARIF 2.1.0's schema that the report uses, as strict as there."""


def sarif(*results: Checked) -> Any:
    log = json.loads(render("sarif", results))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def test_sarif_has_rules_regions_and_suppressions() -> None:
    run = sarif(examined())
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {"uncited-statement", "undefined-acronym", "unknown-key"}
    help_text = rules["uncited-statement"]["help"]
    assert "[[exceptions]]" in help_text["text"]
    assert "```toml" in help_text["markdown"]
    assert rules["unknown-key"]["defaultConfiguration"] == {"level": "error"}
    acronym = next(result for result in run["results"] if result["ruleId"] == "undefined-acronym")
    assert acronym["level"] == "note"
    assert acronym["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "briefings/aid.toml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 15, "startColumn": 23, "endColumn": 26, "snippet": {"text": "QZX"}},
    }
    assert acronym["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "findings[1].text", "kind": "member"}
    ]
    suppressed = [result for result in run["results"] if result["suppressions"]]
    assert [result["suppressions"] for result in suppressed] == [
        [{"justification": "common knowledge", "kind": "inSource", "status": "accepted"}]
    ]
    assert all("suppressions" in result for result in run["results"])


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b.toml", "a%20b.toml"),
        ("./é.toml", "%C3%A9.toml"),
        (os.fsdecode(b"caf\xe9.toml"), "caf%E9.toml"),
        ("/srv/a.toml", "file:///srv/a.toml"),
        ("C:\\a\\b.toml", "file:///C:/a/b.toml"),
        ("c:d.toml", "c%3Ad.toml"),
    ],
)
def test_sarif_addresses(file: str, uri: str) -> None:
    run = sarif(Checked(file, (problem(rule="unknown-id", file=file),)))
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


TWICE = """
[[findings]]
id = "letters"
text = "The QZX met the QZY, and FIXME or TODO: TODO."
cites = [{ source = "nobody" }, { source = "nobody" }]
"""


def fingerprints(*results: Checked) -> list[str]:
    return [result["partialFingerprints"]["entry/v2"] for result in sarif(*results)["results"]]


def test_sarif_fingerprints_are_unique_in_a_run() -> None:
    paths = [*TURNED.glob("*.toml"), *BAD.rglob("*.toml")]
    examined_files = [examine(load(path)) for path in sorted(paths)]
    again = examined(WRONG + TWICE), examined(WRONG + TWICE, "briefings/other.toml")
    found = fingerprints(*examined_files, *again)
    assert len(found) > 300
    assert len(set(found)) == len(found)


def test_sarif_fingerprints_outlast_edits_elsewhere() -> None:
    before = fingerprints(examined(WRONG + TWICE))
    more = '[[findings]]\nid = "before"\ntext = "An entry above, with a TODO."\n\n'
    after = fingerprints(
        examined(
            f"# A comment.\n\n{WRONG}{TWICE}".replace("[[findings]]", more + "[[findings]]", 1)
        )
    )
    assert set(before) < set(after)


def test_sarif_fingerprints_are_the_same_in_every_checkout() -> None:
    one, other = (fingerprints(examined(WRONG, f"/{name}/a.toml")) for name in ("one", "other"))
    assert one == other


def test_sarif_of_a_file_without_place() -> None:
    run = sarif(Checked("a.toml", (problem(rule="file-missing", severity="error"),)))
    assert run["results"][0]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a.toml", "uriBaseId": "%SRCROOT%"}}}
    ]
    assert sarif()["results"] == []


def test_every_report_takes_every_problem() -> None:
    place = Place(line=1, column=1, end_column=None, text="", marked=(0, 0))
    odd = (
        problem(rule="unheard-of", place=place, path=("a", 0, "b")),
        problem(rule="file-empty", file=""),
    )
    for name in FORMATS:
        assert render(name, [Checked("a.toml", odd)]).endswith("\n")


def test_unknown_format() -> None:
    with pytest.raises(KeyError):
        render("xml", [])


def test_nothing_heavy_is_imported() -> None:
    program = (
        "import sys, briefdeck.check, briefdeck.check.reports as r\n"
        "from briefdeck.loader import load, load_text\n"
        "loaded = load_text(open(sys.argv[1], encoding='utf-8').read(), 'good')\n"
        "[r.render(name, [briefdeck.check.examine(loaded)]) for name in ('text', 'json', 'github')]\n"
        "print(*sorted({'rich', 'textual', 'markdown_it', 'sqlite3', 'json', 'difflib', 'argparse'} & set(sys.modules)))"
    )
    good = Path(__file__).parents[1] / "support/good.toml"
    done = subprocess.run(
        [sys.executable, "-c", program, str(good)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"


def test_the_changes_of_a_fix_are_given_by_line_and_column() -> None:
    """Applied by them, the text is the one that a fix makes."""
    text = WRONG.replace('"An example"', "“It 国境”")
    result = examined(text)
    (file,) = json.loads(render("json", [result]))["files"]
    lines = text.split("\n")
    changes = [
        change for each in file["problems"] for change in each.get("fix", {}).get("changes", ())
    ]
    for change in sorted(changes, key=lambda change: (-change["line"], -change["column"])):
        first, last = change["line"] - 1, change["end_line"] - 1
        head, tail = lines[first][: change["column"] - 1], lines[last][change["end_column"] - 1 :]
        lines[first : last + 1] = (head + change["text"] + tail).split("\n")
    assert len(changes) == 2
    assert "\n".join(lines) == text.replace("“It 国境”", '"It 国境"')
    (run,) = json.loads(render("sarif", [result]))["runs"]
    (fix,) = [fix for each in run["results"] for fix in each.get("fixes", ())]
    assert fix["properties"] == {"isSafe": True}
    assert [
        each["insertedContent"]["text"] for each in fix["artifactChanges"][0]["replacements"]
    ] == ['"', '"']
