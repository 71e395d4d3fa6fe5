
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
            name='PolicyHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.CharField(max_length=60, verbose_name='发文机关')),
                ('title', models.CharField(max_length=120, verbose_name='文件名称')),
                ('document_number', models.CharField(blank=True, max_length=60, null=True, verbose_name='文号')),
                ('cites', models.CharField(blank=True, max_length=60, verbose_name='依据文号')),
                ('issued_on', models.DateField(verbose_name='下发日期')),
            ],
            options={
                'verbose_name': '政策暂停',
                'constraints': [models.UniqueConstraint(fields=('issuer', 'title', 'issued_on'), name='one_hold_a_policy', violation_error_message='该政策已登记')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='批次号')),
                ('approved_on', models.DateField(verbose_name='审批日期')),
                ('enrolled_on', models.DateField(blank=True, null=True, verbose_name='纳入日期')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='暂停日期')),
                ('released_on', models.DateField(blank=True, null=True, verbose_name='恢复日期')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='registry.project', verbose_name='项目')),
                ('hold', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='social_security.policyhold', verbose_name='政策暂停')),
            ],
            options={
                'verbose_name': '社保批次',
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collected_on', models.DateField(verbose_name='收缴日期')),
                ('voucher', models.CharField(max_length=30, unique=True, verbose_name='凭证号')),
                ('amount', anzhi.office.fields.MoneyField(verbose_name='金额（分）')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='registry.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '社保资金',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='contribution_not_zero', violation_error_message='金额不能为 0')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('age_band', models.PositiveSmallIntegerField(choices=[(1, '第一年龄段'), (2, '第二年龄段'), (3, '第三年龄段'), (4, '第四年龄段')], verbose_name='年龄段')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='social_security.batch', verbose_name='社保批次')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='enrolment', to='registry.person', verbose_name='人')),
            ],
            options={
                'verbose_name': '参保人员',
                'constraints': [models.CheckConstraint(condition=models.Q(('age_band__in', (1, 2, 3, 4))), name='age_band_known', violation_error_message='年龄段应为第一至第四')],
            },
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', True), ('hold__isnull', True), ('released_on__isnull', True)), models.Q(('held_on__isnull', False), ('hold__isnull', False)), _connector='OR'), name='held_batch_names_the_policy', violation_error_message='暂停的批次应有暂停日期和所依据的政策'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('enrolled_on__isnull', True), ('enrolled_on__gte', models.F('approved_on')), _connector='OR'), name='batch_enrolled_after_approval', violation_error_message='纳入日期早于审批日期'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('released_on__isnull', True), ('released_on__gte', models.F('held_on')), _connector='OR'), name='batch_released_after_hold', violation_error_message='恢复日期早于暂停日期'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('held_on__isnull', True), ('enrolled_on__isnull', True), ('released_on__isnull', False), _connector='OR'), name='held_batch_is_not_enrolled', violation_error_message='暂停中的批次不能纳入'),
        ),
    ]
