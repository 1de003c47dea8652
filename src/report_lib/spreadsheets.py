"""Keep a spreadsheet from running a text that it opens as a formula."""

from __future__ import annotations

import re

# What Excel, LibreOffice or Google Sheets take for the beginning of a formula, wide forms and line breaks included:
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = re.compile(r"\A(?=[=+\-@\t\r\n＝＋－＠])")


def inert(text: str) -> str:
    """The text for a cell of a CSV file, behind an apostrophe where a spreadsheet would run it."""
    return FORMULA.sub("'", text)
