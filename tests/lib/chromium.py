"""A real Chromium, driven over the pipe of its own DevTools protocol: no driver, no library.

Messages are JSON with a zero byte behind each, on file descriptors 3 and 4 of the browser.
"""

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ABSENT: Final = "no Chromium on this machine"
_PLACES: Final = ("/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome")
_ABOVE: Final = 10
_START: Final = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_CODES: Final = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38}


def chromium() -> str | None:
    """Return the browser's path where one is installed."""
    return next((found for place in _PLACES if (found := shutil.which(place))), None)


class Page:
    """One page of a running browser."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._number = 0
        self._left = b""
        self._session = ""
        self.said: list[dict[str, Any]] = []  # events, oldest first
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **given: Any) -> Any:
        """Call a method of the protocol and return its result."""
        self._number += 1
        said: dict[str, Any] = {"id": self._number, "method": method, "params": given}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._to, json.dumps(said).encode() + b"\0")
        for told in self._told(30):
            if told.get("id") == self._number:
                if "error" in told:
                    raise AssertionError(told["error"])
                return told["result"]
            self.said.append(told)
        raise AssertionError(f"no answer to {method}")

    def _told(self, seconds: float) -> Iterator[dict[str, Any]]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while b"\0" in self._left:
                said, _, self._left = self._left.partition(b"\0")
                yield json.loads(said)
            if select.select([self._back], [], [], 0.2)[0]:
                self._left += os.read(self._back, 1 << 20)

    def open(self, url: str) -> None:
        """Go to an address."""
        self.call("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """Return the value of an expression in the page."""
        told = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, script: str, seconds: float = 20) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({script})"):
            if time.monotonic() > end:
                body = self.run("document.body.innerText")
                raise AssertionError(f"never true: {script}\n{body}")
            time.sleep(0.05)

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press and release a key; 2 is Ctrl."""
        told: dict[str, Any] = {"key": key, "modifiers": modifiers}
        if len(key) == 1 and not modifiers:
            told["text"] = key
        elif key in _CODES:
            told["windowsVirtualKeyCode"] = _CODES[key]
        self.call("Input.dispatchKeyEvent", type="keyDown", **told)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, modifiers=modifiers)

    def write(self, text: str) -> None:
        """Insert text where the caret is, as an input method does."""
        self.call("Input.insertText", text=text)

    def picture(self, path: Path, *, dark: bool = False) -> None:
        """Write a picture of 1366 by 768 to *path*."""
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        ])  # fmt: skip
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def complaints(self) -> list[str]:
        """Return what the browser logged: errors, blocked content, uncaught exceptions."""
        found = []
        for told in self.said:
            if told.get("method") == "Log.entryAdded":
                found.append(str(told["params"]["entry"]["text"]))
            if told.get("method") == "Runtime.exceptionThrown":
                found.append(json.dumps(told["params"]["exceptionDetails"]))
        return found


@contextlib.contextmanager
def browsing(binary: str, profile: Path) -> Iterator[Page]:
    """Run *binary* with a new profile at *profile*, yield a page, end the browser."""
    theirs_in, ours_out = (_high(end) for end in os.pipe())
    ours_in, theirs_out = (_high(end) for end in os.pipe())
    words = [
        sys.executable, "-c", _START, str(theirs_in), str(theirs_out), binary,
        "--no-sandbox", "--headless=new", "--no-proxy-server", "--remote-debugging-pipe",
        "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--lang=zh-CN",
        "--disable-background-networking", "--disable-component-update",
        "--window-size=1366,768", "--hide-scrollbars", f"--user-data-dir={profile}", "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(
        words,
        pass_fds=(theirs_in, theirs_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        page = Page(ours_out, ours_in)
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=1366, height=768, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        yield page
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
        os.close(ours_out)
        os.close(ours_in)


def _high(end: int) -> int:
    """Return the same pipe's end with a number that the browser's 3 and 4 do not meet."""
    moved = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _ABOVE)
    os.close(end)
    return moved
