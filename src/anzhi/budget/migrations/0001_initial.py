
import anzhi.office.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CarryOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年度')),
                ('amount', anzhi.office.fields.MoneyField(verbose_name='年初结转结余（分）')),
            ],
            options={
                'verbose_name': '结转结余',
            },
        ),
        migrations.CreateModel(
            name='Earmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('purpose', models.CharField(max_length=200, verbose_name='用途')),
                ('ordinal', models.PositiveSmallIntegerField(verbose_name='序号')),
            ],
            options={
                'verbose_name': '专项',
                'constraints': [models.UniqueConstraint(fields=('year', 'name'), name='one_earmark_a_year_and_name', violation_error_message='该年度已有同名专项')],
            },
        ),
        migrations.CreateModel(
            name='EconomicItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=5, unique=True, verbose_name='款')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('class_code', models.CharField(max_length=3, verbose_name='类')),
                ('class_name', models.CharField(max_length=40, verbose_name='类名称')),
            ],
            options={
                'verbose_name': '经济分类',
                'constraints': [models.CheckConstraint(condition=models.Q(('code__startswith', models.F('class_code'))), name='item_code_begins_with_class', violation_error_message='款代码应以类代码开头')],
            },
        ),
        migrations.CreateModel(
            name='Revenue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('stage', models.CharField(choices=[('budget', '预算批复'), ('final', '决算到账')], max_length=8, verbose_name='阶段')),
                ('source', models.CharField(choices=[('appropriation', '财政拨款（补助）'), ('other', '其他收入')], max_length=14, verbose_name='来源')),
                ('dated_on', models.DateField(verbose_name='日期')),
                ('voucher', models.CharField(max_length=20, verbose_name='凭证号')),
                ('amount', anzhi.office.fields.MoneyField(verbose_name='金额（分）')),
            ],
            options={
                'verbose_name': '收入',
                'constraints': [models.UniqueConstraint(fields=('year', 'stage', 'voucher'), name='one_revenue_a_voucher', violation_error_message='该年度已有此凭证号'), models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='revenue_not_zero', violation_error_message='金额不能为 0')],
            },
        ),
        migrations.CreateModel(
            name='Appropriation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('nature', models.CharField(choices=[('basic', '基本支出'), ('project', '项目支出')], max_length=8, verbose_name='支出性质')),
                ('amount', anzhi.office.fields.MoneyField(verbose_name='金额（分）')),
                ('earmark', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='budget.earmark', verbose_name='专项')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='budget.economicitem', verbose_name='经济分类')),
            ],
            options={
                'verbose_name': '预算批复',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('nature', 'project'), ('earmark__isnull', True), _connector='OR'), name='only_project_appropriation_is_earmarked', violation_error_message='只有项目支出可以指定专项'), models.UniqueConstraint(condition=models.Q(('earmark__isnull', True)), fields=('year', 'nature', 'item'), name='one_appropriation_an_item', violation_error_message='该款已有预算批复'), models.UniqueConstraint(fields=('year', 'item', 'earmark'), name='one_appropriation_an_item_and_earmark', violation_error_message='该专项的该款已有预算批复'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='appropriation_positive', violation_error_message='金额应大于 0')],
            },
        ),
        migrations.CreateModel(
            name='Expenditure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('nature', models.CharField(choices=[('basic', '基本支出'), ('project', '项目支出')], max_length=8, verbose_name='支出性质')),
                ('amount', anzhi.office.fields.MoneyField(verbose_name='金额（分）')),
                ('voucher', models.CharField(max_length=20, verbose_name='凭证号')),
                ('paid_on', models.DateField(verbose_name='支付日期')),
                ('summary', models.CharField(max_length=80, verbose_name='摘要')),
                ('earmark', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='budget.earmark', verbose_name='专项')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='budget.economicitem', verbose_name='经济分类')),
            ],
            options={
                'verbose_name': '支出',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('nature', 'project'), ('earmark__isnull', True), _connector='OR'), name='only_project_expenditure_is_earmarked', violation_error_message='只有项目支出可以指定专项'), models.UniqueConstraint(fields=('year', 'voucher'), name='one_expenditure_a_voucher', violation_error_message='该年度已有此凭证号'), models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='expenditure_not_zero', violation_error_message='金额不能为 0')],
            },
        ),
    ]
