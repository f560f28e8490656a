"""The sealed split: templates, names, numbers, fonts and grounds drawn anew after `blind` was read.

Whoever works on rules, readers or covers does not look in here, nor at what it renders.
"""
