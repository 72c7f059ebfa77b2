"""The website chat: the association's page, the widget on other sites, and the HTTP interface beneath both."""
