"""What a briefing is: typed entries, dates, prose, links both ways and problems. Knows no file, no screen."""
