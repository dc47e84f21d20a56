"""Feeds: their documents, their lists, and when to ask them again."""
