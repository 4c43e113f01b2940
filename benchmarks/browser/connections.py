"""A participant's browser as far as the server can tell: connections that are kept, and compressed answers."""

import asyncio
import gzip
from typing import NamedTuple

ENCODINGS = "gzip, deflate"  # what browsers offer where an address is neither encrypted nor their own machine
PATIENCE = 60  # seconds without an answer, after which one counts as lost


class Answer(NamedTuple):
    """What came back; `size` is that of the body as it travelled."""

    status: int
    size: int
    body: bytes


class Connections:
    """Connections of one browser to a server: as many as it has requests on the way, used again afterwards."""

    def __init__(self, host: str, port: int, source: str | None = None) -> None:
        self._host = host
        self._port = port
        # Another address of this machine, for a visitor who is counted apart.
        self._source = None if source is None else (source, 0)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, path: str, body: bytes | None = None) -> Answer:
        """Answer to a request: a write where there is a body.

        Raises
        ------
        OSError
            Where the connection broke, or nothing came for too long.
        """
        async with asyncio.timeout(PATIENCE):
            used = self._idle.pop() if self._idle else None
            try:
                reader, writer = used or await self._open()
                status, headers = await self._headers(reader, writer, path, body)
            except ConnectionError:
                if used is None:
                    raise
                # Servers close what was idle for long. Browsers ask again on a new connection, and say nothing.
                reader, writer = await self._open()
                status, headers = await self._headers(reader, writer, path, body)
            content = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            writer.close()
        else:
            self._idle.append((reader, writer))
        return Answer(status, len(content), _plain(content, headers.get("content-encoding", "")))

    def close(self) -> None:
        """Hang up."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self._host, self._port, local_addr=self._source)

    async def _headers(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, body: bytes | None
    ) -> tuple[int, dict[str, str]]:
        writer.write(self._head(path, body) + (body or b""))
        return await _head(reader)

    def _head(self, path: str, body: bytes | None) -> bytes:
        own = f"{self._host}:{self._port}"
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: {own}", "Connection: keep-alive",
            f"Accept-Encoding: {ENCODINGS}", "Accept-Language: en",
        ]  # fmt: skip
        if body is not None:
            lines += [f"Origin: http://{own}", "Content-Type: application/json", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    """Status and headers; every answer of waitress tells its length, or else ends with its connection."""
    try:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    except asyncio.IncompleteReadError:
        raise ConnectionError("the server hung up") from None
    headers = {name.strip().lower(): value.strip() for name, _, value in (each.partition(":") for each in lines[1:])}
    if "chunked" in headers.get("transfer-encoding", ""):
        raise ConnectionError("answers in chunks are not read here")
    return int(lines[0].split()[1]), headers


def _plain(content: bytes, encoding: str) -> bytes:
    return gzip.decompress(content) if encoding == "gzip" else content
