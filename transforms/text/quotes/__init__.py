"""What is said, by whom, and by which words it is reported."""
