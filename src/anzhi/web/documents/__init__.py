"""佐证材料的网页 Files attached to records: listed, attached, opened, withdrawn."""
