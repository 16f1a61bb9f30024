"""A worked example of every field, from which the starting file, the schema and remedies take theirs."""


def assignment(owner: type, name: str) -> str:
    """`name = value` as an example file has it, for a field of one of the model's types; empty where there is none."""
    return ""
