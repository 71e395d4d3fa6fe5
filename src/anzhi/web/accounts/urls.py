"""登录的地址."""

from django.urls import path

from anzhi.web.accounts import tokens, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.change_password, name="change_password"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("security/", views.security, name="security"),
    path("tokens/", tokens.own_tokens, name="tokens"),
    path("tokens/<int:key>/revoke/", tokens.revoke_token, name="revoke_token"),
]
