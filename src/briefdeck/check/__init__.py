"""What is doubtful though well-formed: named, explained rules, and reports of what they find."""

from briefdeck.check.run import Checked, check, check_all, check_together, examine

__all__ = ["Checked", "check", "check_all", "check_together", "examine"]
