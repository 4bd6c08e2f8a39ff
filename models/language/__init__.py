"""Swedish: one analysis and one embedding, called by indexing, by querying and by highlighting."""
