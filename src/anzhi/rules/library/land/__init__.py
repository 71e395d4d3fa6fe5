"""土地 Land: what is paid for it, by zone, class and use."""
