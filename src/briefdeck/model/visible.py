"""Control characters made visible, so that nothing read from a file can speak to the terminal."""


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """The text with C0, C1, DEL, bidirectional controls, and lone surrogates replaced by visible signs (U+2400 pictures, `⟨U+202E⟩`).

    Joiners inside emoji sequences and scripts that need them stay. Tab becomes a blank; newlines stay where asked.
    """
    raise NotImplementedError


def is_clean(text: str) -> bool:
    """Whether `visible(text, keep_newlines=True)` would change nothing."""
    raise NotImplementedError
