"""The blind split: templates, names, numbers, grounds that no rule was ever tuned on.

Whoever works on rules, readers or covers does not look in here, nor at what it renders.
"""
