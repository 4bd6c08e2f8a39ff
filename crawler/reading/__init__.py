"""Pure reading: HTML or text and an address in, plain values out. Nothing here fetches, stores or looks at a clock."""
