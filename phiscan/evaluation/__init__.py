"""How well phiscan does on labelled photos: what it finds, what stays readable, what it costs."""
