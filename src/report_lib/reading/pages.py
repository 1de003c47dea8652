"""Take the article out of a saved web page: its title and body, and what the page says of their origin."""

from __future__ import annotations

import logging

import trafilatura

from report_lib.errors import Broken
from report_lib.reading.metadata import Known, known_from

# The page's own date alone: no guess from its prose, and no look at today's date.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}

_MAX_TAGS = 50_000  # a news page has some thousands; the time to take its article out grows with their square


def read_page(data: bytes) -> tuple[Known, str]:
    """What an HTML page says of its article, and the article's text, title first. Raises `Broken` where it has none."""
    if data.count(b"<") > _MAX_TAGS:
        raise Broken(f"has more tags than a page may have ({_MAX_TAGS:,})", "save its text as .txt")
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # the problem says once what they would say in pieces
    try:
        found = trafilatura.bare_extraction(
            data, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES
        )
    except (ValueError, RecursionError) as error:
        raise Broken(f"is not a page that can be read ({type(error).__name__})", "save its text as .txt") from None
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise Broken("no article is found in the page", "save its text as .txt")
    url = found.url if found.url and found.url.startswith(("http://", "https://")) else ""
    values = {"title": found.title, "outlet": found.sitename, "published": found.date, "url": url}
    known = known_from(values, basis="metadata")
    body = found.text or ""
    return known, body if body.startswith(known.title) else f"{known.title}\n{body}"
