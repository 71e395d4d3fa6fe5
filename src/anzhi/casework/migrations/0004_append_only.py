from django.db import migrations

from anzhi.office.append_only import append_only

TABLES = (
    "snapshot", "determination", "adjustment", "decision", "meeting", "attendance", "publication", "publicationentry",
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_determinations")]
    operations = [append_only(f"casework_{table}") for table in TABLES]
