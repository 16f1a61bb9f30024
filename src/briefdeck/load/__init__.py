"""A file becomes a briefing and its problems: read, decode, collect every error with its place."""
