"""What holds for the tables of every text, whatever it says: spans, keys, closed vocabularies, bounds."""

from __future__ import annotations

from report_lib.edtf_dates import is_edtf
from report_lib.records import KEYS, TABLES, Parsed, columns


def assert_whole(parsed: Parsed, text: str) -> None:
    """Fail with what is wrong where the tables of an article break a promise of their codebook."""
    rows = {"articles": (parsed.article,), "incidents": parsed.incidents, "counts": parsed.counts}
    for name, record in TABLES.items():
        keys = [getattr(row, KEYS[name]) for row in rows[name]]
        assert len(set(keys)) == len(keys) and all(keys), f"a key of {name} stands twice: {keys}"
        for row in rows[name]:
            for column in columns(record):
                codes, value = column.metadata["codes"], getattr(row, column.name)
                if codes and column.name != "governorates":
                    assert value in codes or not value, f"{column.name} {value!r} is no code"
    incidents = {incident.incident_id for incident in parsed.incidents}
    counts = {count.count_id for count in parsed.counts}
    assert incidents == {count.incident_id for count in parsed.counts}, "an incident without a count, or the reverse"
    for incident in parsed.incidents:
        assert incident.article_id == parsed.article.article_id
        assert not incident.date or is_edtf(incident.date), f"{incident.date!r} is no date"
        assert incident.date_start <= (incident.date_end or "9"), f"{incident.date!r} ends before it begins"
        assert (incident.latitude is None) == (incident.longitude is None)
    for count in parsed.counts:
        assert count.start is not None and count.end is not None and 0 <= count.start < count.end <= len(text)
        assert text[count.start : count.end] == count.quote, f"{count.quote!r} does not stand at {count.start}"
        assert not count.part_of or (count.part_of in counts and count.part_of != count.count_id)
        if count.low is not None and count.high is not None:
            assert count.low <= count.high, f"{count.low} > {count.high} of {count.quote!r}"
        assert (count.low or 0) >= 0 and (count.high or 0) >= 0
        unnumbered = count.low is None and count.high is None
        assert unnumbered == (count.qualifier == "unspecified"), f"{count.qualifier} {count.low} {count.high}"
