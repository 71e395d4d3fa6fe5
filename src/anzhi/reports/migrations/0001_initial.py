
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Narrative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('section', models.CharField(max_length=30, verbose_name='章节')),
                ('text', models.TextField(verbose_name='正文')),
            ],
            options={
                'verbose_name': '正文',
                'constraints': [models.UniqueConstraint(fields=('year', 'section'), name='one_text_a_year_and_section', violation_error_message='该年度该章节已有正文')],
            },
        ),
    ]
