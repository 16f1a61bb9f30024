"""A briefing as paper has it, from which PDF and DOCX are made."""
