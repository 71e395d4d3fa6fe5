"""绩效 Indicators with their targets, the scores a method proposes, and the officers' adjustments."""
