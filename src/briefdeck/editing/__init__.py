"""Writing in briefing files: changes of a few characters, all other bytes as they stand."""
