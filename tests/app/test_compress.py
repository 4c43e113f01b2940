"""Compressed answers, and which of them are kept."""

import gzip

import brotli
import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from sim.app.compress import compress

LONG = "Wer nicht da ist, über den wird geredet. " * 50


@pytest.fixture
def visitor() -> FlaskClient:
    """Visitor of a server whose answers count how often they were asked for."""
    server, asked = Flask("compressed", static_folder=None), {"assets": 0, "page": 0}
    compress(server)

    @server.get("/<path:path>")
    def answer(path: str) -> Response:
        kind = path.partition("/")[0]
        if "missing" in path:
            return Response(LONG, 404)
        asked[kind] += 1
        return Response(f"{asked[kind]} {LONG}", mimetype="text/css")

    return server.test_client()


def read(visitor: FlaskClient, path: str, accepted: str = "br") -> str:
    data = visitor.get(path, headers={"Accept-Encoding": accepted}).data
    return (brotli.decompress(data) if accepted == "br" else gzip.decompress(data)).decode()


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_answers_come_smaller_and_whole(visitor: FlaskClient, accepted: str) -> None:
    answer = visitor.get("/page", headers={"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == accepted
    assert len(answer.data) < len(LONG) / 4
    assert read(visitor, "/page", accepted) == f"2 {LONG}"


def test_a_file_is_compressed_once(visitor: FlaskClient) -> None:
    assert read(visitor, "/assets/a.css") == read(visitor, "/assets/a.css?m=1") == f"1 {LONG}"
    assert read(visitor, "/assets/b.css") != f"1 {LONG}"


def test_what_is_no_file_is_never_kept(visitor: FlaskClient) -> None:
    assert [read(visitor, "/page").partition(" ")[0] for _ in range(3)] == ["1", "2", "3"]


def test_who_cannot_read_compressed_answers_gets_plain_ones(visitor: FlaskClient) -> None:
    answer = visitor.get("/page", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert answer.text == f"1 {LONG}"


def test_what_is_missing_is_not_kept(visitor: FlaskClient) -> None:
    assert visitor.get("/assets/missing.css", headers={"Accept-Encoding": "br"}).status_code == 404
