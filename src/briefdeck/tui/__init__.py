"""The reading interface, in Textual: screens and widgets that show the model and its blocks."""
