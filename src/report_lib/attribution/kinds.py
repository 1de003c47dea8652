"""Say which kind of source a name denotes."""

from __future__ import annotations

from functools import lru_cache

from report_lib.attribution.speech import Lexicon, lexicon


@lru_cache(maxsize=4096)
def source_type(name: tuple[str, ...]) -> str:
    """The kind of source that the folded words of a name denote: by name, else by head word, else `official`."""
    words = lexicon()
    first = words.heads.get(name[0])
    if first is not None and first.source_type in ("correspondent", "activist"):
        return first.source_type  # whomever he reports for
    padded = f" {' '.join(name)} "
    for known, kind in words.name_types:
        if f" {known} " in padded:
            return kind
    for form in name:
        head = words.heads.get(form)
        if head is not None:
            return _qualified(name, words) if head.source_type == "qualified" else head.source_type
    return "official"


def _qualified(name: tuple[str, ...], words: Lexicon) -> str:
    for form in name:
        bare = form.removeprefix("و").removeprefix("ال")
        for stem in (form, bare, *(bare.removesuffix(ending) for ending in ("ة", "ين", "ون", "ا"))):
            if stem in words.qualifiers:
                return words.qualifiers[stem]
    return words.qualified_otherwise
