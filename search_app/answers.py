"""What every answer carries: security headers, rules for keeping it, and compression."""

import gzip
import hashlib

from flask import Flask, Response, g, make_response, request

from search_app.assets import release
from search_app.engine import Door

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
SMALL = 600
"""Bytes below which compressing gains nothing."""


def install(app: Flask, door: Door, environments: str) -> None:
    """Let every answer of `app` carry them. `environments` names the directory of environments that pages show."""

    @app.before_request
    def unchanged() -> Response | None:
        """Answer "not modified" before anything is searched, when the browser has this page of this index."""
        g.tag = None
        if request.method not in ("GET", "HEAD") or not request.blueprint:
            return None
        state = door.state()
        if state is None:
            return None
        told = "\n".join((release(), environments, state, request.full_path))
        g.tag = hashlib.sha256(told.encode()).hexdigest()[:20]
        return make_response("", 304) if request.if_none_match.contains_weak(g.tag) else None

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.extend(HEADERS)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-cache")
            response.vary.add("Accept-Encoding")
            if response.status_code in (200, 304) and g.get("tag"):
                response.set_etag(g.tag, weak=True)
            _pack(response)
        return response


def _pack(response: Response) -> None:
    body = response.get_data()
    if len(body) < SMALL or not request.accept_encodings.quality("gzip"):
        return
    response.set_data(gzip.compress(body, 6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
