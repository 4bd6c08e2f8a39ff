"""The words all parts speak: what a report, a passage, a query and a result are. Imports nothing of ours."""
