"""What editors ask of a language server, answered for briefing files."""
