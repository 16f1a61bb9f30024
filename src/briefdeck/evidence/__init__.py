"""Stored copies of sources, and what of a briefing is really in them. Works without a network."""
