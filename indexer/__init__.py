"""From the archive to the catalogue and the index: read, describe, merge, publish."""
