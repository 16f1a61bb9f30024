from briefdeck.evidence.passages import CopyPage, CopyText

COPY = CopyText("cover one two", (CopyPage(0, "i"), CopyPage(6, "1"), CopyPage(10, "2")))


def test_a_page_has_what_is_printed_on_it_and_its_place_in_the_file() -> None:
    found = [(COPY.page_at(at), COPY.sheet_at(at)) for at in (0, 5, 6, 9, 10, 99)]
    assert found == [("i", 1), ("i", 1), ("1", 2), ("1", 2), ("2", 3), ("2", 3)]


def test_a_copy_without_pages_has_none() -> None:
    assert (CopyText("words").page_at(3), CopyText("words").sheet_at(3)) == ("", 0)


def test_what_stands_before_the_first_page_is_on_none() -> None:
    copy = CopyText("before one", (CopyPage(7, "1"),))
    assert (copy.page_at(2), copy.sheet_at(2)) == ("", 0)
