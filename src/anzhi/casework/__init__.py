"""安置审批 What a household was granted: persons and quota, in cash or in housing."""
