"""Other redactors beside phiscan, each in a process of its own and told every true word."""
