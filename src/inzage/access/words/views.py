"""The list of words of the policy in force, which `kit/words.js` reads."""

from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from inzage.access.guards import Request, staff
from inzage.access.versions.current import policy
from inzage.kit.templatetags.kit import article_label
from inzage.law.words import word_list


@require_GET
@staff(articles=("6.health", "6.confidential"))
def show(request: Request) -> HttpResponseBase:  # noqa: ARG001  a view takes it
    """The words, their groups and what to write instead, in both languages (6.health, 6.confidential).

    `articles` holds, by group, its article as it is called in the language of the page.

    What somebody types stays in the browser: nothing of it is sent here.
    """
    labels = {code: article_label(block.article) for code, block in policy().words.items()}
    return JsonResponse(word_list(policy()) | {"articles": labels})
