"""Every phrase a brief prints about numbers exists once, in English and Arabic, and is looked up here by its code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from report_lib.lexicon_files import lexicon_file

Language = Literal["en", "ar"]
_NO_QUOTES = str.maketrans("", "", "\"'“”„«»‹›‘’")
_ARABIC_DIGITS = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")  # numbering system `arab`
_NUMBER = re.compile(r"(?<![A-Za-z0-9./_-])\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z0-9_]|[./-]\w)")
LANGUAGES: tuple[Language, ...] = ("en", "ar")


def phrase(code: str, lang: Language = "en", /, **params: object) -> str:
    """The phrase `code` of lexicon/phrases.yml with its {params} filled in; KeyError for an unknown code or param."""
    return str(lexicon_file("phrases.yml")["phrases"][code][lang]).format_map(params)


def label(kind: str, code: str, lang: Language = "en") -> str:
    """What a table's code is called in prose: label("victims", "rebels"); a code that is not listed stays as it is."""
    entry = lexicon_file("phrases.yml")["labels"][kind].get(code)
    return str(entry[lang]) if entry else code


def named(kind: str, name: str, lang: Language = "en") -> str:
    """A place, source or outlet as `lang` writes it; kinds are the heads of lexicon/names.yml. Unlisted names stay."""
    listed_names = lexicon_file("names.yml")[kind]
    if kind == "sources" and name not in listed_names:
        outlet, parted, source = name.partition(": ")
        if parted:  # a source that is nobody in particular, as an outlet's own
            return f"{named('outlets', outlet, lang)}: {named('sources', source, lang)}"
        bare = source_name(name)
        if bare not in listed_names:
            return (_nobody(name) if lang == "en" else "") or name
        return str(listed_names[bare].get(lang, bare))
    if kind == "places" and lang == "en" and name not in listed_names:
        return _made_place(name) or name
    return str(listed_names.get(name, {}).get(lang, name))


@lru_cache(maxsize=10_000)
def _nobody(source: str) -> str:
    """What a source that is nobody in particular is in English: «مصادر محلية» → "local sources"; else empty."""
    names = lexicon_file("names.yml")
    kinds = {_unmarked(word): english for word, english in names["source_nobody_kinds"].items()}
    words = [_unmarked(word) for word in source.translate(_NO_QUOTES).split()]
    words = [word for word in words if word not in ("عدة", "عدد", "من", "بعض")]
    who = {_unmarked(word): english for word, english in names["source_nobody_words"].items()}.get(
        words[0] if words else ""
    )
    if not who:
        return ""
    said = [kinds[word] for word in words[1:2] if word in kinds]
    article, space, noun = who.rpartition(" ") if who.startswith("a ") else ("", "", who)
    return f"{article}{space}{' '.join([*said, noun])}"


def _made_place(name: str) -> str:
    """The English of a name made of listed ones: «ريف حمص الشرقي» → "eastern Homs countryside"; empty for others."""
    names = lexicon_file("names.yml")
    head, _, rest = name.partition(" ")
    side = names["place_sides"].get(rest.rpartition(" ")[2], "")
    core = rest.rpartition(" ")[0] if side else rest
    parts = [names["places"].get(part, {}).get("en", "") for part in core.split(" - ")]
    if head not in names["place_heads"] or not all(parts):
        return ""
    made = str(names["place_heads"][head]).format(place="–".join(parts))
    return f"{side} {made}" if side else made


@lru_cache(maxsize=10_000)
def source_name(source: str) -> str:
    """A source's name without quotation marks and what only says what it is: «شبكة "عين الفرات"» → «عين الفرات»."""
    names = lexicon_file("names.yml")
    heads = {_unmarked(head) for head in names["source_heads"]}
    words = source.translate(_NO_QUOTES).split()
    while len(words) > 1 and _unmarked(words[0]) in heads:
        words = words[1:]
    bare = " ".join(words)
    return next((name for name in names["sources"] if _unmarked(name) == _unmarked(bare)), bare)


@lru_cache(maxsize=10_000)
def is_nobody(source: str) -> bool:
    """Whether a source is nobody in particular: «مصادر محلية», «سكان المنطقة», «مراسلنا»."""
    first = _unmarked(source.translate(_NO_QUOTES)).split(" ")[0]
    nobody = {_unmarked(word) for word in lexicon_file("names.yml")["source_nobody"]}
    return first in nobody or first.startswith("مراسل")


