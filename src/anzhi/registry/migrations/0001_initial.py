
import anzhi.office.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年度')),
                ('adopted_on', models.DateField(verbose_name='下达日期')),
            ],
            options={
                'verbose_name': '年度计划',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('preliminary', '预征地公告'), ('declaration', '征地公告（一公告）'), ('consultation', '方案征求意见公告'), ('plan', '方案实施公告（二公告）')], max_length=14, verbose_name='公告类别')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('published_on', models.DateField(verbose_name='发布日期')),
            ],
            options={
                'verbose_name': '公告',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('sealed_identity', models.BinaryField(verbose_name='身份证号')),
                ('identity_index', models.CharField(max_length=64, unique=True, verbose_name='身份证号索引')),
                ('born_on', models.DateField(verbose_name='出生日期')),
                ('is_female', models.BooleanField(verbose_name='女性')),
                ('is_synthetic', models.BooleanField(default=False, verbose_name='虚构人员')),
            ],
            options={
                'verbose_name': '人',
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filed_on', models.DateField(verbose_name='备案日期')),
                ('filed_with', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='office.organisation', verbose_name='备案机关')),
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='registry.notice', verbose_name='公告')),
            ],
            options={
                'verbose_name': '备案',
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='项目编号')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='项目名称')),
                ('area', anzhi.office.fields.MuField(verbose_name='征地面积（亩）')),
                ('is_key', models.BooleanField(default=False, verbose_name='省市重点')),
                ('prepared_on', models.DateField(verbose_name='预备日期')),
                ('launched_on', models.DateField(blank=True, null=True, verbose_name='启动日期')),
                ('signing_started_on', models.DateField(blank=True, null=True, verbose_name='启动签约日期')),
                ('clear_by', models.DateField(blank=True, null=True, verbose_name='腾地期限')),
                ('cleared_on', models.DateField(blank=True, null=True, verbose_name='清零日期')),
                ('tail_reason', models.CharField(blank=True, max_length=200, verbose_name='扫尾原因')),
                ('command_office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commanded_projects', to='office.organisation', verbose_name='指挥部')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='office.street', verbose_name='所在街道')),
            ],
            options={
                'verbose_name': '项目',
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('tail', '扫尾'), ('new', '新拆')], max_length=8, verbose_name='任务类别')),
                ('name', models.CharField(max_length=80, verbose_name='项目名称')),
                ('area', anzhi.office.fields.MuField(verbose_name='计划面积（亩）')),
                ('households_to_sign', models.PositiveIntegerField(verbose_name='应签约户数')),
                ('households_to_demolish', models.PositiveIntegerField(verbose_name='应拆除户数')),
                ('firms_to_demolish', models.PositiveIntegerField(verbose_name='应拆除单位数')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='registry.annualplan', verbose_name='计划')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '计划任务',
            },
        ),
        migrations.AddField(
            model_name='notice',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='registry.project', verbose_name='项目'),
        ),
        migrations.CreateModel(
            name='LandClearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cleared_on', models.DateField(verbose_name='腾地日期')),
                ('area', anzhi.office.fields.MuField(verbose_name='腾地面积（亩）')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearings', to='registry.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '腾地记录',
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='户号')),
                ('head_name', models.CharField(max_length=40, verbose_name='户主')),
                ('address', models.CharField(blank=True, max_length=80, verbose_name='组别地址')),
                ('surveyed_on', models.DateField(verbose_name='入户调查日期')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='签约日期')),
                ('vacated_on', models.DateField(blank=True, null=True, verbose_name='腾房日期')),
                ('demolished_on', models.DateField(blank=True, null=True, verbose_name='拆除日期')),
                ('hold_out_reason', models.CharField(blank=True, max_length=200, verbose_name='滞留原因')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='office.street', verbose_name='街道')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='registry.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '户',
            },
        ),
        migrations.CreateModel(
            name='Firm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='单位名称')),
                ('credit_code', models.CharField(blank=True, max_length=18, null=True, unique=True, verbose_name='统一社会信用代码')),
                ('surveyed_on', models.DateField(verbose_name='调查日期')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='签约日期')),
                ('demolished_on', models.DateField(blank=True, null=True, verbose_name='拆除日期')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='firms', to='registry.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '单位（企业）',
            },
        ),
        migrations.CreateModel(
            name='Structure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('construction', models.CharField(choices=[('reinforced_concrete', '钢混'), ('brick_concrete_1', '砖混一类'), ('brick_concrete_2', '砖混二类'), ('brick_timber', '砖木'), ('earth_timber', '土木')], max_length=20, verbose_name='结构')),
                ('floors', models.PositiveSmallIntegerField(verbose_name='层数')),
                ('floor_area', anzhi.office.fields.SquareMetreField(verbose_name='建筑面积（平方米）')),
                ('built_in', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='建成年份')),
                ('legality', models.CharField(choices=[('legal', '合法'), ('temporary', '批准的临时建筑'), ('unauthorised', '违法'), ('undetermined', '待认定')], max_length=14, verbose_name='合法性')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='structures', to='registry.household', verbose_name='户')),
            ],
            options={
                'verbose_name': '房屋',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(max_length=20, verbose_name='与户主关系')),
                ('is_collective_member', models.BooleanField(verbose_name='村集体经济组织成员')),
                ('joined_on', models.DateField(verbose_name='加入日期')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='离开日期')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='registry.household', verbose_name='户')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='registry.person', verbose_name='人')),
            ],
            options={
                'verbose_name': '家庭成员',
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('person',), name='one_household_a_person', violation_error_message='此人已是另一户的成员'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='membership_ends_after_it_begins', violation_error_message='离开日期早于加入日期')],
            },
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('area__gt', 0)), name='project_area_positive', violation_error_message='征地面积应大于 0'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('launched_on__isnull', True), ('launched_on__gte', models.F('prepared_on')), _connector='OR'), name='project_launched_after_prepared', violation_error_message='启动日期早于预备日期'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('clear_by__isnull', True), ('launched_on__isnull', True)), models.Q(('clear_by__gte', models.F('launched_on')), ('clear_by__isnull', False), ('launched_on__isnull', False)), _connector='OR'), name='launched_project_has_a_clearing_date', violation_error_message='启动的项目应有不早于启动日期的腾地期限'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('signing_started_on__isnull', True), models.Q(('launched_on__isnull', False), ('signing_started_on__gte', models.F('launched_on'))), _connector='OR'), name='project_signs_after_launch', violation_error_message='启动签约日期早于启动日期'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('cleared_on__isnull', True), models.Q(('cleared_on__gte', models.F('launched_on')), ('launched_on__isnull', False)), _connector='OR'), name='project_cleared_after_launch', violation_error_message='清零日期早于启动日期'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.UniqueConstraint(fields=('plan', 'name'), name='one_plan_item_a_name', violation_error_message='计划中已有同名项目'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.UniqueConstraint(condition=models.Q(('project__isnull', False)), fields=('plan', 'project'), name='one_plan_item_a_project', violation_error_message='计划中已有该项目'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('project', 'kind'), name='one_notice_a_project_and_kind', violation_error_message='该项目已有同类公告'),
        ),
        migrations.AddConstraint(
            model_name='landclearing',
            constraint=models.CheckConstraint(condition=models.Q(('area__gt', 0)), name='clearing_area_positive', violation_error_message='腾地面积应大于 0'),
        ),
        migrations.AddConstraint(
            model_name='landclearing',
            constraint=models.UniqueConstraint(fields=('project', 'cleared_on'), name='one_clearing_a_project_and_day', violation_error_message='该项目当天已有腾地记录'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on__isnull', True), ('signed_on__gte', models.F('surveyed_on')), _connector='OR'), name='household_signed_after_survey', violation_error_message='签约日期早于入户调查日期'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('vacated_on__isnull', True), ('vacated_on__gte', models.F('surveyed_on')), _connector='OR'), name='household_vacated_after_survey', violation_error_message='腾房日期早于入户调查日期'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('demolished_on__isnull', True), ('demolished_on__gte', models.F('surveyed_on')), _connector='OR'), name='household_demolished_after_survey', violation_error_message='拆除日期早于入户调查日期'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.UniqueConstraint(fields=('project', 'name'), name='one_firm_a_project_and_name', violation_error_message='该项目已有同名单位'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(('demolished_on__isnull', True), ('demolished_on__gte', models.F('surveyed_on')), _connector='OR'), name='firm_demolished_after_survey', violation_error_message='拆除日期早于调查日期'),
        ),
        migrations.AddConstraint(
            model_name='structure',
            constraint=models.CheckConstraint(condition=models.Q(('floor_area__gt', 0)), name='structure_area_positive', violation_error_message='建筑面积应大于 0'),
        ),
        migrations.AddConstraint(
            model_name='structure',
            constraint=models.CheckConstraint(condition=models.Q(('floors__gte', 1)), name='structure_has_a_floor', violation_error_message='层数至少为 1'),
        ),
    ]
