"""Text as such, without anything of briefings.

Folding and matching, widths, words of messages, and control characters made visible.
"""
