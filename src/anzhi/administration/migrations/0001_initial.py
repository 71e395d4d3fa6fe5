
import anzhi.office.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('occasion', models.CharField(blank=True, max_length=40, verbose_name='征文主题')),
                ('outlet', models.CharField(max_length=60, verbose_name='平台')),
                ('level', models.CharField(choices=[('own', '本单位'), ('district', '区级'), ('city', '市级'), ('province', '省级'), ('state', '国家级')], max_length=10, verbose_name='平台级别')),
                ('placed_on', models.DateField(verbose_name='上稿日期')),
            ],
            options={
                'verbose_name': '上稿',
                'constraints': [models.UniqueConstraint(fields=('title', 'outlet'), name='one_placing_an_outlet', violation_error_message='该平台已有同名稿件')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('kind', models.CharField(choices=[('culture', '机关文化建设'), ('contest', '红色竞赛'), ('outing', '参观')], max_length=10, verbose_name='专项类别')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
            ],
            options={
                'verbose_name': '专项活动',
                'constraints': [models.UniqueConstraint(fields=('year', 'name'), name='one_programme_a_year_and_name', violation_error_message='该年度已有同名专项活动')],
            },
        ),
        migrations.CreateModel(
            name='Assistance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('illness', '大病补助'), ('hardship', '困难救助')], max_length=10, verbose_name='救助类别')),
                ('paid_on', models.DateField(verbose_name='拨付日期')),
                ('amount', anzhi.office.fields.MoneyField(verbose_name='金额（分）')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assistances', to='registry.household', verbose_name='户')),
            ],
            options={
                'verbose_name': '救助',
                'constraints': [models.UniqueConstraint(fields=('household', 'kind', 'paid_on'), name='one_assistance_a_day', violation_error_message='该户当天已有同类救助'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='assistance_positive', violation_error_message='金额应大于 0')],
            },
        ),
        migrations.CreateModel(
            name='HomeVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', models.CharField(max_length=40, verbose_name='家庭')),
                ('visited_on', models.DateField(verbose_name='走访日期')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='office.street', verbose_name='街道')),
            ],
            options={
                'verbose_name': '走访慰问',
                'constraints': [models.UniqueConstraint(fields=('family', 'visited_on'), name='one_visit_a_family_and_day', violation_error_message='当天已走访过该家庭')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('study', '专题学习研讨'), ('visit', '红色教育基地参观'), ('lecture', '主题宣讲'), ('contest', '竞赛'), ('walk', '健走'), ('campaign', '宣传与创建'), ('ideology', '意识形态会议'), ('training', '业务培训'), ('exam', '季度考试')], max_length=10, verbose_name='活动类别')),
                ('held_on', models.DateField(verbose_name='日期')),
                ('title', models.CharField(max_length=80, verbose_name='主题')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='地点')),
                ('attendance', models.PositiveSmallIntegerField(verbose_name='参加人数')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='administration.programme', verbose_name='专项活动')),
            ],
            options={
                'verbose_name': '活动',
                'constraints': [models.UniqueConstraint(fields=('kind', 'held_on', 'title'), name='one_activity_a_day_and_title', violation_error_message='当天已有同类同名活动'), models.CheckConstraint(condition=models.Q(('attendance__gt', 0)), name='activity_attended', violation_error_message='参加人数应大于 0')],
            },
        ),
    ]
