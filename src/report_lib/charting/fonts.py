"""The two type families of pages and charts, taken from their packages: nothing is looked for on the system."""

from __future__ import annotations

import base64
import io
from functools import cache
from importlib.resources import files
from pathlib import Path

SANS = "IBM Plex Sans Arabic"  # pages on screen, charts, Latin letters in print
NASKH = "Amiri"  # Arabic in print
FOLDERS = (
    Path(str(files("fontpkg_ibm_plex_sans_arabic") / "files")),
    Path(str(files("fontpkg_amiri") / "files")),
)
_WEIGHTS = {400: "IBMPlexSansArabic-Regular.ttf", 700: "IBMPlexSansArabic-Bold.ttf"}
_PRINTED = (tuple(_WEIGHTS.values()), ("Amiri-Regular.ttf", "Amiri-Bold.ttf"))
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
