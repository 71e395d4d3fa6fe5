"""账户管理的地址."""

from django.urls import path

from anzhi.web.accounts_admin import lists, views
from anzhi.web.pages import list_view

urlpatterns = [
    path("accounts/", list_view(lists.ACCOUNTS, "accounts_admin/list.html"), name="accounts"),
    path("accounts/open/", views.open_account, name="open_account"),
    path("accounts/<int:key>/", views.account, name="account"),
    path("accounts/<int:key>/assign/", views.assign, name="assign_account"),
    path("accounts/<int:key>/password/", views.reset_password, name="reset_password"),
    path("accounts/<int:key>/second-factor/", views.remove_second_factor, name="remove_second_factor"),
]
