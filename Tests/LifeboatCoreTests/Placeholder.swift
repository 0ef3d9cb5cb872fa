// Replaced by the layer's first test.
