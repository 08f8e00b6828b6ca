"""Questions with known answers, and what is learnt from them."""
