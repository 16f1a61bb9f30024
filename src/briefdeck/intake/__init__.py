"""Files of other programs, and papers, as entries of a briefing: one module a family of formats."""
