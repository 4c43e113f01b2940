"""Addresses from which the office fetches its frames and stories, and the script that starts it."""

import gzip
import json

from dash import ClientsideFunction, Dash, Input, Output
from flask import Response, request

from sim.app.pages.visit import translator_of
from sim.app.site import Site
from sim.app.watch.address import Asked, asked, is_small_enough
from sim.app.watch.reels import Reel, Reels, TooManyAskedError
from sim.app.watch.story import tell

WAIT = 2  # seconds after which a browser may ask again


def register(app: Dash, site: Site) -> None:
    """Serve frames and stories."""
    reels = Reels()

    def frames(language: str) -> Response:  # noqa: ARG001 - of the address, so that the page knows its own only
        found = _reel(reels, asked(request.args, site.library))
        if isinstance(found, Response):
            return found
        return _compressed(found.frames)

    def story(language: str) -> Response:
        wanted = asked(request.args, site.library)
        found = _reel(reels, wanted)
        if isinstance(found, Response):
            return found
        told = tell(found.record, request.args, translator_of(language))
        return Response(json.dumps(told.as_dict()), mimetype="application/json")

    app.server.add_url_rule("/<language>/watch/frames", "watch_frames", frames)
    app.server.add_url_rule("/<language>/watch/story", "watch_story", story)
    app.clientside_callback(
        ClientsideFunction("flurfunk_watch", "start"), Output("watch-started", "data"), Input("watch-setup", "data")
    )


def _compressed(frames: bytes) -> Response:
    """Answer with what was compressed when it was made, or open it for whoever cannot."""
    if request.accept_encodings["gzip"] > 0:
        packed = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(frames, mimetype="application/json", headers=packed)
    return Response(gzip.decompress(frames), mimetype="application/json", headers={"Vary": "Accept-Encoding"})


def _reel(reels: Reels, wanted: Asked) -> Reel | Response:
    if not is_small_enough(wanted.scenario):
        return Response(status=413)
    try:
        return reels.of(wanted.scenario, wanted.seed)
    except TooManyAskedError:
        return Response(status=503, headers={"Retry-After": str(WAIT)})
