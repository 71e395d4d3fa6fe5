"""勾稽审核的网页 Files handed in to be audited, the findings beside their text, and what is said of them."""
