"""Bytes that may lie or travel outside our memory: encrypted, and bound to their name.

AES-256-GCM under a key that belongs to one run; the nonce is drawn anew each time and goes
before the rest, so a name may be sealed more than once.
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class Seal:
    """Seals and opens under one key. Its repr shows nothing of it."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return "Seal(…)"

    def close(self, name: bytes, plain: bytes) -> bytes:
        """Return *plain* sealed; only who knows key and *name* opens it."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, name)

    def open(self, name: bytes, sealed: bytes) -> bytes | None:
        """Return what was sealed as *name*, ``None`` where it was not, or not whole."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name)
        except (InvalidTag, ValueError):
            # Too short for a nonce, or not ours: told alike, since both mean not to use it.
            return None
