"""The parts of the reading screen: widgets that draw lines and know only what they show."""
