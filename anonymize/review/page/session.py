"""The one session of the page: a token that works once, then a cookie and a header's secret.

The token stands in the address that is printed, behind the ``#``, so no request ever carries
it in its line. Cookies know no ports: whatever else listens on this machine could be sent
ours. So the cookie alone opens nothing; every request also carries a second secret in a
header, which only a page of this very origin has.
"""

import secrets
import threading
import time
from collections.abc import Callable
from typing import Final

import msgspec

_BYTES: Final = 32


class Keys(msgspec.Struct, frozen=True):
    """What a browser must show from now on."""

    cookie: str
    header: str

    def __repr__(self) -> str:
        """Show nothing of them."""
        return "Keys(…)"


class Session:
    """One person's session. *idle* is in seconds; *timer* counts seconds and never goes back."""

    def __init__(self, idle: float, timer: Callable[[], float] = time.monotonic) -> None:
        self.idle = idle
        self.token = secrets.token_urlsafe(_BYTES)
        self._timer = timer
        self._lock = threading.Lock()
        self._keys: Keys | None = None
        self._last = timer()
        self._ended = False

    def __repr__(self) -> str:
        """Show none of its secrets."""
        return f"Session(over={self.over})"

    @property
    def over(self) -> bool:
        """Whether it has ended, or nobody has done anything for too long."""
        return self._ended or self._timer() - self._last >= self.idle

    def open(self, token: str) -> Keys | None:
        """Return the keys for the *token*, the first time; nothing for another or a used one."""
        with self._lock:
            if self.over or self._keys is not None or not _same(token, self.token):
                return None
            self._keys = Keys(secrets.token_urlsafe(_BYTES), secrets.token_urlsafe(_BYTES))
            self._last = self._timer()
            return self._keys

    def admits(self, cookie: str, header: str) -> bool:
        """Tell whether both secrets are right; if so the person is there still."""
        with self._lock:
            if self._keys is None or self.over:
                return False
            # Both are compared, whatever the first says.
            right = [_same(cookie, self._keys.cookie), _same(header, self._keys.header)]
            if not all(right):
                return False
            self._last = self._timer()
            return True

    def end(self) -> None:
        """End it: no key opens anything any more."""
        self._ended = True


def _same(said: str, secret: str) -> bool:
    return secrets.compare_digest(said.encode("utf-8", "surrogatepass"), secret.encode())
