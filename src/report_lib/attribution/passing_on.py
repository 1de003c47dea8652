"""Reads who passed a report on, and from whom: نقلت وكالة سانا عن مصدر عسكري."""

from __future__ import annotations

from typing import Final

from report_lib.attribution.cited import Named
from report_lib.attribution.clauses import find_about, statement_kind, subject_start
from report_lib.attribution.marks import Reading
from report_lib.attribution.speakers import read_speaker

_ITS_OWN: Final = ("مصادره", "مصادرها", "مراسله", "مراسلها", "مراسليه", "مراسليها")  # who speaks for itself in them


def passed_on(reading: Reading, at: int, *, cited: bool = False) -> Named:
    """After نقل: «وكالة سانا عن مصدر عسكري» → the source, relayed by the agency."""
    line, relay = reading.line, None
    if line.forms[at] in reading.words.about_him:
        return (reading.voices.heard[-1] if reading.voices.heard else None), at + 1
    about = at
    if line.forms[at] != "عن":
        relay = read_speaker(line, subject_start(line, at))
        if relay is None:
            return None, at
        about = find_about(line, relay.after)
    if relay is not None and about >= 0 and line.forms[about + 1] in _ITS_OWN:
        return reading.voices.name(line, relay)
    speaker = read_speaker(line, about + 1) if about >= 0 else None
    if speaker is not None and (speaker.known or cited or statement_kind(line, speaker.after) == "that"):
        voice, after = reading.voices.name(line, speaker)
        passing = reading.voices.name(line, relay)[0] if relay else None
        if voice is not None and passing is not None:
            return voice.passed_on_by(passing.name), after
        if voice is not None:
            return voice, after
    if relay is not None and ((relay.known and cited) or statement_kind(line, relay.after) == "that"):
        return reading.voices.name(line, relay)
    return None, at
