import pytest

from publish.profile_lines import line_of, split_path

TOML = """\
id = "x"
keys = { a = 1 }

[title]
zh = "题"

[[views]]
id = "A"

[views.fold]
a = ["b"]

[[views]]
id = "B"

[split."问题分类"]
into = ["a"]

[values.status]
"Closed (Duplicate)" = "duplicate"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 1),
        (("keys", "a"), 2),
        (("title",), 4),
        (("title", "zh"), 5),
        (("title", "en"), 4),  # what is missing is shown where it should stand
        (("views", "0", "id"), 8),
        (("views", "0", "fold", "a"), 11),
        (("views", "1", "id"), 14),
        (("views", "1", "keys"), 13),
        (("split", "问题分类", "into"), 17),
        (("values", "status", "Closed (Duplicate)"), 20),
        (("nowhere",), 1),
    ],
)
def test_a_person_is_sent_to_the_line_of_what_is_wrong(path: tuple[str, ...], line: int) -> None:
    assert line_of(TOML, path) == line


def test_paths_of_the_decoder_are_understood() -> None:
    assert split_path("$.views[1].keys") == ("views", "1", "keys")
    assert split_path('split."a.b".into') == ("split", "a.b", "into")
