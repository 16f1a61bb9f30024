"""Timelines, charts, tables and ribbons as lines of styled spans: data and a width in, lines out."""
