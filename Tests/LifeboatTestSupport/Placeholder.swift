// Replaced by the first stand-in.
