"""From sites to the archive: what was seen, byte for byte."""
