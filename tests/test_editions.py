"""An edition's place, titles, and links."""

from __future__ import annotations

import pytest

from report_lib.composing.editions import Edition
from report_lib.errors import ReportError


def test_the_arabic_edition_lies_in_the_folder_of_the_english_one() -> None:
    assert Edition("2020-10", "2020-08").folder.as_posix() == "2020-10"
    assert Edition("2020-10", "2020-08", "ar").folder.as_posix() == "2020-10/ar"
    assert Edition("undated", "2020-08").folder.as_posix() == "undated"


@pytest.mark.parametrize("months", [("2020-00", "2020-08"), ("2020-10", "undated"), ("2020-10", ""), ("..", "2020-08")])
def test_what_is_no_month_is_no_edition(months: tuple[str, str]) -> None:
    with pytest.raises(ReportError, match="is not a month"):
        Edition(*months)


def test_pages_lead_to_each_other_and_to_the_other_language() -> None:
    english = Edition("2020-10", "2020-08").front_matter("regions", {"title": "{month} by region"})
    assert english["title"] == "October 2020 by region"
    assert [page["href"] for page in english["pages"]] == [
        "../../index.html",
        "brief.html",
        "regions.html",
        "perpetrators.html",
        "sources.html",
        "brief.pdf",
        "ar/regions.html",
    ]
    assert [page["href"] for page in english["pages"] if page.get("current")] == ["regions.html"]
    arabic = Edition("2020-10", "2020-08", "ar").front_matter("regions", {"title": "{month} by region"})
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert arabic["pages"][0]["href"] == "../../../ar/index.html"
    assert arabic["pages"][-1] == {"href": "../regions.html", "text": "English", "lang": "en"}


def test_a_page_says_under_its_title_what_it_is_about_and_stands_beside() -> None:
    entries = {"title": "{month} in brief", "subtitle": "Reported attacks"}
    said = Edition("2020-10", "2020-08").front_matter("brief", entries)["subtitle"]
    assert said.startswith("Reported attacks, set beside August 2020. ")
    assert "آب/أغسطس ٢٠٢٠" in Edition("2020-10", "2020-08", "ar").front_matter("brief", entries)["subtitle"]
    alone = Edition("undated", "undated").front_matter("brief", entries)["subtitle"]
    assert alone.startswith("Reported attacks. ")


def test_a_notebook_of_ones_own_keeps_its_title() -> None:
    front = Edition("2020-10", "2020-08", "ar").front_matter("mine", {"title": "Mine, {month}"})
    assert front["title"] == "Mine, تشرين الأول/أكتوبر ٢٠٢٠"
