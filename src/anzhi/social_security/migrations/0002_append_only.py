from django.db import migrations

from anzhi.office.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("social_security", "0001_initial")]
    operations = [append_only("social_security_contribution")]
