"""安置 Resettlement: who counts, how many quotas that gives a household, and what a quota is worth."""
