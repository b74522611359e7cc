"""The client that times servers goes on where a server has closed an idle connection."""

from __future__ import annotations

import socket
from threading import Thread

from archive.benchmark.serving import HOST, Client


def test_a_connection_that_was_let_go_is_opened_anew() -> None:
    """The server answers each connection once and closes it, although it never said so."""
    with socket.create_server((HOST, 0)) as listening:

        def answer_twice() -> None:
            for number in (b"1", b"2"):
                connection, _address = listening.accept()
                with connection:
                    connection.recv(65_536)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number)

        serving = Thread(target=answer_twice)
        serving.start()
        with Client(listening.getsockname()[1]) as client:
            assert [client.get("/")[2] for _time in range(2)] == [b"1", b"2"]
        serving.join()
