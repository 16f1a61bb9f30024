"""Which numbers of a briefing are cited, and what a copy says of them."""
