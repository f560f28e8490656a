"""Ten thousand photos in one run: does memory stay flat, does the rate hold?"""
