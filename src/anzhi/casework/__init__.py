"""安置审批与补偿核定 What a household is granted and what it is paid: from frozen facts to a signed agreement."""
