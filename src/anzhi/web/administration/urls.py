"""综合事务的地址."""

from anzhi.web.administration import lists
from anzhi.web.pages import list_path
from anzhi.web.sheets import sheet_path

urlpatterns = [
    list_path("activities/", lists.ACTIVITIES),
    sheet_path("activities/<int:key>/", lists.ACTIVITY),
    list_path("programmes/", lists.PROGRAMMES),
    sheet_path("programmes/<int:key>/", lists.PROGRAMME),
    list_path("articles/", lists.ARTICLES),
    sheet_path("articles/<int:key>/", lists.ARTICLE),
    list_path("home-visits/", lists.HOME_VISITS),
    sheet_path("home-visits/<int:key>/", lists.HOME_VISIT),
    list_path("assistances/", lists.ASSISTANCES),
]
