"""基准日 The days that decide which version of the law a case falls under."""
