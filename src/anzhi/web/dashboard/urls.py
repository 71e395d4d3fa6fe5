"""工作台的地址."""

from django.urls import path

from anzhi.web.dashboard import views

urlpatterns = [path("", views.dashboard, name="dashboard")]
