"""An association's own documents, DOCX and PDF, read into a draft of a source file."""
