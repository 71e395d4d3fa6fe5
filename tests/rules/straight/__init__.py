"""The law once more, by hand: plain Python on fractions, written from the sources and not from the rules.

It shares nothing with the rules but the facts of a case and the parameter files, which it reads by itself. Whatever the
two disagree about is a mistake in one of them.
"""
