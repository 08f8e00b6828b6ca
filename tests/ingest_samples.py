"""A made-up report whose length, grades and headings are not those of the default one."""

OTHER_REPORT = """\
Inspection of Vale of Westmarsh local authority children's services

Inspection dates: 28 November to 9 December 2022

Lead inspector: Name of Inspector, His Majesty's Inspector

Judgement\tGrade
The impact of leaders on social work practice with children and families\tInadequate
The experiences and progress of children who need help and protection\tRequires improvement to \
be good
The experiences and progress of children in care\tOutstanding
Overall effectiveness\tInadequate

Services have got worse since 2019, when they were good.

What needs to improve?

\u2022 The timeliness of visits to children.
\u2022 The recording of decisions, which should show who made them
and why. (enabler 3, national framework)

Children who need help: requires improvement to be good

1. Help comes late. Some families wait, even where a child is
16. That is too long.
2. The front door is well run, and its managers

\u00b9 A note about the front door.
It runs over two lines.

know every case.
3. Plans are short.

They are also clear.

The experiences and progress of children in care

4. Children in care do well.
6. Their carers are 'like family'.

The Office for Standards in Education, Children's Services and Skills (Ofsted) inspects.

\u00a9 Crown copyright 2023
"""
