from django.db import migrations

from anzhi.office.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_initial")]
    operations = [append_only("budget_expenditure")]
