"""社保 Rosters of enrolled persons by batch, policies that hold them, and the money collected from projects."""
