"""表单 What every form of the application is made of."""
