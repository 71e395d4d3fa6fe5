"""机构 Organisations and officers, the years they keep records for, and the trail of everything they did."""
