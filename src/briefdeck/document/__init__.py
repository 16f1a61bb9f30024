"""A briefing, or a part of it, as blocks: the one description that every output draws."""
