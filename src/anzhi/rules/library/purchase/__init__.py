"""购房 Buying a home: what a household is given towards it."""
