"""The command line: a thin click group over the doors of the other rooms, no logic of its own."""
