"""语言 What the sentences of a report say: each amount with its label, its role, its stage and its year."""
