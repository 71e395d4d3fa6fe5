import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from anzhi.office.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0001_initial'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('as_of', models.DateField(verbose_name='截至日期')),
                ('digest', models.CharField(max_length=64, verbose_name='内容摘要（SM3）')),
                ('total', models.PositiveIntegerField(verbose_name='总分（百分之一分）')),
                ('grade', models.CharField(max_length=10, verbose_name='等级')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='报送时间')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='office.officer', verbose_name='报送人')),
            ],
            options={
                'verbose_name': '报送',
            },
        ),
        migrations.CreateModel(
            name='SubmittedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('label', models.CharField(max_length=80, verbose_name='数字')),
                ('value', models.CharField(max_length=120, verbose_name='值')),
                ('unit', models.CharField(blank=True, max_length=10, verbose_name='单位')),
                ('printed', models.CharField(max_length=60, verbose_name='印出形式')),
                ('records', models.PositiveIntegerField(verbose_name='记录数')),
                ('parts', models.JSONField(default=list, verbose_name='构成')),
                ('evidence', models.BinaryField(verbose_name='记录')),
                ('evidence_digest', models.CharField(max_length=64, verbose_name='记录摘要（SM3）')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='reports.submission', verbose_name='报送')),
            ],
            options={
                'verbose_name': '报送数字',
            },
        ),
        migrations.CreateModel(
            name='SubmittedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='文件名')),
                ('content', models.BinaryField(verbose_name='内容')),
                ('digest', models.CharField(max_length=64, verbose_name='文件摘要（SM3）')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.submission', verbose_name='报送')),
            ],
            options={
                'verbose_name': '报送文件',
            },
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('year', 'digest'), name='one_submission_a_content', violation_error_message='这份内容已经报送'),
        ),
        migrations.AddConstraint(
            model_name='submittedfigure',
            constraint=models.UniqueConstraint(fields=('submission', 'name'), name='one_submitted_figure_a_name', violation_error_message='该数字已报送'),
        ),
        migrations.AddConstraint(
            model_name='submittedfile',
            constraint=models.UniqueConstraint(fields=('submission', 'name'), name='one_submitted_file_a_name', violation_error_message='该文件已报送'),
        ),
        append_only("reports_submission"),
        append_only("reports_submittedfigure"),
        append_only("reports_submittedfile"),
    ]
