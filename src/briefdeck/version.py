"""The version of the program: lowest of all, so that any floor may name it."""

__version__ = "0.1.0"
