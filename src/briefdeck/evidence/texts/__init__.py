"""The text of copies: one module a format, and what reads them in processes of their own."""
