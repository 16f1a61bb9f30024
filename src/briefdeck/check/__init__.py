"""Named rules over a well-formed briefing: what is doubtful, why, and what to do."""
