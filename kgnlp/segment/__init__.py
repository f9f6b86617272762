"""Turns -> segments by guide question."""
