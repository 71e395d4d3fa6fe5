import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from anzhi.office.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0001_initial'),
        ('performance', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('digest', models.CharField(max_length=64, verbose_name='内容摘要（SM3）')),
                ('step', models.CharField(choices=[('prepared', '经办'), ('reviewed', '部门审核'), ('approved', '主任审定')], max_length=8, verbose_name='环节')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='签署时间')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='office.officer', verbose_name='签署人')),
            ],
            options={
                'verbose_name': '签署',
                'constraints': [models.UniqueConstraint(fields=('year', 'digest', 'step'), name='one_signature_a_step', violation_error_message='这一环节已经签署'), models.UniqueConstraint(fields=('year', 'digest', 'officer'), name='one_signature_an_officer', violation_error_message='经办、审核、审定须为三个不同的人，您已签署过这份内容')],
            },
        ),
        append_only("performance_signature"),
    ]
