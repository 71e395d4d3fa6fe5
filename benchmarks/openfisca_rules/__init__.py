"""The household's statement as a country package of OpenFisca, to be measured beside anzhi.

Written as its authors write one: vectorised formulas over entities, parameters in its parameter tree, ``float``
variables in 32 bits. The numbers come from the same files.
"""
