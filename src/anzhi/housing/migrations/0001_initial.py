
import anzhi.office.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0001_initial'),
        ('office', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Estate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='名称')),
                ('site_area', anzhi.office.fields.MuField(blank=True, null=True, verbose_name='用地面积（亩）')),
                ('planned_area', anzhi.office.fields.SquareMetreField(blank=True, null=True, verbose_name='规划安置房面积（平方米）')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='立项批准日期')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='开工日期')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='预计验收日期')),
                ('delivered_on', models.DateField(blank=True, null=True, verbose_name='交付日期')),
                ('delay_reason', models.CharField(blank=True, max_length=200, verbose_name='延误原因')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='estates', to='office.street', verbose_name='街道')),
            ],
            options={
                'verbose_name': '安置小区',
            },
        ),
        migrations.CreateModel(
            name='Allotment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=20, verbose_name='房号')),
                ('housed_on', models.DateField(verbose_name='分房日期')),
                ('persons', anzhi.office.fields.PersonsField(verbose_name='安置人数')),
                ('approval', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allotments', to='casework.approval', verbose_name='安置审批')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allotments', to='housing.estate', verbose_name='安置小区')),
            ],
            options={
                'verbose_name': '分房',
            },
        ),
        migrations.AddConstraint(
            model_name='estate',
            constraint=models.CheckConstraint(condition=models.Q(('started_on__isnull', True), models.Q(('approved_on__isnull', False), ('started_on__gte', models.F('approved_on'))), _connector='OR'), name='estate_starts_after_approval', violation_error_message='开工日期早于立项批准日期，或尚未立项批准'),
        ),
        migrations.AddConstraint(
            model_name='estate',
            constraint=models.CheckConstraint(condition=models.Q(('delivered_on__isnull', True), models.Q(('delivered_on__gte', models.F('started_on')), ('started_on__isnull', False)), _connector='OR'), name='estate_delivered_after_start', violation_error_message='交付日期早于开工日期，或尚未开工'),
        ),
        migrations.AddConstraint(
            model_name='allotment',
            constraint=models.UniqueConstraint(fields=('estate', 'unit'), name='one_household_a_home', violation_error_message='此房已分给另一户'),
        ),
        migrations.AddConstraint(
            model_name='allotment',
            constraint=models.CheckConstraint(condition=models.Q(('persons__gt', 0)), name='allotment_houses_somebody', violation_error_message='安置人数应大于 0'),
        ),
    ]
