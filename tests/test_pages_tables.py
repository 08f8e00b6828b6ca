from assistant.pages.tables import Cell, table


def test_caption_and_headers_are_text_and_each_row_has_its_heading():
    found = table("<b>Runs", ["Started", "#Figure"], [["<i>first</i>", "0.98"]])
    assert "&lt;b&gt;Runs" in found
    assert '<th scope="row" role="rowheader"><i>first</i></th>' in found
    assert '<td role="cell" class="figure" data-label="Figure">0.98</td>' in found
    assert "<button" not in found


def test_the_headings_of_a_sortable_table_are_buttons_and_cells_say_what_they_are_sorted_by():
    found = table("Runs", ["Started", "State"], [[Cell("May", "2026-05"), "Done"]], sortable=True)
    assert found.count('<button type="button" class="sort">') == 2
    assert 'data-sort="2026-05">May</th>' in found
