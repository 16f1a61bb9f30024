"""Blocks to a terminal, plain text, Markdown or JSON: one module each, looked up by name."""
