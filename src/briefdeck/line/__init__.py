"""The interface by line: what is typed at a prompt, and what is said in answer. No Textual."""
