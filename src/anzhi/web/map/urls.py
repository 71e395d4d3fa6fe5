"""挂图作战的地址."""

from django.urls import path

from anzhi.web.map import views

urlpatterns = [
    path("map/", views.plan, name="map"),
    path("map/streets.geojson", views.street_features, name="map_streets"),
    path("map/parcels.geojson", views.parcel_features, name="map_parcels"),
    path("map/import/", views.import_survey, name="import_survey"),
    path("map/outlines/", views.import_outlines, name="import_outlines"),
    path("projects/<int:key>/parcels/", views.project_parcels, name="project_parcels"),
    path("projects/<int:key>/parcels.txt", views.survey_file, name="survey_file"),
]
