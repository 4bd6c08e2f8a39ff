"""How well the search finds what was asked for, on collections of judged queries."""
