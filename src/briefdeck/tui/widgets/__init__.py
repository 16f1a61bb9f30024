"""The parts of the reading screen: widgets that draw lines and know nothing but what they are given to show."""
