"""数字的地址."""

from django.urls import path

from anzhi.web.figures import views

urlpatterns = [
    path("figures/", views.registry, name="figures"),
    path("figures/picker/", views.picker, name="figure_picker"),
    path("figures/<slug:name>/", views.figure, name="figure"),
]
