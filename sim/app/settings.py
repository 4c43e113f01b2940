"""What a server is started with."""

from pathlib import Path
from typing import NamedTuple

LOOPBACK = "127.0.0.1"


class Settings(NamedTuple):
    """Everything that may differ between two servers.

    `hosts` are the names and addresses, without port, under which the server may be asked; `state` is the folder of
    what outlives the process: the key and the database; `database` is an SQLAlchemy URL.
    """

    state: Path
    database: str
    key: bytes
    host: str = LOOPBACK
    port: int = 8050
    hosts: tuple[str, ...] = (LOOPBACK, "localhost")
    address: str = "http://127.0.0.1:8050"
    threads: int = 2
    proxy: bool = False
