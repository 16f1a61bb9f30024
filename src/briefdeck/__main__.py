"""`python -m briefdeck`."""

from briefdeck.cli import run

run()
