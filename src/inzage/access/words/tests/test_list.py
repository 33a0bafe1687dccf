"""Every page of the desk brings the list of words and the script that warns."""

import json

from tests.kit.fixtures import Browse, Cast


def test_the_page_of_a_note_brings_the_list_and_its_script(cast: Cast, browse: Browse) -> None:
    client = browse(cast.coach)
    home = client.get("/").content.decode()
    assert 'data-url="/words/"' in home
    assert "kit/words" in home
    listed = json.loads(client.get("/words/").content)
    assert listed["articles"]["private"].startswith("Artikel 6: ")
    assert ["hernia*", "diagnosis", "de verzuimoorzaak is medisch"] in listed["words"]
