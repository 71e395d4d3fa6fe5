"""青苗 Crops: what is paid for what grows on the land."""
