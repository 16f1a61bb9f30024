"""A file becomes a briefing and its problems: read, decode, collect every error with its place."""

from briefdeck.loader.loading import Loaded, load, load_text

__all__ = ["Loaded", "load", "load_text"]
