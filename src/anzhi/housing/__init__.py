"""安置房 Estates with their stages, and the homes allotted to households that wait."""
