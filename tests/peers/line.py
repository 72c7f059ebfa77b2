"""A line between a browser and a server that can be cut: open connections break, new ones at once, until it is mended."""

import contextlib
import socket
import threading
from collections.abc import Callable

HERE = "127.0.0.1"


class Line:
    """Carries bytes from a port of its own to the server's, while it is whole.

    Threads over sockets: an asyncio server that is closed loses, unclosed, a connection that it has just accepted.
    """

    def __init__(self, port: int) -> None:
        """Lead to the server on this port."""
        self._to = port
        self._whole = True
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._gate = socket.create_server((HERE, 0))
        self._threads: list[threading.Thread] = []
        self._aside(self._accept)

    @property
    def url(self) -> str:
        """The server's address by this line."""
        return "http://{}:{}".format(*self._gate.getsockname())

    def cut(self) -> None:
        """Break all connections, and new ones as they come."""
        with self._lock:
            self._whole = False
            for end in self._ends:
                _break(end)

    def mend(self) -> None:
        """Carry again."""
        self._whole = True

    def close(self) -> None:
        """Be gone for good."""
        self.cut()
        _break(self._gate)
        for thread in self._threads:
            thread.join(10)
        self._gate.close()

    def _aside(self, work: Callable[..., None], *of: socket.socket) -> threading.Thread:
        thread = threading.Thread(target=work, args=of, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._aside(self._carry, self._gate.accept()[0])

    def _carry(self, near: socket.socket) -> None:
        with near, contextlib.suppress(ConnectionError), socket.create_connection((HERE, self._to)) as far:
            with self._lock:
                if not self._whole:
                    return
                self._ends |= {near, far}
            back = self._aside(_pour, far, near)
            _pour(near, far)
            back.join()
            with self._lock:
                self._ends -= {near, far}


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while chunk := source.recv(65_536):
            sink.sendall(chunk)
    _break(source)
    _break(sink)


def _break(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
