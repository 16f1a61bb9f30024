"""Events of calendars, timelines and lists as entries of a briefing."""
