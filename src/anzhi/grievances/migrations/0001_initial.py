
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='工单号')),
                ('subject', models.CharField(max_length=200, verbose_name='诉求')),
                ('received_on', models.DateField(verbose_name='受理日期')),
                ('due_on', models.DateField(verbose_name='办结期限')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('is_satisfied', models.BooleanField(blank=True, null=True, verbose_name='是否满意')),
                ('street', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='office.street', verbose_name='街道')),
            ],
            options={
                'verbose_name': '工单',
                'constraints': [models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('received_on'))), name='ticket_due_after_receipt', violation_error_message='办结期限早于受理日期'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('received_on')), _connector='OR'), name='ticket_closed_after_receipt', violation_error_message='办结日期早于受理日期'), models.CheckConstraint(condition=models.Q(('is_satisfied__isnull', True), ('closed_on__isnull', False), _connector='OR'), name='only_closed_tickets_are_rated', violation_error_message='未办结的工单不能评价')],
            },
        ),
    ]
