"""Text as such: folding and matching, widths, nearest names, and what makes control characters visible. Knows nothing of briefings."""
