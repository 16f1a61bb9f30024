"""What the parts of a screen draw: immutable values that give rows. No Textual."""
