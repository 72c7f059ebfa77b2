"""`mujib serve`: what stands in its way is told before anything is loaded."""

import socket

import pytest

from bot import serving
from bot.config import Server, Settings
from domain.errors import ConfigError


def settings(host: str, port: int) -> Settings:
    """Give a configuration that listens there."""
    return Settings(server=Server(host=host, port=port))


def test_a_port_that_another_has_is_named() -> None:
    """With its key, and in one line."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=rf"^server\.port: cannot listen at 127\.0\.0\.1:{port}: Address already in use$"):
            serving.bind(settings("127.0.0.1", port))


def test_an_address_that_is_not_ours_is_named() -> None:
    """As one of another machine."""
    with pytest.raises(ConfigError, match=r"^server\.port: cannot listen at 192\.0\.2\.1:0: "):
        serving.bind(settings("192.0.2.1", 0))


def test_a_port_that_is_free_is_taken_and_answers_nobody_yet() -> None:
    """Whoever asks before everything is loaded is refused at once, and not left to wait for an answer."""
    with serving.bind(settings("127.0.0.1", 0)) as bound, pytest.raises(ConnectionRefusedError):
        socket.create_connection(bound.getsockname(), 5)
