"""The pages of the browser app; with app.py the only place that knows Streamlit."""
