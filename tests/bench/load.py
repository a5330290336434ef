"""A load of one question asked again and again over loopback, bounded in count and time.

Requests are written sixteen at a time and answers are counted by their length, which is
constant, so the client costs little and the figure is the server's.
"""

import socket
import statistics
import time
from typing import Final

DEPTH: Final = 16


def ask(port: int, path: str, headers: str = "") -> bytes:
    """Return one whole answer, head and body, as bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(_request(path, headers))
        return _whole(connection)


def per_second(port: int, path: str, *, seconds: float, headers: str = "") -> float:
    """Return answers a second: the median of five equal stretches of *seconds* in all."""
    length = len(ask(port, path, headers))
    batch = _request(path, headers) * DEPTH
    rates = []
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(5):
            start = time.perf_counter()
            done = 0
            while time.perf_counter() - start < seconds / 5:
                connection.sendall(batch)
                left = length * DEPTH
                while left > 0:
                    got = connection.recv(1 << 18)
                    if not got:
                        raise RuntimeError("the server closed the connection")
                    left -= len(got)
                if left < 0:
                    raise RuntimeError("answers differ in length")
                done += DEPTH
            rates.append(done / (time.perf_counter() - start))
    return statistics.median(rates)


def _request(path: str, headers: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode()


def _whole(connection: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(1 << 16)
        if not more:
            raise RuntimeError("the server closed the connection")
        got += more
    head, _, body = got.partition(b"\r\n\r\n")
    lines = [line.split(b":") for line in head.lower().split(b"\r\n")[1:]]
    if [b"transfer-encoding", b" chunked"] in lines:
        while not body.endswith(b"0\r\n\r\n"):
            body += connection.recv(1 << 16)
        return head + b"\r\n\r\n" + body
    length = next((int(line[1]) for line in lines if line[0] == b"content-length"), None)
    if length is None:
        status = head.split(b" ")[1]
        if status == b"304":
            return got
        raise RuntimeError("an answer without a content length")
    while len(body) < length:
        body += connection.recv(1 << 16)
    return head + b"\r\n\r\n" + body
