"""Screens: reading, and what opens over it."""
