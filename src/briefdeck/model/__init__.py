"""What a briefing is: entries, dates, prose, links and problems. Knows no file and no screen."""
