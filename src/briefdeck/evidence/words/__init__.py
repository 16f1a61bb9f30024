"""Whether the words of a quotation are in a copy, and what is near them."""
