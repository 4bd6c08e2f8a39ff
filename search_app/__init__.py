"""The reader's web app: pages rendered on the server, in Swedish and English, that work without JavaScript."""

from search_app.app import create_app

__all__ = ["create_app"]
