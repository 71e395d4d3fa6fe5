
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('centre', '征地服务中心'), ('section', '内设机构'), ('street', '街道（镇）'), ('command_office', '指挥部'), ('partner_bureau', '协同单位')], max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='名称')),
                ('established_on', models.DateField(blank=True, null=True, verbose_name='设立日期')),
                ('is_synthetic', models.BooleanField(default=False, verbose_name='演示数据')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='office.organisation', verbose_name='上级')),
            ],
            options={
                'verbose_name': '机构',
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, verbose_name='岗位')),
                ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='序号')),
                ('authorised_on', models.DateField(verbose_name='核定日期')),
                ('abolished_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
            ],
            options={
                'verbose_name': '编制',
            },
        ),
        migrations.CreateModel(
            name='WorkYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='年度')),
            ],
            options={
                'verbose_name': '业务年度',
            },
        ),
        migrations.CreateModel(
            name='Street',
            fields=[
                ('organisation_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='office.organisation')),
                ('area_code', models.CharField(max_length=9, unique=True, verbose_name='区划代码')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='停用日期')),
            ],
            options={
                'verbose_name': '街道（镇）',
            },
            bases=('office.organisation',),
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('staff_number', models.CharField(max_length=20, unique=True, verbose_name='工号')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('title', models.CharField(max_length=40, verbose_name='职务')),
                ('employment', models.CharField(choices=[('established', '在编'), ('temporary', '临聘'), ('external', '外单位')], max_length=12, verbose_name='用工类别')),
                ('employed_on', models.DateField(verbose_name='到岗日期')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='离退休日期')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='离岗日期')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='office.organisation', verbose_name='所在机构')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='office.post', verbose_name='编制')),
            ],
            options={
                'verbose_name': '人员',
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_event', models.BigIntegerField(verbose_name='首条事件')),
                ('last_event', models.BigIntegerField(unique=True, verbose_name='末条事件')),
                ('count', models.PositiveIntegerField(verbose_name='事件数')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='摘要（SM3）')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='封存时间')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='office.officer', verbose_name='封存人')),
            ],
            options={
                'verbose_name': '封存',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='时间')),
                ('verb', models.CharField(max_length=40, verbose_name='动作')),
                ('noun', models.CharField(max_length=40, verbose_name='记录类别')),
                ('key', models.BigIntegerField(verbose_name='记录编号')),
                ('detail', models.JSONField(default=dict, verbose_name='内容')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='office.officer', verbose_name='操作人')),
            ],
            options={
                'verbose_name': '事件',
                'indexes': [models.Index(fields=['noun', 'key'], name='office_even_noun_8b7dcb_idx')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'centre')), fields=('kind',), name='one_centre', violation_error_message='只能有一个中心'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'section'), _negated=True), ('parent__isnull', False), _connector='OR'), name='sections_belong_to_the_centre', violation_error_message='内设机构必须属于中心'),
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('employment', 'established'), ('post__isnull', False)), ('post__isnull', True), _connector='OR'), name='only_established_officers_hold_a_post', violation_error_message='只有在编人员占用编制'),
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on__isnull', True), ('retired_on__isnull', True)), fields=('post',), name='one_officer_a_post', violation_error_message='该编制已有人员'),
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_on__isnull', True), ('retired_on__gte', models.F('employed_on')), _connector='OR'), models.Q(('left_on__isnull', True), ('left_on__gte', models.F('employed_on')), _connector='OR')), name='officer_dates_in_order', violation_error_message='离退休或离岗日期早于到岗日期'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(('last_event__gte', models.F('first_event'))), name='seal_runs_forward', violation_error_message='封存的首末事件颠倒'),
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=40, unique=True, verbose_name="账号")),
                ("role", models.CharField(choices=[
                    ("director", "中心领导"), ("general", "综合部"), ("clearance", "拆迁部"), ("resettlement", "安置社保部"),
                    ("finance", "财务部"), ("street", "街道经办"), ("command_office", "指挥部经办"), ("partner_bureau", "协同单位"),
                    ("reviewer", "财政评审"), ("auditor", "审计"), ("administrator", "系统管理员"),
                ], max_length=20, verbose_name="角色")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("must_change_password", models.BooleanField(default=True, verbose_name="须更换密码")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示账户")),
                ("officer", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="account", to="office.officer", verbose_name="人员")),
            ],
            options={"verbose_name": "账户"},
        ),
    ]
