from django.db import migrations

from anzhi.office.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]
    operations = [append_only("office_event"), append_only("office_seal")]
