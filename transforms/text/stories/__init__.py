"""Which articles are the same text, and which tell one story."""
