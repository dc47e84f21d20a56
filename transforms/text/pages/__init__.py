"""From a page to the text and the metadata of its article."""
