"""导入 Models of imports."""

from anzhi.ingest.models.imported import Import

__all__ = ["Import"]
