"""Who and what a text names, and who of them is whom."""
