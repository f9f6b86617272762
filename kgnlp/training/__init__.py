"""Labels -> model versions: split, fit, evaluate, registry."""
