"""网页 The only room that speaks HTTP."""
