"""An edition is one month in one language: its check, its place, its titles, and how its pages lead to each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from report_lib.errors import Problem, ReportError, shown
from report_lib.lexicon_files import lexicon_file
from report_lib.wording import LANGUAGES, Language, local_digits, month_name

NOTEBOOKS = ("brief", "regions", "perpetrators", "sources")
PRINTED = ("brief",)  # the pages that are a PDF too
UNDATED = "undated"  # stands for a month where neither incident nor publication is dated
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Edition:
    """One month, the month it is compared with, and the language. Raises `ReportError` for what is none of these."""

    month: str
    against: str
    lang: Language = "en"

    def __post_init__(self) -> None:
        for name, value in (("month", self.month), ("against", self.against)):
            undated = value == UNDATED and (name == "month" or self.month == UNDATED)  # which stands beside no month
            if not _MONTH.fullmatch(value) and not undated:
                rule = f"«{shown(value)}» is not a month"
                raise ReportError(Problem("request", name, rule, "write year and month, e.g. 2020-10"))
        if self.lang not in LANGUAGES:
            rule = f"«{shown(self.lang)}» is not a language of the brief"
            raise ReportError(Problem("request", "lang", rule, f"write one of {', '.join(LANGUAGES)}"))

    @property
    def folder(self) -> PurePosixPath:
        """Where it lies below reports/ and _site/reports/; the Arabic edition lies in the English one's folder."""
        return PurePosixPath(self.month) if self.lang == "en" else PurePosixPath(self.month, self.lang)

    def front_matter(self, name: str, entries: Mapping[str, Any]) -> dict[str, Any]:
        """The front matter of the page `name`: the notebook's own entries, and what this edition adds to them."""
        title = wording()["titles"].get(name) if self.lang == "ar" else None
        month, against = (local_digits(month_name(each, self.lang), self.lang) for each in (self.month, self.against))
        front = {**entries, "title": (title or entries["title"]).format(month=month)}
        if "subtitle" in entries:
            says = wording()["subtitle"]
            about = says["about"] if self.lang == "ar" else entries["subtitle"]
            beside = says["alone" if self.against == self.month else "beside"][self.lang]
            front["subtitle"] = f"{beside.format(about=about, against=against)} {says['notes'][self.lang]}"
        front["lang"] = self.lang
        if self.lang == "ar":
            front["dir"] = "rtl"
        return {**front, "pages": self._pages(name), "words": {k: v[self.lang] for k, v in wording()["words"].items()}}

    def _pages(self, current: str) -> list[dict[str, Any]]:
        """The links of the navigation, relative to the edition's folder."""
        labels = wording()["pages"]
        up = "../" * (1 + len(self.folder.parts))
        front = "index.html" if self.lang == "en" else f"{self.lang}/index.html"
        links: list[dict[str, Any]] = [{"href": f"{up}{front}", "text": labels["months"][self.lang]}]
        for name in NOTEBOOKS:
            link = {"href": f"{name}.html", "text": labels[name][self.lang]}
            links.append({**link, "current": True} if name == current else link)
        links.append({"href": "brief.pdf", "text": labels["pdf"][self.lang]})
        other: Language = "ar" if self.lang == "en" else "en"
        beside = f"ar/{current}.html" if other == "ar" else f"../{current}.html"
        links.append({"href": beside, "text": labels["language"][other], "lang": other})
        return links


def wording() -> Mapping[str, Any]:
    """What lexicon/notebooks.yml says."""
    loaded: dict[str, Any] = lexicon_file("notebooks.yml")
    return loaded


def site_wording() -> Mapping[str, Any]:
    """What lexicon/site.yml says."""
    loaded: dict[str, Any] = lexicon_file("site.yml")
    return loaded
