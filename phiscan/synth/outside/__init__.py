"""The outside split: a sixth set of templates, names, numbers, fonts, papers and grounds.

Drawn by someone who had not seen the rules and lists of the scanner, nor its results.
"""
