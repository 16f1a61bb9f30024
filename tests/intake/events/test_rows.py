"""Events of a table, one a row."""

from support.importing import entries, taken


def test_columns_are_known_by_their_heads() -> None:
    text = (
        "Date,End,Event,Description,URL,Location,Tags\n"
        'about 1998,,First,"Words [1], and more",https://example.org/a,Here,"a; b"\n'
        "2001-09-11,2001-09-13,Second,,,,\n"
        "3/14/2008,,Third,,Smith 2009,,\n"
        "3/4/2008,,Fourth,,,,\n"
    )
    done = taken(text, "list.csv")
    found = entries(done)["events"]
    assert found[0] == {
        "id": "first",
        "title": "First",
        "date": "1998~",
        "place": "Here",
        "text": "Words [1], and more",
        "cites": ["example-org-a"],
        "tags": ["a", "b"],
    }
    assert [event["date"] for event in found[1:]] == ["2001-09-11/2001-09-13", "2008-03-14", "2008-03-04"]  # fmt: skip
    assert found[2]["text"] == "Smith 2009"
    assert done.said[0].startswith("list: events: date from `Date`, end from `End`")


def test_what_has_no_date_or_title_is_refused_with_its_line() -> None:
    done = taken("When,What\nsoon,A\n3/4/2008,B\n2008,\n2009,C\n2010,D\n2011,E\n", "list.csv", makes="events")  # fmt: skip
    assert [item.id for item in done.items] == ["c", "d", "e"]
    assert done.refused == (
        "list, line 2: no date can be read from `soon`",
        "list, line 3: `3/4/2008` may mean `2008-03-04` or `2008-04-03`",
        "list, line 4: there is no title",
    )


def test_columns_without_telling_heads() -> None:
    done = taken("Jour,Fait,Suite\n2008,A,x\n2009,B,y\n", "list.csv", makes="events", at="Jour")
    assert entries(done)["events"][1] == {"id": "b", "title": "B", "date": "2009", "text": "y"}
    done = taken("A,B\nx,y\n", "list.csv", makes="events")
    assert done.refused == ("list: there is no column of dates; name it with `--at COLUMN`",)


def test_a_sheet_of_timelinejs() -> None:
    text = (
        "Year,Month,Day,End Year,Display Date,Headline,Text,Media,Type,Group\n"
        "2012,2,9,,,Signing,<p>One <b>law</b>.</p>,https://example.org/x,,Law\n"
        "2000,,,2009,,Early,,,era,\n"
        "1998,,,,about 1998,Third,,,,\n"
    )
    found = entries(taken(text, "sheet.csv"))
    assert found["events"][0]["date"] == "2012-02-09"
    assert found["events"][0]["text"] == "One law."
    assert found["events"][1]["date"] == "1998~"
    assert found["eras"] == [{"id": "early", "title": "Early", "span": "2000/2009"}]


def test_events_of_one_title_are_told_apart() -> None:
    found = entries(taken("Date,Title\n2008,Vote\n2009,Vote\n2009,Vote\n", "list.csv"))["events"]
    assert [event["id"] for event in found] == ["vote", "vote-2009", "vote-2009-2"]
