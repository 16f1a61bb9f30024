"""The terminal itself: how it is taken and given back, signals, other programs, the clipboard."""
