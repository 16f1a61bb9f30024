"""Timelines, charts and tables as lines of styled spans: data and a width in, lines out."""
