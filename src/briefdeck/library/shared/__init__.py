"""A shelf that a team shares on a PostgreSQL server; imported by the verbs that talk to it."""
