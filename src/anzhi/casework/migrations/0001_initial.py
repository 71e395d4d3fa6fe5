
import anzhi.office.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('option', models.CharField(choices=[('cash', '货币补贴安置'), ('housing', '保障住房安置')], max_length=8, verbose_name='安置方式')),
                ('approved_on', models.DateField(verbose_name='审批日期')),
                ('persons', anzhi.office.fields.PersonsField(verbose_name='安置人数')),
                ('quota', anzhi.office.fields.PersonsField(verbose_name='安置指标')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='registry.household', verbose_name='户')),
            ],
            options={
                'verbose_name': '安置审批',
            },
        ),
        migrations.CreateModel(
            name='Entitlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('member', '家庭成员'), ('only_child', '独生子女证'), ('half_household', '半边户')], max_length=14, verbose_name='指标来源')),
                ('first_half', models.BooleanField(default=False, verbose_name='前半')),
                ('second_half', models.BooleanField(default=False, verbose_name='后半')),
                ('persons', anzhi.office.fields.PersonsField(verbose_name='人数')),
                ('quota', anzhi.office.fields.PersonsField(verbose_name='指标')),
                ('approval', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entitlements', to='casework.approval', verbose_name='安置审批')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.person', verbose_name='人')),
            ],
            options={
                'verbose_name': '安置指标明细',
            },
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('household', 'option'), name='one_approval_a_household_and_option', violation_error_message='该户已有同一安置方式的审批'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('persons__gt', 0)), name='approval_grants_somebody', violation_error_message='安置人数应大于 0'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('quota__gte', models.F('persons'))), name='quota_covers_persons', violation_error_message='安置指标少于安置人数'),
        ),
        migrations.AddConstraint(
            model_name='entitlement',
            constraint=models.UniqueConstraint(condition=models.Q(('first_half', True)), fields=('person',), name='first_half_resettled_once', violation_error_message='此人已安置过'),
        ),
        migrations.AddConstraint(
            model_name='entitlement',
            constraint=models.UniqueConstraint(condition=models.Q(('second_half', True)), fields=('person',), name='second_half_resettled_once', violation_error_message='此人已安置过'),
        ),
        migrations.AddConstraint(
            model_name='entitlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_half', True), ('person__isnull', False), ('persons', 10), ('quota', 10), ('reason', 'member'), ('second_half', True)), models.Q(('first_half', True), ('person__isnull', False), ('persons', 5), ('quota', 5), ('reason', 'member'), ('second_half', False)), models.Q(('first_half', False), ('person__isnull', False), ('persons', 5), ('quota', 5), ('reason', 'member'), ('second_half', True)), models.Q(models.Q(('reason', 'member'), _negated=True), ('first_half', False), ('person__isnull', True), ('persons', 0), ('second_half', False)), _connector='OR'), name='persons_follow_the_halves', violation_error_message='安置人数与所安置的人不符'),
        ),
        migrations.AddConstraint(
            model_name='entitlement',
            constraint=models.CheckConstraint(condition=models.Q(('quota__in', (5, 10))), name='quota_in_half_steps', violation_error_message='每条指标只能是 0.5 或 1'),
        ),
    ]
