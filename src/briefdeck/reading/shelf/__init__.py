"""The library and its search: their state, cards, hits and fields."""
