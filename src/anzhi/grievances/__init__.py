"""工单 Hotline tickets with their deadline, closing and rating."""
