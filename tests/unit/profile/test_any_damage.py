"""Whatever happens to a profile's files, the check tells of it and never falls over."""

import random
import shutil
from pathlib import Path

import pytest

from publish.profile import ProfileError, check_profile, load_profile, profile_root

JUNK = (
    '"',
    "[",
    "[[",
    "]",
    "=",
    "\n",
    "{",
    "}",
    ",",
    "\x00",
    "-1",
    "[]",
    "nan",
    "1e400",
    "\r",
    "#",
)
VALUES = ("5", '"x"', "[]", "{}", "true", '["x"]', "{ a = 1 }", "2026-01-01")


def damage(text: str, draw: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = draw.randrange(len(text) + 1)
    match draw.randrange(5):
        case 0:
            return text[:at] + draw.choice(JUNK) + text[at + draw.randrange(30) :]
        case 1:
            return text[:at]
        case 2:
            return "".join(draw.sample(lines, len(lines)))
        case 3:
            return "".join(line for line in lines if draw.random() < 0.9)
        case _:
            return "".join(
                f"{line.split('=')[0]}= {draw.choice(VALUES)}\n"
                if "=" in line and draw.random() < 0.1
                else line
                for line in lines
            )


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_told_and_never_a_crash(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)  # noqa: S311 -- seeded damage, no secret
    root = tmp_path / "own"
    shutil.copytree(profile_root(draw.choice(["shanghai", "nyc"])), root)
    path = draw.choice(sorted(path for path in root.rglob("*") if path.is_file()))
    path.write_text(damage(path.read_text(encoding="utf-8"), draw), encoding="utf-8")
    problems = check_profile(root)
    assert all(problem.zh and problem.en and problem.line >= 1 for problem in problems)
    bars = [problem for problem in problems if not problem.warning]
    if bars:
        with pytest.raises(ProfileError) as refused:
            load_profile(str(root))
        assert list(refused.value.problems) == bars
    else:
        assert load_profile(str(root)).root == root
