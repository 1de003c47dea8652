"""The two type families of pages and charts, taken from their packages: nothing is looked for on the system."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

SANS = "IBM Plex Sans Arabic"  # pages on screen, charts, Latin letters in print
FOLDERS = (
    Path(str(files("fontpkg_ibm_plex_sans_arabic") / "files")),
    Path(str(files("fontpkg_amiri") / "files")),  # Arabic in print
)
_WEIGHTS = {400: "IBMPlexSansArabic-Regular.ttf", 700: "IBMPlexSansArabic-Bold.ttf"}
_PRINTED = (tuple(_WEIGHTS.values()), ("Amiri-Regular.ttf", "Amiri-Bold.ttf"))
_MARK = "\u25cc"  # a dotted circle, the sign for a letter that is not there
# Where the characters lie that take no room and need no letter.
_MAY_BE_UNSEEN = (*range(0x3001), 0xFEFF, *range(0xE0000, 0xE0080))
# Latin, punctuation, arrows and signs, Arabic: what a brief can hold.
_LETTERS = [*range(0x20, 0x250), *range(0x600, 0x700), *range(0x2000, 0x2070), *range(0x2190, 0x2200)]


def sans(weight: int = 400) -> Path:
    """The file of the sans face in weight 400 or 700."""
    return FOLDERS[0] / _WEIGHTS[weight]


@cache
def web_fonts() -> str:
    """CSS that brings the sans face along, cut down to the letters of a brief."""
    faces = []
    for weight in _WEIGHTS:
        data = base64.b64encode(_subset(sans(weight))).decode()
        faces.append(
            f'@font-face {{ font-family: "{SANS}"; font-weight: {weight}; font-display: swap; '
            f'src: url(data:font/woff;base64,{data}) format("woff"); }}'
        )
    return "\n".join(faces)


def font_files() -> dict[str, bytes]:
    """What Quarto needs of the fonts, by file name: the faces for print, and fonts.css for the screen."""
    faces = {
        name: (folder / name).read_bytes() for folder, names in zip(FOLDERS, _PRINTED, strict=True) for name in names
    }
    return {**faces, "fonts.css": web_fonts().encode()}


@cache
def unprintable() -> re.Pattern[str]:
    """What neither family for print has letters for in all its faces: an emoji, another script."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

    printed = set(_MARK)
    for folder, prefix in zip(FOLDERS, ("IBMPlexSansArabic-", "Amiri-"), strict=True):
        faces = (TTFont(path, lazy=True) for path in sorted(folder.glob(f"{prefix}*.ttf")))
        printed |= set.intersection(*({chr(code) for code in face.getBestCmap()} for face in faces))
    unseen = (c for c in map(chr, _MAY_BE_UNSEEN) if c.isspace() or unicodedata.category(c) in ("Cc", "Cf"))
    letters = "".join(map(re.escape, sorted(printed.union(unseen))))
    return re.compile(f"[^{letters}](?:[^{letters}]|\u200d)*")


def printed(text: str) -> str:
    """A text for print, each run of what cannot be printed marked by one dotted circle."""
    return unprintable().sub(_MARK, text)


def _subset(font: Path) -> bytes:
    from fontTools import subset  # type: ignore[import-untyped]  # ships no types

    options = subset.Options(flavor="woff", layout_features=["*"], recalc_timestamp=False, hinting=False)
    options.drop_tables += ["meta"]
    loaded = subset.load_font(str(font), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(loaded)
    stream = io.BytesIO()
    subset.save_font(loaded, stream, options)
    return stream.getvalue()
