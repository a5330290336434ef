"""The reviewers' page in a real browser: a person's morning by keyboard, and hostile text."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from anonymize.cli import main
from anonymize.record_key import SeriesKey
from anonymize.review.item import PUBLISHABLE, REVIEW
from anonymize.review.page.session import Session
from publish.profile import load_profile
from tests.lib.chromium import ABSENT, Page, browsing, chromium
from tests.lib.review_page import NAME, PINS, item, page_of, queue_of, work_of
from tests.lib.servers import BIN, ROOT, environment

BINARY: Final = chromium()
pytestmark = pytest.mark.skipif(BINARY is None, reason=ABSENT)
CTRL: Final = 2
HOSTILE: Final = (
    '<script>window.bad=1</script>"><img src=x onerror=window.bad=1>'
    "\u202e反了\u202c \x1b[2J &lt;b&gt; ${window.bad=1} שלום"
)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    assert BINARY is not None
    with browsing(BINARY, tmp_path / "browser") as made:
        yield made


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Yield the address that the command itself prints, over a queue of four."""
    home = tmp_path / "home"
    assert main(["key", "create", "--seed", "3", "--home", str(home)]) == 0
    key = SeriesKey.load(home / "raw/keys/series.key")
    queue_of(home, key, load_profile("beijing-demo").series).put(
        item(pin, verdict=REVIEW if pin == PINS[1] else PUBLISHABLE) for pin in PINS[:4]
    )
    words = [
        str(BIN / "gongkai-anonymize"),
        "review",
        "serve",
        "--by",
        "李审",
        "--json",
        "--home",
        str(home),
    ]
    process = subprocess.Popen(
        words, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def enter(page: Page, url: str) -> None:
    page.open(url)
    page.until("document.querySelectorAll('#list li').length")


def shown(page: Page, pin: str) -> None:
    page.until(f"document.querySelector('#about code')?.textContent === '{pin[:12]}'")


def write(page: Page, text: str) -> None:
    page.run("document.querySelector('textarea').select()")
    page.write(text)
    page.press("Enter", CTRL)


def test_a_morning_by_keyboard(page: Page, address: str, tmp_path: Path) -> None:
    enter(page, address)
    assert page.run("location.href").endswith("/")
    assert page.run("document.querySelector('.field')") is None
    # The one that needs a look stands first.
    page.press("j")
    shown(page, PINS[1])
    raw = page.run("document.querySelector('.raw mark').textContent")
    assert raw == f"{NAME}人名"
    page.press("r")
    page.press("4")
    shown(page, PINS[0])
    assert page.run("document.getElementById('count').textContent") == "已决定 1 / 4"
    page.press("a")
    shown(page, PINS[2])
    assert page.run("document.getElementById('count').textContent") == "已决定 2 / 4"
    # The engine itself reads the edit, and will not have the name.
    page.press("e")
    page.until("document.activeElement.tagName === 'TEXTAREA'")
    write(page, f"来电人{NAME}反映堆物")
    page.until("document.querySelector('#notice.bad')", 60)
    assert NAME in page.run("document.querySelector('.against mark bdi').textContent")
    assert page.run("document.getElementById('count').textContent") == "已决定 2 / 4"
    write(page, "来电人⟦person:A⟧反映堆物")
    shown(page, PINS[3])
    assert page.run("document.getElementById('bar').value") == 3
    assert "改后批准" in page.run("document.getElementById('live').textContent")
    # Back to the one before; its decision is taken back.
    page.press("k")
    shown(page, PINS[2])
    assert page.run("document.querySelector('.clean .said').textContent") == (
        "来电人⟦person:A⟧反映堆物"
    )
    page.press("z")
    page.until("document.getElementById('bar').value === 2")
    assert page.run("document.title") == "文本复核"
    assert page.run("localStorage.length") == 0
    assert NAME not in page.run("JSON.stringify(sessionStorage)")
    journal = (tmp_path / "home/raw/review/decisions.jsonl").read_text(encoding="utf-8")
    told = [json.loads(line) for line in journal.splitlines()]
    assert [(one["act"], one["reason"]) for one in told] == [
        ("reject", "minor"), ("approve", ""), ("edit", ""), ("reopen", "undo"),
    ]  # fmt: skip
    looks = (tmp_path / "home/raw/review/displays.jsonl").read_text(encoding="utf-8")
    pins = [json.loads(line)["pin"] for line in looks.splitlines()]
    assert pins == [PINS[1], PINS[0], PINS[2], PINS[3], PINS[2]]
    assert page.complaints() == []


def test_a_token_opens_one_tab_and_a_reload_keeps_it(page: Page, tmp_path: Path) -> None:
    queue_of(tmp_path).put([item(PINS[0])])
    with page_of(work_of(tmp_path), Session(1800)) as client:
        url = f"{client.origin}/#{client.token}"
        enter(page, url)
        page.call("Page.reload")
        page.until("document.querySelectorAll('#list li').length")
        page.run("sessionStorage.clear()")
        page.open("about:blank")
        page.open(url)
        page.until("document.querySelector('.over p')?.textContent.includes('一次性口令')")
        assert page.run("document.querySelectorAll('#list li').length") == 0


def test_hostile_text_is_text(page: Page, tmp_path: Path) -> None:
    queue_of(tmp_path).put([item(PINS[0], raw=HOSTILE, redacted=HOSTILE, marks=())])
    with page_of(work_of(tmp_path), Session(1800)) as client:
        enter(page, f"{client.origin}/#{client.token}")
        page.press("j")
        shown(page, PINS[0])
        for pane in ("raw", "clean"):
            said = page.run(f"document.querySelector('.{pane} .said').textContent")
            assert '<script>window.bad=1</script>"><img src=x onerror=window.bad=1>' in said
            assert "\\u202e反了\\u202c \\u001b[2J &lt;b&gt;" in said
            assert not {"\u202e", "\x1b"} & set(said)
        assert page.run("document.querySelectorAll('#item script, #item img, #item b').length") == 0
        assert page.run("typeof window.bad") == "undefined"
        page.press("e")
        page.until("document.querySelector('textarea')")
        assert not {"\u202e", "\x1b"} & set(page.run("document.querySelector('textarea').value"))
        assert page.run("typeof window.bad") == "undefined"
        # The browser itself would refuse, even if a line of ours tried.
        page.run("try { document.body.innerHTML = '<b>x</b>' } catch { window.refused = true }")
        assert page.run("window.refused") is True


def test_the_end_clears_the_screen(page: Page, tmp_path: Path) -> None:
    queue_of(tmp_path).put([item(PINS[0])])
    with page_of(work_of(tmp_path), Session(1800)) as client:
        enter(page, f"{client.origin}/#{client.token}")
        page.press("j")
        shown(page, PINS[0])
        assert NAME in page.run("document.body.textContent")
        page.run("document.getElementById('end').click()")
        page.until("document.querySelector('.over')")
        assert NAME not in page.run("document.documentElement.outerHTML")


def test_a_key_held_down_decides_once(page: Page, tmp_path: Path) -> None:
    queue_of(tmp_path).put([item(pin) for pin in PINS[:3]])
    with page_of(work_of(tmp_path), Session(1800)) as client:
        enter(page, f"{client.origin}/#{client.token}")
        page.press("j")
        shown(page, PINS[0])
        page.press("a")
        shown(page, PINS[1])
        for _ in range(5):
            page.call("Input.dispatchKeyEvent", type="keyDown", key="a", text="a", autoRepeat=True)
        assert page.run("document.getElementById('bar').value") == 1


def test_every_colour_can_be_read(page: Page, tmp_path: Path) -> None:
    marks = ((3, 6, "PERSON", 0.9), (8, 10, "COMPOUND", 0.2))
    queue_of(tmp_path).put([item(PINS[0], raw=HOSTILE + HOSTILE, marks=marks)])
    with page_of(work_of(tmp_path), Session(1800)) as client:
        enter(page, f"{client.origin}/#{client.token}")
        page.press("j")
        shown(page, PINS[0])
        for scheme in ("light", "dark"):
            feature = {"name": "prefers-color-scheme", "value": scheme}
            page.call("Emulation.setEmulatedMedia", features=[feature])
            assert page.run(CONTRASTS) == []
        wide = page.run("document.documentElement.scrollWidth")
        assert wide <= 1366


CONTRASTS: Final = """(() => {
  const rgb = (said) => said.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const said = rgb(getComputedStyle(at).backgroundColor);
      if (said.length === 3 || said[3] > 0) return said;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")]
    .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((one) => one.checkVisibility() && !one.closest("dialog, script, #live"))
    .map((one) => {
      const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))];
      return [one.tagName + "." + one.className, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)];
    })
    .filter(([, ratio]) => ratio < 4.5);
})()"""
