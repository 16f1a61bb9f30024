"""Reading without a terminal: what is open, what is shown, where it stands, and what a key does.

The full-screen interface and the reader by line both stand on it; it knows neither of them.
"""
