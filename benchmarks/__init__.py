"""Measurements of anzhi; each module is a command."""
