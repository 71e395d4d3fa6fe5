"""社保 Social security of landless farmers: bands of age, what enrolment gives, and the fund that pays it."""
