"""综合事务 Models of administration."""

from anzhi.administration.models.activity import Activity, Programme
from anzhi.administration.models.article import Article
from anzhi.administration.models.assistance import Assistance, HomeVisit

__all__ = ["Activity", "Article", "Assistance", "HomeVisit", "Programme"]
