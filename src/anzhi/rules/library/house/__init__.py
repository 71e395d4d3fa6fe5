"""房屋 Houses: which are legal, and what is paid for them."""
