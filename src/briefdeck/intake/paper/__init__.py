"""A paper to a draft: what each of its sentences says, marked as the paper's own or left open."""
