"""安置 anzhi: the record of a land-acquisition and resettlement office, and the report that writes itself from it."""
