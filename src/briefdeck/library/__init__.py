"""Where briefings live, their index, search, differences, packs and the reader's own notes."""
