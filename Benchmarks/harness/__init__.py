"""Measures Lifeboat beside the tools that people use today."""
