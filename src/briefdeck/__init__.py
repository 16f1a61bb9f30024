"""Briefdeck: briefings from plain TOML files, read in a terminal."""

__version__ = "0.1.0"
