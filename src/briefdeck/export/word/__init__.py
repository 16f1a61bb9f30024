"""What documents of Word are made of: elements as text, and the nodes of a paper in them."""
