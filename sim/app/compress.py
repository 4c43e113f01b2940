"""Compressed answers: files once and for all, as they do not change while a server runs; the rest as it comes."""

from flask import Flask, Request, Response, request
from flask_compress import Compress

FILES = ("/assets/", "/_dash-component-suites/")
KINDS = [
    "text/html", "text/css", "text/csv", "text/javascript", "application/json", "application/javascript",
    "image/svg+xml",
]  # fmt: skip
QUALITY = 5  # of brotli: as small as gzip's best, in a tenth of the time
SMALLEST = 500


def compress(server: Flask) -> None:
    """Compress what a server answers."""
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=QUALITY, COMPRESS_MIN_SIZE=SMALLEST,
        COMPRESS_MIMETYPES=KINDS, COMPRESS_CACHE_KEY=_key, COMPRESS_CACHE_BACKEND=Files,
    )  # fmt: skip
    Compress(server)

    @server.after_request  # meets an answer before what was registered earlier
    def gather(response: Response) -> Response:
        if response.status_code == 200 and request.path.startswith(FILES):
            response.direct_passthrough = False
            response.make_sequence()
        return response


class Files:
    """Compressed files by their path; there are as many as the server has, as only what was found gets here."""

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Compressed file, if it is one and was asked for before."""
        return self._found.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a compressed file; anything else may differ the next time."""
        if key.partition(";")[2]:
            self._found[key] = value


def _key(asked: Request) -> str:
    return asked.path if asked.path.startswith(FILES) else ""
