"""Nothing on the page is without words, in either language, and no words are left over."""

import re
from importlib.resources import files
from typing import Final

import msgspec

from anonymize.policy import load_policy
from anonymize.review.page.files import _FILES, OPEN, file_routes
from anonymize.review.page.labels import AGAINST, ENTITIES, FIELDS, REASONS

FOLDER: Final = files("anonymize.review.page") / "static"
# Words of states and verdicts, which the page looks up by the code itself.
BY_CODE: Final = {"approved", "rejected", "withdrawn", "edited", "review", "publishable", "all",
                  "decided", "waiting"}  # fmt: skip


def said(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_every_word_that_the_page_asks_for_is_there_and_every_word_is_asked_for() -> None:
    words = msgspec.json.decode(said("words.json"), type=dict[str, tuple[str, str]])
    script = "".join(said(name) for name, kind in _FILES.values() if "javascript" in kind)
    asked = set(re.findall(r"\bwords\.(?!json)([a-z_]+)", script))
    asked |= set(re.findall(r'\bfill\("([a-z_]+)"', script))
    asked |= set(re.findall(r'"((?:key|legend)_[a-z]+)"', script))
    asked |= set(re.findall(r'data-w="([a-z_]+)"', said("page.html")))
    assert asked | BY_CODE == set(words)
    assert all(zh.strip() and en.strip() for zh, en in words.values())


def test_every_entity_of_the_policy_has_a_name() -> None:
    assert set(load_policy().entities) - set(ENTITIES) == set()


def test_reasons_are_codes_that_fit_the_keys() -> None:
    assert len(REASONS) <= 9
    assert all(code.isascii() and code.isidentifier() for code in REASONS)
    assert {"title", "content", "handling_result", "reply"} == set(FIELDS)
    assert "finding" in AGAINST


def test_what_is_open_to_all_is_what_the_table_of_files_has() -> None:
    paths = {path for route in file_routes("zh") for path in route.paths}
    assert paths == OPEN
