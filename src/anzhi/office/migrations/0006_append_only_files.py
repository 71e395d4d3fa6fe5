from django.db import migrations

from anzhi.office.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("office", "0005_documents")]
    operations = [append_only("office_storedfile")]