def local_digits(text: str, lang: Language = "en") -> str:
    """Numbers in the digits of the language's readers, those in Latin names («SY24») as they are.

    Arabic for readers in Syria: the digits, the marks of thousands and decimals that Unicode CLDR gives for ar-SY.
    """
    return _NUMBER.sub(lambda number: number.group().translate(_ARABIC_DIGITS), text) if lang == "ar" else text


def caveat(code: str, lang: Language = "en") -> str:
    """The sentence for a code of a frame's `caveats` column."""
    return phrase(f"caveat.{code}", lang)


def month_name(month: str, lang: Language = "en") -> str:
    """A month of the tables in prose: "October 2020", «تشرين الأول 2020»; `undated` is called so."""
    if not month[:4].isdigit():
        return phrase("month.undated", lang)
    return phrase("date.month", lang, month=_month(month, lang), year=month[:4])


def date_text(edtf: str, lang: Language = "en") -> str:
    """An EDTF value of the incidents table in prose: "10–11 September 2020", "August, year not given", "undated"."""
    if not edtf:
        return phrase("date.none", lang)
    first, slash, last = edtf.partition("/")
    if slash:
        if len(first) == len(last) == 10 and first[:7] == last[:7] and "X" not in edtf:
            days = {"first": str(int(first[8:])), "last": str(int(last[8:]))}
            return phrase("date.days", lang, **days, month=_month(first, lang), year=first[:4])
        ends = (date_text(end, lang) if end not in ("", "..") else "…" for end in (first, last))
        return phrase("date.interval", lang, first=next(ends), last=next(ends))
    if edtf.startswith("XXXX-"):
        part = date_text(f"0000{edtf[4:]}", lang).removesuffix(" 0000")
        return phrase("date.year_unknown", lang, date=part)
    if not edtf.replace("-", "").isdigit():
        return edtf
    if len(edtf) == 10:
        return phrase("date.day", lang, day=str(int(edtf[8:])), month=_month(edtf, lang), year=edtf[:4])
    return month_name(edtf, lang) if len(edtf) == 7 else edtf


def counted(number: int, noun: str, lang: Language = "en") -> str:
    """`number` and `noun` in the form that goes with it: "two attacks", «هجومان», «12 هجوماً»."""
    forms: Mapping[str, str] = lexicon_file("phrases.yml")["nouns"][noun][lang]
    words: list[str] = lexicon_file("phrases.yml")["numbers"].get(lang, [])
    shown = words[number] if number < len(words) else f"{number:,}"
    return forms[_plural(number, lang, forms)].format(n=shown)


def noun_forms(noun: str, number: int, lang: Language = "en") -> str:
    """As `counted`, but always in digits, for tables and for text that begins with no number word."""
    forms: Mapping[str, str] = lexicon_file("phrases.yml")["nouns"][noun][lang]
    return forms[_plural(number, lang, forms)].format(n=f"{number:,}")


def listed(parts: list[str], lang: Language = "en") -> str:
    """Parts joined as prose: "Homs, Raqqa and Hama", «حمص والرقة وحماة»."""
    last = phrase("list.last", lang)
    return phrase("list.comma", lang).join([*parts[:-2], last.join(parts[-2:])])


def _unmarked(text: str) -> str:
    """Without vowel marks, and hamza off its seat, so that spellings of a name are one."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")


def _month(edtf: str, lang: Language) -> str:
    return str(lexicon_file("phrases.yml")["months"][lang][int(edtf[5:7]) - 1])


def _plural(number: int, lang: Language, forms: Mapping[str, str]) -> str:
    """The plural category of Unicode CLDR for integers; `other` where the noun does not tell it apart."""
    if lang == "en":
        category = "one" if number == 1 else "other"
    elif number in (0, 1, 2):
        category = ("zero", "one", "two")[number]
    elif 3 <= number % 100 <= 10:
        category = "few"
    elif 11 <= number % 100 <= 99:
        category = "many"
    else:
        category = "other"
    return category if category in forms else "other"
