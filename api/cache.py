"""Whole answers as bytes, ready to send, bounded in size; the least recently used goes first."""

import gzip
import hashlib
from collections import OrderedDict
from typing import Final

Headers = list[tuple[bytes, bytes]]
Key = tuple[int, str, bytes, bytes]
"""Shelf state, path, canonical query, Accept: all that may change an answer."""

# Below this, gzip's own frame costs more than it saves.
_WORTH: Final = 1024
_LEVEL: Final = 6
# What one entry costs beside its bytes, so that many small ones are bounded too.
_OVERHEAD: Final = 2048


class Answer:
    """One answer in both encodings, each with its ETag and its headers.

    The gzip is made when somebody first asks for it.
    """

    __slots__ = (
        "_bare",
        "charged",
        "gzipped",
        "gzipped_headers",
        "gzipped_tag",
        "headers",
        "identity",
        "tag",
    )

    def __init__(self, body: bytes, headers: Headers) -> None:
        """Prepare *body* for sending with *headers*, which hold no length, encoding or ETag."""
        digest = hashlib.sha256(body).hexdigest()[:32]
        self.identity = body
        self.tag = f'"{digest}"'.encode()
        self.headers = [
            *headers,
            (b"content-length", str(len(body)).encode()),
            (b"etag", self.tag),
        ]
        self._bare = headers
        self.gzipped: bytes | None = None
        self.gzipped_tag = f'"{digest}-gzip"'.encode()
        self.gzipped_headers = self.headers
        self.charged = 0  # what the cache that holds it counts for it

    @property
    def worth(self) -> bool:
        """Whether the body is long enough to be sent as gzip."""
        return len(self.identity) >= _WORTH

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self.identity) + len(self.gzipped or b"") + _OVERHEAD

    def compress(self) -> None:
        """Make the gzip. No file name and no time: the same answer has the same bytes."""
        gzipped = gzip.compress(self.identity, _LEVEL, mtime=0)
        self.gzipped_headers = [
            *self._bare,
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(gzipped)).encode()),
            (b"etag", self.gzipped_tag),
        ]
        self.gzipped = gzipped


class Cache:
    """Answers by key, at most *most* bytes of them."""

    def __init__(self, most: int) -> None:
        """Hold at most *most* bytes."""
        self._most = most
        self._size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, key: Key) -> Answer | None:
        """Return the answer under *key*, which becomes the most recently used."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: Key, answer: Answer) -> None:
        """Keep *answer*, unless it alone would take more than an eighth of the room.

        One that has grown is put again.
        """
        if answer.size > self._most // 8:
            return
        known = self._answers.pop(key, None)
        self._size -= known.charged if known else 0
        answer.charged = answer.size
        self._size += answer.charged
        self._answers[key] = answer
        while self._size > self._most:
            self._size -= self._answers.popitem(last=False)[1].charged

    @property
    def size(self) -> int:
        """The bytes held."""
        return self._size
