"""What the phone shows: views, their layout, their colours and how they are drawn. Only `paint` and `fonts` use Qt."""
