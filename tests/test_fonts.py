"""The fonts that pages bring along hold what a brief is written with."""

from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont

from report_lib.charting.fonts import FOLDERS, SANS, font_files, web_fonts


def test_the_screen_face_holds_latin_arabic_and_the_signs_of_a_brief() -> None:
    faces = re.findall(r"base64,([^)]+)\)", web_fonts())
    assert len(faces) == 2
    for face in faces:
        letters = set(TTFont(io.BytesIO(base64.b64decode(face))).getBestCmap())
        assert set(map(ord, "Aé0–«»…·أبتثجحخدذرزسشصضطظعغفقكلمنهويىةًٌٍَُِّْ،؛؟٠١٢٣٤٥٦٧٨٩")) <= letters
    assert len(web_fonts()) < 200_000


def test_the_faces_for_quarto_are_there_by_name() -> None:
    files = font_files()
    faces = {f"{face}-{weight}.ttf" for face in ("IBMPlexSansArabic", "Amiri") for weight in ("Regular", "Bold")}
    assert set(files) == {*faces, "fonts.css"}
    assert f'font-family: "{SANS}"' in files["fonts.css"].decode()
    assert all(folder.is_dir() for folder in FOLDERS)
