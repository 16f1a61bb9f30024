"""Tables of other files as figures, tables or events of a briefing."""
