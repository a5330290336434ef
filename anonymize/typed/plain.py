"""Flags, numbers and lists: what is written becomes a value, or null where it cannot be read."""

from typing import Final

import polars as pl

from anonymize.mapping import IDENTITY
from anonymize.sources.batch import LIST_MARK

_TRUE: Final = ("是", "有", "true", "t", "yes", "y", "1", "1.0", "同意")
_FALSE: Final = ("否", "无", "没有", "false", "f", "no", "n", "0", "0.0", "不同意")
_FLAGS: Final = dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False)
_SEPARATORS: Final = r"[;；,，、|]"
_JSON_MARKS: Final = r'^\[|\]$|"'


def flags(texts: pl.Series) -> pl.Series:
    """Return truth values; null where nothing is written or nobody can tell."""
    if texts.dtype == pl.Boolean:
        return texts
    words = texts.cast(pl.String).str.to_lowercase()
    return words.replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)


def wholes(texts: pl.Series) -> pl.Series:
    """Return whole numbers; ``3.0`` is one."""
    if texts.dtype.is_integer():
        return texts.cast(pl.Int64, strict=False)
    words = texts.cast(pl.String).str.replace(r"\.0+$", "")
    return words.cast(pl.Int64, strict=False)


def numbers(texts: pl.Series) -> pl.Series:
    """Return finite numbers."""
    found = texts.cast(pl.Float64, strict=False)
    return found.set(~found.is_finite(), None)


def lists(texts: pl.Series) -> pl.Series:
    """Return lists of trimmed items without empty ones; JSON lists and separated texts alike."""
    items = split(texts)
    return items.list.eval(pl.element().filter(pl.element() != "")).rename(texts.name)


def split(texts: pl.Series) -> pl.Series:
    """Return the items of each text."""
    if isinstance(texts.dtype, pl.List):
        return texts.cast(pl.List(pl.String))
    words = texts.cast(pl.String)
    marked = words.str.contains(LIST_MARK, literal=True)
    parted = words.str.replace_all(_JSON_MARKS, "").str.replace_all(_SEPARATORS, LIST_MARK)
    whole = words.zip_with(marked.fill_null(value=False), parted)
    return whole.str.split(LIST_MARK).list.eval(pl.element().str.strip_chars())


def identity(frame: pl.DataFrame) -> pl.Series:
    """Return what tells callers apart: a usable phone, else the account, else the id number.

    A phone is its digits without the country's prefix. Numbers that a spreadsheet or a mask
    has spoilt (``1.38E+10``, ``138****5678``) tell nobody apart and are null.
    """
    told = pl.Series(IDENTITY, [None], dtype=pl.String).new_from_index(0, frame.height)
    if "caller_phone" in frame.columns:
        phones = frame.get_column("caller_phone").cast(pl.String)
        # Nearly all are mobile numbers as they should be: the rest alone is looked at closely.
        mobile = phones.str.contains(_MOBILE).fill_null(value=False)
        others = pl.DataFrame([phones.set(mobile, None).alias("caller_phone")])
        told = phones.zip_with(mobile, others.select(_usable(_phone())).to_series())
    for name in ("caller_account", "caller_id_no"):
        if name in frame.columns:
            left = frame.get_column(name).cast(pl.String).set(told.is_not_null(), None)
            usable = pl.DataFrame([left.str.to_uppercase().alias(name)]).select(
                _usable(pl.col(name))
            )
            told = told.zip_with(told.is_not_null(), usable.to_series())
    return told.alias(IDENTITY)


_MOBILE: Final = r"^1[3-9][0-9]{9}$"
_MASKED: Final = r"[*×＊?？]|^X+$|(?:0|X){6}$"
_SPOILT: Final = r"[*×＊xX]|[0-9][eE]\+|\.[1-9]"
_PHONE: Final = r"^[0-9]{7,15}$"
_ONE_DIGIT: Final = r"^(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+)$"


def _phone() -> pl.Expr:
    raw = pl.col("caller_phone").cast(pl.String)
    digits = (
        raw.str.replace(r"\.0$", "")
        .str.replace_all(r"[^0-9]", "")
        .str.replace(r"^(?:00)?86(1[0-9]{10})$", "$1")
    )
    usable = digits.str.contains(_PHONE) & ~digits.str.contains(_ONE_DIGIT)
    return pl.when(usable & ~raw.str.contains(_SPOILT)).then(digits)


def _usable(teller: pl.Expr) -> pl.Expr:
    return pl.when(~teller.str.contains(_MASKED)).then(teller)
