"""Denies each socket that leads out of the machine, in this Python and those it starts; OFFLINE_LOG says who."""

import os
import socket
import sys
from pathlib import Path

_connect, _lookup = socket.socket.connect, socket.getaddrinfo


def _denied(what):
    with Path(os.environ["OFFLINE_LOG"]).open("a", encoding="utf-8") as log:
        log.write(f"{what} {sys.argv}\n")
    raise OSError(f"no network at run time: {what}")


def _checked(self, address):
    if self.family != socket.AF_UNIX and str(address[0]) not in ("127.0.0.1", "::1", "localhost"):
        _denied(f"connect {address}")
    return _connect(self, address)


def _looked_up(host, *arguments, **options):
    if host not in (None, "", "localhost", "127.0.0.1", "::1"):
        _denied(f"look up {host}")
    return _lookup(host, *arguments, **options)


socket.socket.connect = socket.socket.connect_ex = _checked
socket.getaddrinfo = _looked_up
