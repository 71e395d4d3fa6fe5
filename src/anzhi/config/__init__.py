"""配置 Settings and start-up."""
