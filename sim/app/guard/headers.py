"""What a browser may do with an answer, and how long it may keep it."""

from flask import Flask, Response, request

from sim.app.guard.own import own

# `style-src` allows inline styles because Mantine writes its theme into style elements and attributes, and plotly
# the layout of its charts; without scripts, which stay forbidden, a style can do little. `img-src` allows data: for
# plotly's picture of a chart, and blob: for saving one.
POLICY = (
    "default-src 'none'",
    "script-src 'self'{scripts}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
)
UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing; our own server learns the page's language from it.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
NOT_KEPT = "no-store"


def content_policy() -> str:
    """Content-Security-Policy: this server's own files and Dash's one inline script, nothing else."""
    scripts = "".join(f" {each}" for each in own().scripts)
    return "; ".join(POLICY).format(scripts=scripts)


def send(server: Flask) -> None:
    """Put the headers on every answer, refusals included."""

    @server.after_request
    def add(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = content_policy()
        response.headers["Cache-Control"] = _kept(response)
        return response


def _kept(response: Response) -> str:
    """Keep files whose address changes with their content for a year; ask again for others; keep no page."""
    if response.status_code not in {200, 304}:
        return NOT_KEPT
    if request.path.startswith("/_dash-component-suites/"):
        return KEPT if response.cache_control.max_age else ASKED_AGAIN
    if request.path.startswith("/assets/") or request.path == "/favicon.ico":
        return KEPT if request.args.get("m") else ASKED_AGAIN
    return NOT_KEPT
