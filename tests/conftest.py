"""What holds for every test: no network but loopback, and in CI no skip without a listed reason."""

import os
import socket
from pathlib import Path
from typing import Final

import pytest

_ALLOWED: Final = Path(__file__).resolve().parents[1] / ".ci" / "allowed-skips"
_skips: list[str] = []


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if host not in {"127.0.0.1", "::1", "localhost", "unix"}:
            pytest.fail("a test tried to leave the machine")
        connect(self, address)  # type: ignore[arg-type]  # what the caller gave

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple):
        _skips.append(str(report.longrepr[2]).removeprefix("Skipped: "))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput") or not os.environ.get("CI"):
        return
    allowed = {
        line.split(" :: ")[0]
        for line in _ALLOWED.read_text(encoding="utf-8").splitlines()
        if " :: " in line
    }
    unlisted = sorted(set(_skips) - allowed)
    if unlisted:
        reporter = session.config.pluginmanager.getplugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(f"skips that .ci/allowed-skips does not list: {unlisted}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
