
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年度')),
                ('method', models.CharField(max_length=40, verbose_name='评分办法')),
            ],
            options={
                'verbose_name': '绩效自评',
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('first', models.CharField(choices=[('execution', '预算执行'), ('output', '产出指标'), ('benefit', '效益指标'), ('satisfaction', '满意度指标')], max_length=14, verbose_name='一级指标')),
                ('second', models.CharField(choices=[('execution_rate', '预算执行率'), ('quantity', '数量指标'), ('quality', '质量指标'), ('timeliness', '时效指标'), ('cost', '成本指标'), ('economic', '经济效益指标'), ('social', '社会效益指标'), ('ecological', '生态效益指标'), ('sustainable', '可持续影响指标'), ('satisfaction', '服务对象满意度指标')], max_length=14, verbose_name='二级指标')),
                ('name', models.CharField(max_length=200, verbose_name='三级指标')),
                ('weight', models.PositiveIntegerField(verbose_name='分值（百分之一分）')),
                ('measure', models.CharField(choices=[('quantity', '定量'), ('quality', '定性')], max_length=8, verbose_name='指标性质')),
                ('metric', models.CharField(blank=True, max_length=60, verbose_name='实际值数字')),
                ('comparator', models.CharField(blank=True, choices=[('at_least', '≥'), ('exactly', '＝'), ('at_most', '≤')], max_length=8, verbose_name='比较')),
                ('target', models.BigIntegerField(blank=True, null=True, verbose_name='指标值（百分之一单位）')),
                ('target_metric', models.CharField(blank=True, max_length=60, verbose_name='指标值数字')),
                ('target_text', models.CharField(blank=True, max_length=200, verbose_name='年度指标值')),
                ('actual_text', models.TextField(verbose_name='实际完成值')),
                ('grade', models.CharField(blank=True, choices=[('achieved', '达成预期指标'), ('partial', '部分达成并具有一定效果'), ('missed', '未达成且效果较差')], max_length=8, verbose_name='达成程度')),
                ('score', models.PositiveIntegerField(blank=True, null=True, verbose_name='得分（百分之一分）')),
                ('deviation', models.TextField(blank=True, verbose_name='偏差原因分析')),
                ('improvement', models.TextField(blank=True, verbose_name='改进措施')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='performance.evaluation', verbose_name='绩效自评')),
            ],
            options={
                'verbose_name': '绩效指标',
                'ordering': ['ordinal'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'ordinal'), name='one_indicator_an_ordinal', violation_error_message='该序号已有指标'), models.CheckConstraint(condition=models.Q(('weight__gt', 0)), name='weight_positive', violation_error_message='分值应大于 0'), models.CheckConstraint(condition=models.Q(('measure', 'quality'), models.Q(models.Q(('metric', ''), _negated=True), models.Q(('comparator', ''), _negated=True), models.Q(('target__isnull', False), models.Q(('target_metric', ''), _negated=True), _connector='OR')), _connector='OR'), name='quantity_has_a_metric_and_a_target', violation_error_message='定量指标应有实际值数字、比较方式和指标值'), models.CheckConstraint(condition=models.Q(('measure', 'quantity'), models.Q(('target_text', ''), _negated=True), _connector='OR'), name='quality_has_a_target_text', violation_error_message='定性指标应写明年度指标值'), models.CheckConstraint(condition=models.Q(('score__isnull', True), ('score__lte', models.F('weight')), _connector='OR'), name='score_within_weight', violation_error_message='得分不能超过分值'), models.CheckConstraint(condition=models.Q(('score__isnull', True), ('score', models.F('weight')), models.Q(('deviation', ''), _negated=True), _connector='OR'), name='deduction_has_a_reason', violation_error_message='扣分必须说明原因')],
            },
        ),
    ]
