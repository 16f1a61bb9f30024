"""What each rule is about, for people: `explain` for one, `list_rules` for all."""


def explain(name: str) -> str | None:
    """A rule's name, severity, summary and explanation as plain text; None where there is no such rule."""
    raise NotImplementedError


def list_rules() -> str:
    """Every rule with its severity and sentence, one a line."""
    raise NotImplementedError


def explanation(name: str) -> str:
    """The explanation's Markdown; raises KeyError where there is none."""
    raise NotImplementedError
